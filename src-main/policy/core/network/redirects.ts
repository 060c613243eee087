import type { NetworkPolicy } from '../../../contract/model/policy.ts'
import { type DnsAnswers, judgeUrl, type UrlVerdict } from './judge-url.ts'

// Browsers stop at 20 as well; a longer chain is a trap.
const MOST_REDIRECTS = 20

/** Decides a fetch with all its redirects: every hop is judged like the first. */
export function judgeFetch(
  url: string,
  redirects: readonly string[],
  policy: NetworkPolicy,
  dns: DnsAnswers,
): UrlVerdict {
  let verdict = judgeUrl(url, policy, dns)
  if (redirects.length > MOST_REDIRECTS) {
    return {
      ...verdict,
      allowed: false,
      ruleId: 'url.redirects',
      reason: 'The address redirects too often.',
      addresses: [],
    }
  }
  let at = url
  for (const target of redirects) {
    if (!verdict.allowed) return verdict
    at = follow(at, target)
    verdict = judgeUrl(at, policy, dns)
  }
  return verdict
}

/** Resolves a redirect target against the page it came from; what is odd stays odd and is refused by the judge. */
export function follow(from: string, target: string): string {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(target)) return target
  const scheme = /^[^:]*:/.exec(from)?.[0] ?? ''
  const origin = /^[^:]*:\/\/[^/?#]*/.exec(from)?.[0] ?? ''
  // Browsers read backslashes here as slashes, so `/\host` is another host: leave no room for it.
  const path = /^[^?#]*/.exec(target)?.[0] ?? ''
  if (path.includes('\\')) return `${scheme}\\${target}`
  if (target.startsWith('//')) return `${scheme}${target}`
  if (target.startsWith('/')) return `${origin}${target}`
  const page = from.replace(/[?#].*$/s, '')
  if (target === '' || target.startsWith('#')) return from
  if (target.startsWith('?')) return `${page}${target}`
  const folder = page.slice(origin.length).replace(/[^/]*$/, '')
  return `${origin}${folder === '' ? '/' : folder}${target}`
}
