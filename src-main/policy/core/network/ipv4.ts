/** Four bytes as one number, or why a host that ends in a number is no address. */
export type Ipv4 = { kind: 'address'; value: number } | { kind: 'name' } | { kind: 'broken' }

/**
 * Reads every spelling of an IPv4 address that system libraries take: one to four parts, decimal, octal, hex.
 * A host whose last part is a number is an address or nothing.
 */
export function readIpv4(host: string): Ipv4 {
  const parts = host.split('.')
  const last = parts.at(-1) ?? ''
  if (!/^(?:[0-9]+|0x[0-9a-f]*)$/i.test(last)) return { kind: 'name' }
  if (parts.length > 4) return { kind: 'broken' }
  const numbers = parts.map(readPart)
  const value = join(numbers)
  return value === null ? { kind: 'broken' } : { kind: 'address', value }
}

function readPart(part: string): number {
  if (/^0x[0-9a-f]*$/i.test(part)) return part.length === 2 ? 0 : Number.parseInt(part.slice(2), 16)
  if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8)
  // 08 and 09 are octal to some readers and decimal to others: an address nobody can be sure of.
  return /^(?:0|[1-9][0-9]*)$/.test(part) ? Number.parseInt(part, 10) : Number.NaN
}

/** The last part fills all bytes that are left, so `127.1` is 127.0.0.1. */
function join(numbers: readonly number[]): number | null {
  const last = numbers.at(-1) ?? Number.NaN
  const heads = numbers.slice(0, -1)
  const room = 256 ** (4 - heads.length)
  if (!(last >= 0 && last < room) || heads.some(part => !(part >= 0 && part <= 255))) return null
  return heads.reduce((sum, part, index) => sum + part * 256 ** (3 - index), last)
}

/** Dotted form, for messages and for connecting. */
export function writeIpv4(value: number): string {
  return [24, 16, 8, 0].map(shift => Math.floor(value / 2 ** shift) % 256).join('.')
}
