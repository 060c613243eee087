import { StringDecoder } from 'node:string_decoder'
import type { TerminalInfo, TerminalItem } from '../../contract/model/sandbox.ts'
import { Fault } from '../../contract/wire/fault.ts'
import type { StopSignal } from '../../contract/wire/route.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Sandbox, Terminal } from '../core/backend.ts'

/** Output that waits for its reader before the shell is held back, and when it may go on: about one screen of a fast program. */
const [FULL, LOW] = [256 * 1024, 64 * 1024]
/** One item at most: a page can draw this much without a frame being late. */
const ITEM = 64 * 1024

type Open = { readonly info: TerminalInfo; readonly sandbox: string; readonly terminal: Terminal }

/** An open terminal as the kill switch knows it: `sandbox` is the id of the sandbox it runs in. */
export type OpenTerminal = { readonly id: string; readonly sandbox: string; readonly name: string }

/** All terminals that are open: listed, written to, and ended from any surface. */
export class TerminalDesk {
  readonly #clock: Clock
  readonly #changed: () => void
  readonly #open = new Map<string, Open>()

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  list(): TerminalInfo[] {
    return [...this.#open.values()].map(each => each.info)
  }

  /** What the kill switch has to end. A terminal is off this list when its shell has ended or its sandbox is gone. */
  running(): OpenTerminal[] {
    return [...this.#open.values()].map(({ info, sandbox }) => ({
      id: info.id,
      sandbox,
      name: `terminal of ${info.agent} in ${info.where}`,
    }))
  }

  /** Opens a shell and sends what it prints, no faster than the reader takes it. The shell ends with its reader. */
  async *open(sandbox: Sandbox, size: { rows: number; cols: number }, stop: StopSignal): AsyncGenerator<TerminalItem> {
    const terminal = await sandbox.openTerminal(size)
    const { agent, id } = sandbox.info()
    const info = { id: terminal.id, agent, where: sandbox.where, openedAt: this.#clock.now() }
    const screen = new Screen(terminal)
    stop.addEventListener('abort', () => terminal.end(), { once: true })
    this.#open.set(info.id, { info, sandbox: id, terminal })
    this.#changed()
    // Not when its reader has read it to the end: a page that hangs must not make a dead shell look alive.
    terminal.onEnd(() => this.#ended(info.id))
    try {
      yield { kind: 'opened', terminal: info }
      for await (const text of screen) yield { kind: 'data', text }
      yield { kind: 'ended', exitCode: screen.exitCode }
    } finally {
      terminal.end()
      this.#ended(info.id)
    }
  }

  #ended(id: string): void {
    if (this.#open.delete(id)) this.#changed()
  }

  write(id: string, text: string): void {
    this.#find(id).write(text)
  }

  resize(id: string, size: { rows: number; cols: number }): void {
    this.#find(id).resize(size)
  }

  end(id: string): void {
    this.#find(id).end()
  }

  /** Part of the kill switch: no waiting. */
  endThese(ids: readonly string[]): void {
    for (const id of ids) this.#open.get(id)?.terminal.end()
  }

  #find(id: string): Terminal {
    const found = this.#open.get(id)
    if (!found) throw new Fault('not-found', { terminal: id.slice(0, 80) })
    return found.terminal
  }
}

/** What a terminal printed and nobody has taken yet. */
class Screen implements AsyncIterable<string> {
  readonly #terminal: Terminal
  readonly #decoder = new StringDecoder('utf8')
  #waiting = ''
  #held = false
  #over = false
  #wake: () => void = () => {}
  exitCode: number | null = null

  constructor(terminal: Terminal) {
    this.#terminal = terminal
    terminal.onData(bytes => this.#put(this.#decoder.write(Buffer.from(bytes))))
    terminal.onEnd(exitCode => {
      this.exitCode = exitCode
      this.#over = true
      this.#wake()
    })
  }

  #put(text: string): void {
    this.#waiting += text
    if (!this.#held && this.#waiting.length > FULL) {
      this.#held = true
      this.#terminal.pause()
    }
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (;;) {
      const text = this.#waiting.slice(0, ITEM)
      this.#waiting = this.#waiting.slice(ITEM)
      if (this.#held && this.#waiting.length < LOW) {
        this.#held = false
        this.#terminal.resume()
      }
      if (text !== '') yield text
      else if (this.#over) return
      else await new Promise<void>(resolve => (this.#wake = resolve))
    }
  }
}
