import { hostEvent } from './host-event.ts'
import { codec } from './node-codec.ts'
import { finding } from './record.ts'
import { HostObject } from './strict.ts'
import type { WebFrameMain } from './web-frame.ts'

type Handler = (event: never, ...args: never[]) => unknown

/** Who sent a message: a page, and the frame of it. */
export interface Sender {
  /** The webContents object. */
  page: object
  frame: WebFrameMain
}

/** The answer to an `invoke`: encoded value, or the text of what was thrown. */
export type Answer = { ok: true; value: string } | { ok: false; value: string }

/** The main process's end of IPC. */
export class IpcMain extends HostObject {
  readonly #handlers = new Map<string, { run: Handler; once: boolean }>()

  handle(channel: string, listener: Handler): void {
    this.#add(channel, listener, false)
  }

  handleOnce(channel: string, listener: Handler): void {
    this.#add(channel, listener, true)
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  _handles(channel: string): boolean {
    return this.#handlers.has(channel)
  }

  /** Runs the handler of an `invoke`, and notices whether it looked at who called. */
  async _invoke(sender: Sender, channel: string, args: unknown[]): Promise<Answer> {
    const entry = this.#handlers.get(channel)
    if (!entry) return { ok: false, value: `Error: No handler registered for '${channel}'` }
    if (entry.once) this.#handlers.delete(channel)
    const { event, looked } = watchedEvent(sender)
    try {
      const value = await entry.run(event as never, ...(args as never[]))
      return { ok: true, value: codec.encode(value) }
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      return { ok: false, value: String(error) }
    } finally {
      if (!looked()) finding(`ipc: the handler of '${channel}' never read event.senderFrame`)
    }
  }

  /** Gives a `send` to the listeners. */
  _receive(sender: Sender, channel: string, args: unknown[]): boolean {
    const { event, looked } = watchedEvent(sender)
    const heard = this.emit(channel, event, ...args)
    if (heard && !looked()) finding(`ipc: no listener of '${channel}' read event.senderFrame`)
    return heard
  }

  #add(channel: string, run: Handler, once: boolean): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    if (typeof run !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof run}'`)
    this.#handlers.set(channel, { run, once })
  }
}

function watchedEvent({ page, frame }: Sender): { event: object; looked: () => boolean } {
  let read = false
  const event = hostEvent({
    type: 'frame',
    sender: page,
    processId: frame.processId,
    frameId: frame.routingId,
    ports: [],
    reply: (channel: string, ...args: unknown[]) => frame.send(channel, ...args),
  })
  Object.defineProperty(event, 'senderFrame', {
    enumerable: true,
    get: () => {
      read = true
      return frame
    },
  })
  return { event, looked: () => read }
}

/** The module's `ipcMain`. */
export const ipcMain = new IpcMain()
