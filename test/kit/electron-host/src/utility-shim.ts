import { EventEmitter } from 'node:events'

/** Loaded before the module of a utility process: gives it `process.parentPort` and takes Node's own channel away. */
type FromParent = { data: unknown; ports: number[] } | { port: number; value: unknown } | { port: number; closed: true }

const send = process.send?.bind(process)
const ports = new Map<number, LentPort>()

/** A port that lives in the main process and is heard of here. Messages wait until it is started. */
class LentPort extends EventEmitter {
  #held: unknown[] | undefined = []
  readonly #id: number

  constructor(id: number) {
    super()
    this.#id = id
  }

  start(): void {
    for (const data of this.#held ?? []) this.emit('message', { data, ports: [] })
    this.#held = undefined
  }

  postMessage(value: unknown): void {
    send?.({ port: this.#id, value })
  }

  close(): void {
    ports.delete(this.#id)
    this.emit('close')
  }

  hear(value: unknown): void {
    if (this.#held) this.#held.push(value)
    else this.emit('message', { data: value, ports: [] })
  }
}

/** `process.parentPort`: it starts by itself when somebody listens. */
class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    send?.({ data: message })
  }

  start(): void {}

  pause(): void {}
}

const parentPort = new ParentPort()
// Word may come before the module listens: it waits, as it does in Electron.
const held: object[] = []
parentPort.on('newListener', name => {
  if (name !== 'message') return
  setImmediate(() => {
    for (const event of held.splice(0)) parentPort.emit('message', event)
  })
})

function receive(message: FromParent): void {
  if ('value' in message) ports.get(message.port)?.hear(message.value)
  else if ('closed' in message) ports.get(message.port)?.close()
  else hearOrHold(message)
}

function hearOrHold(message: { data: unknown; ports: number[] }): void {
  const lent = message.ports.map(id => {
    const port = new LentPort(id)
    ports.set(id, port)
    return port
  })
  const event = { data: message.data, ports: lent }
  if (!parentPort.emit('message', event)) held.push(event)
}

process.on('message', message => receive(message as FromParent))
process.on('disconnect', () => process.exit(0))
Object.assign(process, { parentPort, type: 'utility' })
process.send = undefined as never
