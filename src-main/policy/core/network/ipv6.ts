import { readIpv4 } from './ipv4.ts'

/** Eight groups of sixteen bits. */
export type Ipv6 = readonly number[]

/** Reads an IPv6 address without brackets; zone ids and anything odd give `null`. */
export function readIpv6(text: string): Ipv6 | null {
  if (text.length > 45 || !/^[0-9a-f:.]+$/i.test(text)) return null
  const halves = text.split('::')
  if (halves.length > 2) return null
  const front = readGroups(halves[0] ?? '', halves.length === 1)
  const back = halves.length === 2 ? readGroups(halves[1] ?? '', true) : []
  if (front === null || back === null) return null
  if (halves.length === 1) return front.length === 8 ? front : null
  const missing = 8 - front.length - back.length
  return missing < 1 ? null : [...front, ...Array.from({ length: missing }, () => 0), ...back]
}

function readGroups(text: string, mayEndInV4: boolean): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const value = part.includes('.') && mayEndInV4 && index === parts.length - 1 ? readTail(part) : readGroup(part)
    if (value === null) return null
    groups.push(...value)
  }
  return groups
}

function readGroup(part: string): number[] | null {
  return /^[0-9a-f]{1,4}$/i.test(part) ? [Number.parseInt(part, 16)] : null
}

/** The embedded dotted form has to be plain: four decimal parts without leading zeros. */
function readTail(part: string): number[] | null {
  if (!/^(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})$/.test(part)) return null
  const v4 = readIpv4(part)
  return v4.kind === 'address' ? [Math.floor(v4.value / 65_536), v4.value % 65_536] : null
}

/** Full written-out form; equal addresses give equal texts. */
export function writeIpv6(address: Ipv6): string {
  return address.map(group => group.toString(16)).join(':')
}
