import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Protocol } from './protocol.ts'
import { record } from './record.ts'

/** Whether an address stays on this machine; the host lets nothing else through. */
export function isLoopback(url: string): boolean {
  const { hostname = '' } = URL.parse(url) ?? {}
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}

/** `net.fetch`: own schemes, files and loopback. */
export async function netFetch(
  session: { protocol: Protocol },
  input: string | Request,
  init?: RequestInit,
): Promise<Response> {
  const request = new Request(input, init)
  const handler = session.protocol._handler(request.url.slice(0, request.url.indexOf(':')))
  if (handler) return handler(request)
  if (request.url.startsWith('file:'))
    return new Response(await readFile(fileURLToPath(request.url.replace(/[?#].*$/, ''))))
  if (isLoopback(request.url)) return fetch(request)
  record.blockedRequests.push(request.url)
  throw new Error('net::ERR_INTERNET_DISCONNECTED')
}
