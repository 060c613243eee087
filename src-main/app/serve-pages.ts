import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'
import { contentSecurityPolicy, pageTypes } from '../keeper/doors/page-policy.ts'
import { PAGE_ORIGIN, PAGE_SCHEME, places } from './places.ts'

/** Must run before the app is ready: makes our scheme a proper origin with no way around the page's policy. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built pages, and nothing else. */
export function servePages(): void {
  protocol.handle(PAGE_SCHEME, request => answer(request.url))
}

async function answer(address: string): Promise<Response> {
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== PAGE_ORIGIN) return new Response(null, { status: 404 })
  const name = url.pathname === '/' ? 'index.html' : normalize(decodeURIComponent(url.pathname)).replace(/^[/\\]+/, '')
  const file = join(places.pages, name)
  const type = pageTypes[extname(name)]
  if (type === undefined || !file.startsWith(places.pages + sep)) return new Response(null, { status: 404 })
  const body = await readFile(file).catch(() => null)
  if (body === null) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    },
  })
}
