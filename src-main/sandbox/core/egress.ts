import { judgeAddress } from '../../policy/core/network/address.ts'
import { isLocalName, readHost } from '../../policy/core/network/host.ts'
import { hostRuleCovers } from '../../policy/core/network/host-rule.ts'

/** What the proxy decided about one wish, and why. */
export type EgressVerdict = {
  readonly allowed: boolean
  readonly host: string
  readonly port: number
  readonly why: string
}

/** Ports that an entry without a port stands for. */
const WEB_PORTS = [80, 443]

/**
 * Whether a sandbox may reach a host. Only names that are listed count: an address literal would make the list
 * meaningless, and a name of this machine or network leads past the wall by design.
 */
export function judgeTarget(hostText: string, port: number, domains: readonly string[]): EgressVerdict {
  const host = readHost(hostText)
  const no = (name: string, why: string): EgressVerdict => ({ allowed: false, host: name, port, why })
  if (host.kind === 'broken') return no(hostText.slice(0, 253), host.reason)
  if (host.kind === 'address') return no(host.address, 'Sandboxes reach listed names only, never addresses.')
  if (isLocalName(host.name)) return no(host.name, `${host.name} is a name of this machine or network.`)
  const rule = domains.find(entry => hostRuleCovers(entry, host, port))
  if (rule === undefined) return no(host.name, `${host.name} is not on the list of domains this sandbox may reach.`)
  if (!WEB_PORTS.includes(port) && !rule.endsWith(`:${port}`)) {
    return no(
      host.name,
      `Port ${port} of ${host.name} is not open; only 80 and 443 are unless the list names the port.`,
    )
  }
  return { allowed: true, host: host.name, port, why: `${rule} is on the list.` }
}

/** The one address to connect to, or why none of them: if any answer leads inside, none is trusted. */
export function judgeAnswers(name: string, answers: readonly string[]): { address: string } | { why: string } {
  if (answers.length === 0) return { why: `${name} has no address.` }
  const verdicts = answers.map(answer => judgeAddress(answer))
  const bad = verdicts.find(verdict => verdict === null || verdict.refusedBecause !== null)
  if (bad !== undefined) {
    return {
      why: bad ? `${name} leads to ${bad.canonical}, which is ${bad.refusedBecause}.` : `${name} has no address.`,
    }
  }
  const four = verdicts.find(verdict => verdict !== null && !verdict.canonical.includes(':'))
  return { address: (four ?? verdicts[0])?.canonical ?? '' }
}

/** Takes `host:port` apart as CONNECT sends it. */
export function readAuthority(text: string): { host: string; port: number } | null {
  const parts = /^(\[[^\]]*\]|[^:@/\s]+):([0-9]{1,5})$/.exec(text)
  const port = Number(parts?.[2])
  return parts?.[1] !== undefined && port >= 1 && port <= 65_535 ? { host: parts[1], port } : null
}

/** What the first bytes of a tunnel say about where it really goes. */
export type Sni = { kind: 'name'; name: string } | { kind: 'missing' } | { kind: 'not-tls' } | { kind: 'incomplete' }

/** Longest first message that is waited for: a hello with post-quantum keys has about 2 KB. */
export const LONGEST_HELLO = 16_389

/**
 * Reads the server name out of a TLS ClientHello. A tunnel that was allowed for one name but greets another
 * (domain fronting), or hides the name, or is not TLS at all, must not pass.
 */
export function readSni(bytes: Uint8Array): Sni {
  if (bytes.length > 0 && bytes[0] !== 22) return { kind: 'not-tls' }
  if (bytes.length < 5) return { kind: 'incomplete' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hello = handshake(bytes, view)
  if (hello === null) return bytes.length >= LONGEST_HELLO ? { kind: 'not-tls' } : { kind: 'incomplete' }
  if (hello[0] !== 1) return { kind: 'not-tls' }
  try {
    return serverName(hello)
  } catch {
    return { kind: 'not-tls' } // lengths in it lead beyond its end
  }
}

/** The first handshake message, joined when it was split over records; null when it is not complete yet. */
function handshake(bytes: Uint8Array, view: DataView): Uint8Array | null {
  const parts: number[] = []
  for (let at = 0; at + 5 <= bytes.length; ) {
    const length = view.getUint16(at + 3)
    if (bytes[at] !== 22) return new Uint8Array([0])
    for (const byte of bytes.subarray(at + 5, at + 5 + length)) parts.push(byte)
    const wanted = parts.length < 4 ? 4 : 4 + ((parts[1] ?? 0) << 16) + ((parts[2] ?? 0) << 8) + (parts[3] ?? 0)
    if (parts.length >= wanted) return Uint8Array.from(parts.slice(0, wanted))
    at += 5 + length
  }
  return null
}

function serverName(hello: Uint8Array): Sni {
  const view = new DataView(hello.buffer, hello.byteOffset, hello.byteLength)
  let at = 4 + 2 + 32
  at += 1 + view.getUint8(at)
  at += 2 + view.getUint16(at)
  at += 1 + view.getUint8(at)
  const end = at + 2 + view.getUint16(at)
  for (at += 2; at + 4 <= end; at += 4 + view.getUint16(at + 2)) {
    if (view.getUint16(at) !== 0) continue
    const length = view.getUint16(at + 7)
    const name = String.fromCharCode(...hello.subarray(at + 9, at + 9 + length))
    return view.getUint8(at + 6) === 0 && name.length === length ? { kind: 'name', name } : { kind: 'missing' }
  }
  return { kind: 'missing' }
}

/** Whether a tunnel that was opened to `name` may go on after this hello. */
export function judgeSni(name: string, sni: Sni): string | null {
  if (sni.kind === 'not-tls') return `The tunnel to ${name} does not speak TLS.`
  if (sni.kind !== 'name') return `The tunnel to ${name} hides which server it wants.`
  const host = readHost(sni.name)
  if (host.kind === 'name' && host.name === name) return null
  return `The tunnel was opened to ${name} but asks for ${sni.name.slice(0, 253)}.`
}
