import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

interface Reply {
  id?: number
  method?: string
  params?: object
  result?: object
  error?: { message: string }
  sessionId?: string
}

interface Waiting {
  resolve(result: object): void
  reject(error: Error): void
  method: string
}

/** The conversation with one target of the browser. */
export class CdpSession extends EventEmitter {
  readonly id: string
  readonly #connection: CdpConnection

  constructor(connection: CdpConnection, id: string) {
    super()
    this.#connection = connection
    this.id = id
  }

  /** Calls a method of the Chrome DevTools Protocol on this target. */
  send<T extends object = object>(method: string, params: object = {}): Promise<T> {
    return this.#connection.send<T>(method, params, this.id)
  }
}

/** Chromium's remote debugging pipe: messages are JSON, ended by a zero byte. */
export class CdpConnection extends EventEmitter {
  readonly #out: Writable
  readonly #waiting = new Map<number, Waiting>()
  readonly #sessions = new Map<string, CdpSession>()
  #last = 0
  #rest: Buffer[] = []
  #closed = false

  constructor(out: Writable, incoming: Readable) {
    super()
    this.#out = out
    incoming.on('data', (chunk: Buffer) => this.#read(chunk))
    incoming.on('close', () => this.#close())
    // A write after Chromium went away; the calls in flight are rejected by #close.
    out.on('error', () => this.#close())
  }

  /** Calls a method on the browser, or on one target. */
  send<T extends object = object>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium has ended`))
    const id = ++this.#last
    const reply = new Promise<object>((resolve, reject) => this.#waiting.set(id, { resolve, reject, method }))
    this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return reply as Promise<T>
  }

  /** The session with this id, made when first asked for. */
  session(id: string): CdpSession {
    const known = this.#sessions.get(id) ?? new CdpSession(this, id)
    this.#sessions.set(id, known)
    return known
  }

  #read(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const message = Buffer.concat([...this.#rest, chunk.subarray(start, end)])
      this.#rest = []
      start = end + 1
      this.#deliver(JSON.parse(message.toString('utf8')) as Reply)
    }
    if (start < chunk.length) this.#rest.push(chunk.subarray(start))
  }

  #deliver(message: Reply): void {
    if (message.id === undefined) {
      const target = message.sessionId ? this.session(message.sessionId) : this
      target.emit(message.method ?? '', message.params ?? {})
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`))
    else waiting?.resolve(message.result ?? {})
  }

  #close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const { reject, method } of this.#waiting.values()) reject(new Error(`${method}: Chromium has ended`))
    this.#waiting.clear()
    this.emit('close')
  }
}
