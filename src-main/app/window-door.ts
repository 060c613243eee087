import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { Wire } from '../contract/wire/wire.ts'
import { isOurPage } from './fence.ts'

const CALL = 'gatehouse:call'
const EVENT = 'gatehouse:event'

type Live = { wire: Wire; deliver(frame: unknown): void; lose(): void }

/**
 * The door of our own windows. A caller is let in for the frame it speaks from: the main frame of a window we made,
 * showing one of our pages. Checked at every message, because a page can change.
 */
export class WindowDoor {
  readonly #onWire: (wire: Wire) => void
  readonly #ours = new Set<WebContents>()
  readonly #live = new Map<WebContents, Live>()

  constructor(onWire: (wire: Wire) => void) {
    this.#onWire = onWire
    ipcMain.handle(CALL, (event, frame: unknown) => this.#receive(event, frame))
  }

  /** Names a window's page as one of ours. */
  admit(contents: WebContents): void {
    this.#ours.add(contents)
    const lose = (): void => this.#lose(contents)
    contents.on('render-process-gone', lose)
    contents.once('destroyed', () => {
      lose()
      this.#ours.delete(contents)
    })
  }

  #receive(event: IpcMainInvokeEvent, frame: unknown): void {
    const { sender, senderFrame } = event
    if (
      !this.#ours.has(sender) ||
      senderFrame === null ||
      senderFrame !== sender.mainFrame ||
      !isOurPage(senderFrame.url)
    )
      throw new Error('This page may not call.')
    const live = this.#live.get(sender) ?? this.#open(sender)
    live.deliver(frame)
  }

  #open(contents: WebContents): Live {
    const frames: ((frame: unknown) => void)[] = []
    const closers: (() => void)[] = []
    const live: Live = {
      wire: {
        send: frame => {
          if (!contents.isDestroyed()) contents.send(EVENT, frame)
        },
        onFrame: listener => void frames.push(listener),
        onClose: listener => void closers.push(listener),
        close: () => this.#lose(contents),
      },
      deliver: frame => {
        for (const listener of frames) listener(frame)
      },
      lose: () => {
        for (const closer of closers) closer()
      },
    }
    this.#live.set(contents, live)
    this.#onWire(live.wire)
    return live
  }

  #lose(contents: WebContents): void {
    const live = this.#live.get(contents)
    this.#live.delete(contents)
    live?.lose()
  }
}
