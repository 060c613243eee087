import { type Host, readHost } from './host.ts'

interface HostRule {
  host: Host
  wildcard: boolean
  port: number | null
}

/** Reads an entry such as `api.example.com`, `*.example.com`, `host:8443` or `[2606::1]`. */
function readRule(entry: string): HostRule | null {
  const parts = /^(\*\.)?(\[[^\]]*\]|[^:[\]]*)(?::([0-9]{1,5}))?$/.exec(entry.trim())
  if (!parts || (parts[2] ?? '') === '') return null
  const host = readHost(parts[2] ?? '')
  if (host.kind === 'broken') return null
  return { host, wildcard: parts[1] !== undefined, port: parts[3] === undefined ? null : Number(parts[3]) }
}

/** Whether an entry of a host list covers a host. A star covers names below, never the name itself, never an address. */
export function hostRuleCovers(entry: string, host: Host, port: number): boolean {
  if (entry.trim() === '*') return host.kind === 'name'
  const rule = readRule(entry)
  if (rule === null || (rule.port !== null && rule.port !== port)) return false
  if (rule.host.kind === 'name' && host.kind === 'name') {
    return rule.wildcard ? host.name.endsWith(`.${rule.host.name}`) : host.name === rule.host.name
  }
  if (rule.wildcard || rule.host.kind !== 'address' || host.kind !== 'address') return false
  return rule.host.address === host.address
}
