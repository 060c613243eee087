import { readIpv4, writeIpv4 } from './ipv4.ts'
import { type Ipv6, readIpv6, writeIpv6 } from './ipv6.ts'

/** What is known about an address: its one spelling, and why it may not be reached, if it may not. */
export interface AddressVerdict {
  canonical: string
  refusedBecause: string | null
}

type V4Range = readonly [base: string, bits: number, what: string]

// From the IANA special-purpose registry; the last line is the metadata address of a large cloud.
const V4_REFUSED: readonly V4Range[] = [
  ['0.0.0.0', 8, 'this host'],
  ['10.0.0.0', 8, 'a private network'],
  ['100.64.0.0', 10, 'the network of a carrier'],
  ['127.0.0.0', 8, 'this machine'],
  ['169.254.0.0', 16, 'the local link and cloud metadata'],
  ['172.16.0.0', 12, 'a private network'],
  ['192.0.0.0', 24, 'reserved for protocols'],
  ['192.0.2.0', 24, 'for documentation'],
  ['192.88.99.0', 24, 'a retired relay'],
  ['192.168.0.0', 16, 'a private network'],
  ['198.18.0.0', 15, 'for benchmarks'],
  ['198.51.100.0', 24, 'for documentation'],
  ['203.0.113.0', 24, 'for documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
  ['168.63.129.16', 32, 'cloud metadata'],
]

const v4 = (text: string): number => {
  const read = readIpv4(text)
  return read.kind === 'address' ? read.value : 0
}
const V4_TABLE = V4_REFUSED.map(([base, bits, what]) => ({ base: v4(base), size: 2 ** (32 - bits), what }))

function refusedV4(value: number): string | null {
  return V4_TABLE.find(range => value >= range.base && value < range.base + range.size)?.what ?? null
}

interface V6Range {
  prefix: Ipv6
  bits: number
  what: string
}

const range = (text: string, bits: number, what: string): V6Range => ({ prefix: readIpv6(text) ?? [], bits, what })

// Everything outside 2000::/3 is refused anyway; the first lines give a better reason.
const V6_REFUSED: readonly V6Range[] = [
  range('::', 128, 'this host'),
  range('::1', 128, 'this machine'),
  range('::', 96, 'a retired form of IPv4 addresses'),
  range('64:ff9b:1::', 48, 'a private translation range'),
  range('100::', 64, 'a sink'),
  range('2001::', 23, 'a tunnel or reserved for protocols'),
  range('2001:db8::', 32, 'for documentation'),
  range('2002::', 16, 'a tunnel to an IPv4 network'),
  range('3fff::', 20, 'for documentation'),
  range('fc00::', 7, 'a private network'),
  range('fe80::', 10, 'the local link'),
  range('fec0::', 10, 'a private network'),
  range('ff00::', 8, 'multicast'),
]
const MAPPED = range('::ffff:0:0', 96, 'mapped')
const MAPPED_OLD = range('::ffff:0:0:0', 96, 'mapped')
const TRANSLATED = range('64:ff9b::', 96, 'translated')
const GLOBAL = range('2000::', 3, 'public')

function inRange(address: Ipv6, { prefix, bits }: V6Range): boolean {
  for (let index = 0; index * 16 < bits; index += 1) {
    const kept = Math.min(16, bits - index * 16)
    const unit = 2 ** (16 - kept)
    if (Math.floor((address[index] ?? 0) / unit) !== Math.floor((prefix[index] ?? 0) / unit)) return false
  }
  return true
}

const low32 = (address: Ipv6): number => (address[6] ?? 0) * 65_536 + (address[7] ?? 0)

function refusedV6(address: Ipv6): string | null {
  if ([MAPPED, MAPPED_OLD, TRANSLATED].some(form => inRange(address, form))) return refusedV4(low32(address))
  const named = V6_REFUSED.find(one => inRange(address, one))
  if (named) return named.what
  if (!inRange(address, GLOBAL)) return 'reserved'
  // ISATAP carries an IPv4 address in its interface part and is tunnelled to it.
  const isatap = address[5] === 0x5efe && ((address[4] ?? 0) & 0xfdff) === 0
  return isatap ? refusedV4(low32(address)) : null
}

/** Judges an address as a resolver or a socket gives it. `null`: this is not an address. */
export function judgeAddress(text: string): AddressVerdict | null {
  if (text.includes(':')) {
    const six = readIpv6(text)
    return six && { canonical: canonicalV6(six), refusedBecause: refusedV6(six) }
  }
  const four = readIpv4(text)
  return four.kind === 'address' ? { canonical: writeIpv4(four.value), refusedBecause: refusedV4(four.value) } : null
}

/** A mapped address is the IPv4 address, so that a rule about one holds for the other. */
function canonicalV6(address: Ipv6): string {
  return inRange(address, MAPPED) ? writeIpv4(low32(address)) : writeIpv6(address)
}
