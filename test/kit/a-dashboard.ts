import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import { peopleApi } from '../../src-main/contract/apis.ts'
import type { Caller } from '../../src-main/contract/wire/caller.ts'
import { Fault, toFaultFrame } from '../../src-main/contract/wire/fault.ts'
import { serve } from '../../src-main/contract/wire/serve.ts'
import type { Wire } from '../../src-main/contract/wire/wire.ts'
import { aHouse, type House } from './window/a-house.ts'

const root = join(import.meta.dirname, '../../out/renderer')
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/** A dashboard over the built page: real files, real WebSocket, real contract, and rooms that tests speak through. */
export type Dashboard = {
  readonly house: House
  /** A link that pairs one browser once. */
  link(page?: string): string
  /** The same caller as the app's own window, or a browser that has to show a PIN. */
  callAs(presence: Caller['presence']): void
  /** Drops every connection, as a restart would, and takes no new one until `comeBack`. */
  goAway(): void
  comeBack(): void
  close(): Promise<void>
}

/** Starts one on a free port of this machine. */
export async function aDashboard(): Promise<Dashboard> {
  const house = aHouse()
  const codes = new Set<string>()
  const tokens = new Set<string>()
  const sockets = new Set<WebSocket>()
  let presence: Caller['presence'] = 'person'
  let away = false

  const http = createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/pair') {
      request.setEncoding('utf8').once('data', (body: string) => {
        const { code } = JSON.parse(body) as { code: string }
        if (!codes.delete(code)) {
          response.writeHead(401).end()
          return
        }
        const token = randomBytes(16).toString('hex')
        tokens.add(token)
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token }))
      })
      return
    }
    void sendFile(request.url ?? '/', response)
  })
  const wires = new WebSocketServer({ server: http, path: '/wire', verifyClient: () => !away })
  wires.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.once('message', data => {
      const first = JSON.parse(String(data)) as { t: string; token: string }
      if (first.t === 'token' && tokens.has(first.token))
        return admit(socket, house, () => ({ door: 'dashboard', connection: 'c1', presence }))
      socket.send(JSON.stringify({ t: 'fault', id: null, fault: toFaultFrame(new Fault('token-wrong'), 'T0KN') }))
      socket.close()
    })
  })

  house.whenUnlocked(() => {
    presence = 'person'
  })

  const port = await listen(http)
  return {
    house,
    link: (page = '') => {
      const code = randomBytes(8).toString('hex')
      codes.add(code)
      return `http://127.0.0.1:${port}/?link=${code}${page}`
    },
    callAs: who => {
      presence = who
    },
    goAway: () => {
      away = true
      for (const socket of sockets) socket.terminate()
    },
    comeBack: () => {
      away = false
    },
    close: async () => {
      for (const socket of sockets) socket.terminate()
      wires.close()
      http.closeAllConnections()
      await new Promise(resolve => http.close(resolve))
    },
  }
}

function admit(socket: WebSocket, house: House, caller: () => Caller): void {
  serve(socketWire(socket), peopleApi, house.handlers, {
    caller,
    version: '0.1.0',
    newRef: () => randomBytes(2).toString('hex').toUpperCase(),
    newStop: () => new AbortController(),
    report: report => house.reports.push(report),
  })
}

function socketWire(socket: WebSocket): Wire {
  return {
    send: frame => socket.send(JSON.stringify(frame)),
    onFrame: listener => void socket.on('message', data => listener(JSON.parse(String(data)))),
    onClose: listener => void socket.on('close', listener),
    close: () => socket.close(),
  }
}

async function sendFile(url: string, response: import('node:http').ServerResponse): Promise<void> {
  const path = normalize(new URL(url, 'http://x').pathname)
  const file = join(root, path === '/' ? 'index.html' : path)
  const body = file.startsWith(root) ? await readFile(file).catch(() => null) : null
  if (!body) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(body)
}

function listen(http: Server): Promise<number> {
  return new Promise(resolve => http.listen(0, '127.0.0.1', () => resolve((http.address() as AddressInfo).port)))
}
