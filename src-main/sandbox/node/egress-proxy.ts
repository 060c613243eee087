import { lookup } from 'node:dns/promises'
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { connect, type OnReadOpts, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SandboxAudit } from '../core/backend.ts'
import {
  type EgressVerdict,
  judgeAnswers,
  judgeSni,
  judgeTarget,
  LONGEST_HELLO,
  readAuthority,
  readSni,
} from '../core/egress.ts'
import { BulkFlow, readForParser } from './bulk-reads.ts'

/** How the proxy reaches the world; tests put their own servers there. */
export type Outside = {
  /** All addresses of a name. */
  resolve(name: string): Promise<readonly string[]>
  /** `onread`: how the socket is to be read, as Node's `connect` takes it. */
  connect(address: string, port: number, onread: OnReadOpts): Socket
}

/** The real network. */
export const realOutside: Outside = {
  resolve: async name => (await lookup(name, { all: true, verbatim: true })).map(each => each.address),
  connect: (address, port, onread) => connect({ host: address, port, noDelay: true, onread }),
}

/** The only way out of one sandbox. */
export type EgressProxy = {
  readonly socketPath: string
  /** Ends every connection at once; new ones are judged as ever. */
  cut(): void
  /** Ends every connection and takes no new one. */
  close(): void
}

/** What one proxy needs. */
export type EgressWorld = {
  readonly socketPath: string
  readonly agent: string
  domains(): readonly string[]
  readonly outside?: Outside
  readonly audit: SandboxAudit
}

const CONNECT_MS = 15_000
/** How long an answer of the resolver counts. Only the checked address is ever connected to, so this is about cost. */
const ANSWER_MS = 5000
/** Meant for one hop; forwarding them would confuse the server or tell it about us. */
const HOP_HEADERS = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
])

/** Opens the proxy on its socket. Whoever can connect to the socket is the sandbox it was made for. */
export function openEgressProxy(world: EgressWorld): Promise<EgressProxy> {
  const proxy = new EgressServer(world)
  return proxy.listen()
}

class EgressServer {
  readonly #world: EgressWorld
  readonly #outside: Outside
  readonly #server: Server
  readonly #agent: Agent
  readonly #sockets = new Set<Duplex>()
  readonly #answers = new Map<string, { at: number; addresses: Promise<readonly string[]> }>()

  constructor(world: EgressWorld) {
    this.#world = world
    this.#outside = world.outside ?? realOutside
    this.#agent = new PinnedAgent(this.#outside, socket => this.#track(socket))
    this.#server = createServer({ keepAliveTimeout: 30_000 }, (ask, reply) => void this.#forward(ask, reply))
    this.#server.on('connect', (ask, socket, head) => void this.#tunnel(ask, socket, head))
    this.#server.on('upgrade', (_ask, socket) => refuseTunnel(socket, 501, 'Use https for upgraded connections.'))
    this.#server.on('connection', socket => this.#track(socket))
    this.#server.on('clientError', (_error, socket) => refuseTunnel(socket, 400, 'The request could not be read.'))
  }

  listen(): Promise<EgressProxy> {
    const { socketPath } = this.#world
    return new Promise((resolve, fail) => {
      this.#server.on('error', fail) // stays: a connection that could not be taken is an error too, and must end nothing
      this.#server.listen({ path: socketPath, readableAll: true, writableAll: true }, () =>
        resolve({ socketPath, cut: () => this.#cut(), close: () => this.#close() }),
      )
    })
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #close(): void {
    this.#server.close()
    this.#cut()
    this.#agent.destroy()
  }

  #track(socket: Duplex): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }

  /** Decides, and records the decision before anything is done. A record that fails is a refusal. */
  async #admit(host: string, port: number): Promise<{ verdict: EgressVerdict; address: string }> {
    let verdict = judgeTarget(host, port, this.#world.domains())
    let address = ''
    if (verdict.allowed) {
      const judged = judgeAnswers(verdict.host, await this.#resolve(verdict.host))
      if ('address' in judged) address = judged.address
      else verdict = { ...verdict, allowed: false, why: judged.why }
    }
    await this.#record(verdict)
    return { verdict, address }
  }

  async #record(verdict: EgressVerdict, bytes: { bytesIn?: number; bytesOut?: number } = {}): Promise<void> {
    await this.#world.audit({ what: 'egress', agent: this.#world.agent, ...verdict, ...bytes })
  }

  /** Of what is over already: the connection is closed whether or not this can be written. */
  #note(verdict: EgressVerdict, bytes?: { bytesIn: number; bytesOut: number }): void {
    this.#record(verdict, bytes).catch(() => {})
  }

  async #resolve(name: string): Promise<readonly string[]> {
    const known = this.#answers.get(name)
    if (known && performance.now() - known.at < ANSWER_MS) return known.addresses
    const addresses = this.#outside.resolve(name).catch(() => [])
    if (this.#answers.size > 1000) this.#answers.clear()
    this.#answers.set(name, { at: performance.now(), addresses })
    return addresses
  }

  async #forward(ask: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = URL.canParse(ask.url ?? '') ? new URL(ask.url ?? '') : null
    // The host is taken from the text and not from the parsed URL, whose parser is lenient where ours is strict.
    const authority = /^http:\/\/([^/?#]+)/i.exec(ask.url ?? '')?.[1]
    const target =
      authority === undefined ? null : readAuthority(/:\d+$/.test(authority) ? authority : `${authority}:80`)
    if (url === null || target === null) return refuseRequest(reply, 400, 'Only http:// and https:// addresses.')
    try {
      const { verdict, address } = await this.#admit(target.host, target.port)
      if (!verdict.allowed) return refuseRequest(reply, 403, verdict.why)
      this.#send(ask, reply, verdict, address, `${url.pathname}${url.search}`)
    } catch {
      refuseRequest(reply, 503, 'The request could not be recorded, so it was not sent.')
    }
  }

  #send(ask: IncomingMessage, reply: ServerResponse, verdict: EgressVerdict, address: string, path: string): void {
    const upstream = request({
      host: address,
      port: verdict.port,
      method: ask.method,
      path,
      headers: headersOnward(ask, verdict),
      agent: this.#agent,
      setHost: false,
    })
    upstream.setTimeout(CONNECT_MS * 4, () => upstream.destroy(new Error('timeout')))
    upstream.on('response', answer => answerWith(answer, reply))
    upstream.on('error', () => refuseRequest(reply, 502, `${verdict.host} could not be reached.`))
    reply.on('close', () => {
      if (!reply.writableEnded) upstream.destroy()
    })
    ask.pipe(upstream)
  }

  async #tunnel(ask: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    const target = readAuthority(ask.url ?? '')
    if (target === null) return refuseTunnel(client, 400, 'CONNECT needs host:port.')
    try {
      const { verdict, address } = await this.#admit(target.host, target.port)
      if (!verdict.allowed) return refuseTunnel(client, 403, verdict.why)
      if (verdict.port === 80) return refuseTunnel(client, 403, 'Tunnels carry TLS; use plain HTTP for port 80.')
      const flow = new BulkFlow()
      const upstream = await this.#connect(address, verdict.port, flow.onread)
      if (upstream === null) return refuseTunnel(client, 502, `${verdict.host} could not be reached.`)
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      this.#join(verdict, client, { upstream, flow }, await firstBytes(client, head))
    } catch {
      refuseTunnel(client, 503, 'The request could not be recorded, so it was not sent.')
    }
  }

  #connect(address: string, port: number, onread: OnReadOpts): Promise<Socket | null> {
    return new Promise(resolve => {
      const upstream = this.#outside.connect(address, port, onread)
      upstream.pause() // it has no say before the client's greeting was judged
      this.#track(upstream)
      const timer = setTimeout(() => upstream.destroy(), CONNECT_MS)
      upstream.once('connect', () => resolve(upstream))
      upstream.once('close', () => resolve(null))
      upstream.once('connect', () => clearTimeout(timer))
      upstream.once('close', () => clearTimeout(timer))
    })
  }

  /** Joins both ends, after the greeting was seen to ask for the server that was allowed. */
  #join(verdict: EgressVerdict, client: Duplex, { upstream, flow }: Upstream, hello: Buffer): void {
    const wrong = judgeSni(verdict.host, readSni(hello))
    if (wrong !== null) {
      upstream.destroy()
      client.destroy()
      return this.#note({ ...verdict, allowed: false, why: wrong })
    }
    upstream.write(hello)
    client.pipe(upstream)
    flow.start(upstream, client)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => {
      client.destroy()
      this.#note({ ...verdict, why: 'closed' }, { bytesOut: upstream.bytesWritten, bytesIn: upstream.bytesRead })
    })
  }
}

/** A tunnel's far end, and what carries its bytes back. */
type Upstream = { readonly upstream: Socket; readonly flow: BulkFlow }

/** Keeps connections to checked addresses; it never resolves a name itself. */
class PinnedAgent extends Agent {
  readonly #outside: Outside
  readonly #track: (socket: Socket) => void

  constructor(outside: Outside, track: (socket: Socket) => void) {
    super({ keepAlive: true, maxFreeSockets: 32 })
    this.#outside = outside
    this.#track = track
  }

  override createConnection(options: { host?: string | null; port?: number | string | null }): Socket {
    const onread = readForParser(() => socket)
    const socket = this.#outside.connect(options.host ?? '', Number(options.port), onread)
    this.#track(socket)
    return socket
  }
}

/** Waits for the whole greeting, for as long as a greeting can be, and no longer than a person would. */
function firstBytes(client: Duplex, head: Buffer): Promise<Buffer> {
  return new Promise(resolve => {
    let bytes = head
    const done = () => {
      clearTimeout(timer)
      client.off('data', take).off('close', done)
      client.pause()
      resolve(bytes)
    }
    const take = (more: Buffer) => {
      bytes = bytes.length === 0 ? more : Buffer.concat([bytes, more])
      if (readSni(bytes).kind !== 'incomplete' || bytes.length >= LONGEST_HELLO) done()
    }
    const timer = setTimeout(done, CONNECT_MS)
    client.on('close', done)
    if (bytes.length > 0 && readSni(bytes).kind !== 'incomplete') return done()
    client.on('data', take)
  })
}

/** What the request says, less what was meant for us, and for the host that was judged. */
function headersOnward(ask: IncomingMessage, verdict: EgressVerdict): string[] {
  const host = verdict.port === 80 ? verdict.host : `${verdict.host}:${verdict.port}`
  const headers: string[] = ['Host', host]
  const listed = (ask.headers.connection ?? '').toLowerCase().split(',')
  const named = new Set(listed.map(each => each.trim()))
  for (let at = 0; at + 1 < ask.rawHeaders.length; at += 2) {
    const name = ask.rawHeaders[at] ?? ''
    const dropped = HOP_HEADERS.has(name.toLowerCase()) || named.has(name.toLowerCase())
    if (!dropped) headers.push(name, ask.rawHeaders[at + 1] ?? '')
  }
  if (ask.headers['transfer-encoding'] !== undefined) headers.push('Transfer-Encoding', 'chunked')
  return headers
}

function answerWith(answer: IncomingMessage, reply: ServerResponse): void {
  reply.writeHead(answer.statusCode ?? 502, answer.statusMessage, plainHeaders(answer.rawHeaders))
  answer.pipe(reply)
}

function plainHeaders(raw: readonly string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? ''
    if (!HOP_HEADERS.has(name.toLowerCase())) kept.push(name, raw[at + 1] ?? '')
  }
  return kept
}

const advice = (why: string) => `Gatehouse: ${why} The owner can add domains to this agent's sandbox settings.\n`

function refuseRequest(reply: ServerResponse, status: number, why: string): void {
  if (reply.headersSent) return void reply.destroy()
  reply.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-gatehouse': 'refused' })
  reply.end(advice(why))
}

function refuseTunnel(socket: Duplex, status: number, why: string): void {
  const body = advice(why)
  const head = `HTTP/1.1 ${status} Refused by Gatehouse\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n`
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}
