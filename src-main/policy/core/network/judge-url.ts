import type { NetworkPolicy } from '../../../contract/model/policy.ts'
import { judgeAddress } from './address.ts'
import { type Host, isLocalName, readHost } from './host.ts'
import { hostRuleCovers } from './host-rule.ts'

/** All answers of the resolver per name; a name that is missing has no answer. `null`: not asked yet. */
export type DnsAnswers = Readonly<Record<string, readonly string[]>> | null

/** The verdict on one URL. */
export interface UrlVerdict {
  allowed: boolean
  ruleId: string
  reason: string
  host: string | null
  port: number | null
  /** Addresses that were checked; only these may be connected to. */
  addresses: readonly string[]
  /** Whether an entry of the allowed hosts covers it, as opposed to every public host being fine. */
  listed: boolean
}

interface Parts {
  scheme: string
  host: Host
  port: number
}

const LONGEST_URL = 16_384

const no = (ruleId: string, reason: string, host: string | null = null): UrlVerdict => ({
  allowed: false,
  ruleId,
  reason,
  host,
  port: null,
  addresses: [],
  listed: false,
})

/** Decides whether an agent may fetch a URL: spelling, lists, then every address the name has. */
export function judgeUrl(url: string, policy: NetworkPolicy, dns: DnsAnswers): UrlVerdict {
  const parts = takeApart(url)
  if ('allowed' in parts) return parts
  const { host, port } = parts
  if (host.kind === 'broken') return no('url.host', host.reason)
  const shown = host.kind === 'name' ? host.name : host.address
  if (host.kind === 'address' && host.refusedBecause) {
    return no('url.address', `The address ${shown} is ${host.refusedBecause}.`, shown)
  }
  if (host.kind === 'name' && isLocalName(host.name))
    return no('url.local-name', `${shown} is a name of this network.`, shown)
  if (policy.deny.some(entry => hostRuleCovers(entry, host, port)))
    return no('url.denied', `${shown} is on the refused list.`, shown)
  const listed = policy.allow?.some(entry => hostRuleCovers(entry, host, port)) ?? false
  if (policy.allow !== null && !listed)
    return no('url.not-listed', `${shown} is not on the list of allowed hosts.`, shown)
  const ready = { allowed: true, ruleId: listed ? 'url.listed' : 'url.public', host: shown, port, listed }
  if (host.kind === 'address') return { ...ready, reason: `${shown} is a public address.`, addresses: [shown] }
  return checkAnswers(host.name, dns, ready)
}

type Ready = Omit<UrlVerdict, 'reason' | 'addresses'>

function checkAnswers(name: string, dns: DnsAnswers, ready: Ready): UrlVerdict {
  if (dns === null)
    return { ...ready, reason: `${name} may be reached; its addresses are checked when connecting.`, addresses: [] }
  const answers = answersFor(name, dns)
  if (answers.length === 0) return no('url.no-answer', `${name} has no address.`, name)
  const addresses: string[] = []
  for (const answer of answers) {
    const verdict = judgeAddress(answer)
    if (!verdict) return no('url.answer', `${name} has an answer that is no address.`, name)
    if (verdict.refusedBecause) {
      return no('url.answer', `${name} leads to ${verdict.canonical}, which is ${verdict.refusedBecause}.`, name)
    }
    addresses.push(verdict.canonical)
  }
  return { ...ready, reason: `${name} has public addresses only.`, addresses }
}

function answersFor(name: string, dns: NonNullable<DnsAnswers>): readonly string[] {
  const own = Object.hasOwn(dns, name) ? dns[name] : undefined
  if (own) return own
  const key = Object.keys(dns).find(other => {
    const host = readHost(other)
    return host.kind === 'name' && host.name === name
  })
  return (key === undefined ? undefined : dns[key]) ?? []
}

/** Strict on purpose: where browsers and libraries read a URL in two ways, it is refused. */
function takeApart(url: string): Parts | UrlVerdict {
  if (url.length > LONGEST_URL) return no('url.too-long', 'The address is too long.')
  if (/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(url))
    return no('url.characters', 'The address contains control characters.')
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1]?.toLowerCase()
  if (scheme === undefined) return no('url.scheme', 'The address has no scheme; write https:// in front.')
  if (scheme !== 'http' && scheme !== 'https') return no('url.scheme', `The scheme ${scheme} is not for agents.`)
  const rest = url.slice(scheme.length + 1)
  if (!/^\/\/[^/]/.test(rest)) return no('url.slashes', 'Two slashes and a host have to follow the scheme.')
  const authority = /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? ''
  if (authority.includes('\\')) return no('url.backslash', 'A backslash in front of the path can be read in two ways.')
  if (authority.includes('@')) return no('url.credentials', 'Credentials do not belong into an address.')
  return readAuthority(scheme, authority)
}

function readAuthority(scheme: string, authority: string): Parts | UrlVerdict {
  const parts = /^(\[[^\]]*\]|[^:]*)(?::([0-9]*))?$/.exec(authority)
  if (!parts) return no('url.host', 'The host cannot be read.')
  const usual = scheme === 'https' ? 443 : 80
  const digits = parts[2] ?? ''
  const port = digits === '' ? usual : Number(digits)
  if (port < 1 || port > 65_535) return no('url.port', 'This port does not exist.')
  return { scheme, host: readHost(parts[1] ?? ''), port }
}
