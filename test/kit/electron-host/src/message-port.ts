import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { HostObject } from './strict.ts'

/** One end of a channel in the main process. It holds messages back until it is started. */
export class MessagePortMain extends HostObject {
  readonly #port: MessagePort

  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.on('close', () => this.emit('close'))
  }

  start(): void {
    this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
    // An open port keeps Node running; in Electron it does not.
    this.#port.unref()
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    if (transfer.length > 0) throw new Error('electron-host: sending a port through a port is not implemented')
    this.#port.postMessage(message)
  }

  close(): void {
    this.#port.close()
  }
}

/** Two ends that hear each other. */
export class MessageChannelMain extends HostObject {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain

  constructor() {
    super()
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
  }
}
