import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { Fault, toFaultFrame } from '../../contract/wire/fault.ts'
import type { Wire } from '../../contract/wire/wire.ts'
import { MAX_FRAME } from '../../kit/node/local-socket.ts'
import type { DashboardTokens } from './dashboard-tokens.ts'
import { contentSecurityPolicy, pageTypes } from './page-policy.ts'
import { tokenWire } from './token-wire.ts'

/** A running dashboard on this machine. */
export type Dashboard = { readonly port: number; link(): string; close(): Promise<void> }

/**
 * Serves the window's own pages on 127.0.0.1. Being on this machine is not enough to be let in: other users and any
 * web page can reach a loopback port, so every connection needs a token, and Host and Origin must be ours.
 */
export async function openDashboard(options: {
  port: number
  pages: string
  tokens: DashboardTokens
  onWire: (wire: Wire) => void
  report: (what: string, cause: unknown) => void
}): Promise<Dashboard> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch(error => {
      options.report('dashboard', error)
      response.writeHead(500).end()
    })
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy()) // a page that went away in the middle of it
    if (request.url !== '/wire' || !isOurs(request, server)) return void socket.destroy()
    sockets.handleUpgrade(request, socket, head, ws => tokenWire(ws, options.tokens, options.onWire))
  })
  const port = await listen(server, options.port)
  return {
    port,
    link: () => `http://127.0.0.1:${port}/?link=${options.tokens.newCode()}`,
    close: () =>
      new Promise(resolve => {
        for (const ws of sockets.clients) ws.terminate()
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject) // stays: a connection that could not be taken is an error too, and must end nothing
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/** A page of another site can point at our port, but cannot choose these two headers. */
function isOurs(request: IncomingMessage, server: Server): boolean {
  const { port } = server.address() as AddressInfo
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const { host, origin } = request.headers
  if (host === undefined || !hosts.includes(host)) return false
  return origin === undefined || hosts.some(name => origin === `http://${name}`)
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: { pages: string; tokens: DashboardTokens },
): Promise<void> {
  const server = (request.socket as unknown as { server: Server }).server
  if (!isOurs(request, server)) return void response.writeHead(403).end('Open this page by its own address.')
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
  if (request.method === 'POST' && path === '/pair') return pair(request, response, options.tokens)
  if (request.method !== 'GET') return void response.writeHead(405).end()
  await sendPage(path, response, options.pages)
}

const Pairing = z.strictObject({ code: z.string().max(200) })

async function pair(request: IncomingMessage, response: ServerResponse, tokens: DashboardTokens): Promise<void> {
  const body = await readSmall(request)
  const parsed = Pairing.safeParse(body)
  const token = parsed.success ? tokens.redeem(parsed.data.code) : null
  response.setHeader('content-type', 'application/json')
  response.setHeader('cache-control', 'no-store')
  if (token === null)
    return void response.writeHead(401).end(JSON.stringify(toFaultFrame(new Fault('token-wrong'), 'LINK')))
  response.writeHead(200).end(JSON.stringify({ token }))
}

async function readSmall(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > 4_000) return null
  }
  try {
    return JSON.parse(text)
  } catch {
    return null // answered like any other wrong code
  }
}

async function sendPage(path: string, response: ServerResponse, pages: string): Promise<void> {
  const name = path === '/' ? 'index.html' : normalize(path).replace(/^[/\\]+/, '')
  const type = pageTypes[extname(name)]
  const file = join(pages, name)
  if (type === undefined || !file.startsWith(pages + sep)) return void response.writeHead(404).end()
  const body = await readFile(file).catch(() => null)
  if (body === null) return void response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': name === 'index.html' ? 'no-store' : 'max-age=3600',
  })
  response.end(body)
}
