import { judgeAddress } from './address.ts'
import { readIpv4 } from './ipv4.ts'
import { readIpv6 } from './ipv6.ts'
import { fromPunycode, toPunycode } from './punycode.ts'

/** A host in its one spelling. */
export type Host =
  | { kind: 'name'; name: string }
  | { kind: 'address'; address: string; refusedBecause: string | null }
  | { kind: 'broken'; reason: string }

const broken = (reason: string): Host => ({ kind: 'broken', reason })

// Characters that show nothing; a resolver may drop them, a reader cannot see them.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zs}\p{Zl}\p{Zp}\p{Variation_Selector}]/u
const DOTS = /[\u3002\uff0e\uff61]/g

/** Reads the host of a URL: brackets for IPv6, all IPv4 spellings, names in lower case and punycode. */
export function readHost(text: string): Host {
  if (text === '') return broken('The address names no host.')
  if (text.startsWith('[')) return readBracketed(text)
  if (/[%@:\\/[\]]/.test(text)) return broken('The host contains encoded or forbidden characters.')
  if (INVISIBLE.test(text)) return broken('The host contains characters that cannot be seen.')
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(DOTS, '.')
  const name = folded.endsWith('.') ? folded.slice(0, -1) : folded
  const four = readIpv4(name)
  if (four.kind === 'broken') return broken('The host ends in a number and is no address.')
  if (four.kind === 'address') return addressHost(name)
  return readName(name)
}

function readBracketed(text: string): Host {
  const inner = /^\[([^\]]*)\]$/.exec(text)?.[1]
  if (inner === undefined || readIpv6(inner) === null) return broken('The IPv6 address cannot be read.')
  return addressHost(inner)
}

function addressHost(text: string): Host {
  const verdict = judgeAddress(text)
  if (!verdict) return broken('The address cannot be read.')
  return { kind: 'address', address: verdict.canonical, refusedBecause: verdict.refusedBecause }
}

function readName(name: string): Host {
  const labels: string[] = []
  for (const label of name.split('.')) {
    const read = readLabel(label)
    if (read === null) return broken('The host is not a valid name.')
    if (mixesScripts(read.shown)) return broken('The host mixes letters of scripts that look alike.')
    labels.push(read.ascii)
  }
  const ascii = labels.join('.')
  return ascii.length > 253 ? broken('The host is not a valid name.') : { kind: 'name', name: ascii }
}

function readLabel(label: string): { ascii: string; shown: string } | null {
  const shown = label.startsWith('xn--') ? fromPunycode(label.slice(4)) : label
  if (shown === null || shown === '') return null
  const plain = /^[a-z0-9_-]+$/.test(shown)
  // Punycode of plain letters, or of letters that would be written otherwise, exists only to confuse.
  if (label.startsWith('xn--') && (plain || shown !== shown.normalize('NFKC').toLowerCase())) return null
  if (!plain && !/^[\p{L}\p{N}\p{M}_-]+$/u.test(shown)) return null
  const ascii = plain ? shown : `xn--${toPunycode(shown)}`
  return ascii.length > 63 || ascii.startsWith('-') || ascii.endsWith('-') ? null : { ascii, shown }
}

/** Latin next to Cyrillic, Greek, Armenian or Cherokee in one label is how look-alike names are made. */
function mixesScripts(label: string): boolean {
  const scripts = [
    /\p{Script=Latin}/u,
    /\p{Script=Cyrillic}/u,
    /\p{Script=Greek}/u,
    /\p{Script=Armenian}/u,
    /\p{Script=Cherokee}/u,
  ]
  return scripts.filter(script => script.test(label)).length > 1
}

const LOCAL_SUFFIXES = [
  'localhost',
  'local',
  'internal',
  'localdomain',
  'lan',
  'home',
  'corp',
  'intranet',
  'private',
  'svc',
  'home.arpa',
  'metadata.goog',
]

/** Names that mean this machine or this network, whatever a resolver says. */
export function isLocalName(name: string): boolean {
  return !name.includes('.') || LOCAL_SUFFIXES.some(suffix => name === suffix || name.endsWith(`.${suffix}`))
}
