import type { Entry, SessionChange, ToolEntry } from '../contract/model/session.ts'
import { askInTerminal } from './approvals.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { paint, printable, type Terminal } from './terminal.ts'

/** How a chat command was called. */
export type ChatOptions = { readonly session: string | null; readonly headless: boolean; readonly json: boolean }

/** Sends one message and prints the answer as it arrives, until the agent is done. */
export async function chatOnce(
  keeper: People,
  text: string,
  options: ChatOptions,
  terminal: Terminal,
): Promise<{ code: ExitCode; session: string }> {
  const { session } = await keeper.call('chat.send', { session: options.session, text, headless: options.headless })
  const feed = keeper.open('sessions.follow', { session })
  const printer = options.json ? jsonPrinter(terminal) : new TextPrinter(terminal)
  let fromEntry = -1
  let failed = false
  for await (const item of feed) {
    if ('snapshot' in item) {
      // Everything up to and with our own message has been seen; what follows is the answer.
      fromEntry = item.snapshot.entries.findLastIndex(entry => entry.kind === 'user')
      for (const entry of item.snapshot.entries.slice(fromEntry + 1)) printer.entry(entry)
      if (item.snapshot.summary.state !== 'running') break
      continue
    }
    failed ||= isFailure(item.change)
    await tell(item.change, printer, keeper, options, terminal)
    if (item.change.kind === 'summary' && item.change.summary.state === 'idle') break
  }
  printer.end()
  return { code: failed ? ExitCode.failed : ExitCode.ok, session }
}

/** Talks until the input ends. */
export async function chatLoop(keeper: People, options: ChatOptions, terminal: Terminal): Promise<ExitCode> {
  terminal.out(paint('dim', 'Write a message and press Enter. An empty line or Ctrl-D ends the chat.'))
  let session = options.session
  let code: ExitCode = ExitCode.ok
  while (true) {
    const text = await terminal.ask('> ')
    if (text === null || text.trim() === '') return code
    const turn = await chatOnce(keeper, text, { ...options, session }, terminal)
    session = turn.session
    code = turn.code
  }
}

function isFailure(change: SessionChange): boolean {
  return change.kind === 'entry' && change.entry.kind === 'notice' && change.entry.tone === 'error'
}

async function tell(
  change: SessionChange,
  printer: Printer,
  keeper: People,
  options: ChatOptions,
  terminal: Terminal,
): Promise<void> {
  if (change.kind === 'delta') return printer.delta(change.id, change.text)
  if (change.kind !== 'entry') return
  printer.entry(change.entry)
  const waits = change.entry.kind === 'tool' && change.entry.state === 'waiting' ? change.entry.approval : null
  // Not awaited: someone may answer in the window meanwhile, and then this question goes away by itself.
  if (waits !== null && terminal.interactive && !options.json) void askInTerminal(keeper, waits, terminal)
}

type Printer = { entry(entry: Entry): void; delta(id: string, text: string): void; end(): void }

function jsonPrinter(terminal: Terminal): Printer {
  const last = new Map<string, Entry>()
  return {
    entry: entry => void last.set(entry.id, entry),
    delta: (id, text) => {
      const entry = last.get(id)
      if (entry?.kind === 'assistant') last.set(id, { ...entry, text: entry.text + text })
    },
    end: () => {
      for (const entry of last.values()) terminal.out(JSON.stringify(entry))
    },
  }
}

/** Prints a conversation as it grows, without printing anything twice. */
class TextPrinter implements Printer {
  readonly #terminal: Terminal
  readonly #said = new Map<string, string>()
  /** The last state that was told of a call, and what it printed meanwhile. */
  readonly #calls = new Map<string, { state: ToolEntry['state']; shown: string }>()
  #midLine = false

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  entry(entry: Entry): void {
    if (entry.kind === 'assistant') return this.#more(entry.id, entry.text)
    if (entry.kind === 'tool') return this.#tool(entry)
    if (entry.kind === 'notice') this.#line(paint(entry.tone === 'error' ? 'red' : 'yellow', printable(entry.text)))
  }

  delta(id: string, text: string): void {
    const call = this.#calls.get(id)
    if (call) return this.#live(call, text)
    const known = this.#said.get(id)
    if (known !== undefined) this.#more(id, known + text)
  }

  #live(call: { shown: string }, text: string): void {
    call.shown += text
    this.#terminal.raw(printable(text))
    if (text !== '') this.#midLine = !text.endsWith('\n')
  }

  end(): void {
    if (this.#midLine) this.#terminal.raw('\n')
    this.#midLine = false
  }

  #more(id: string, text: string): void {
    const known = this.#said.get(id) ?? ''
    if (known === '' && text !== '') this.end()
    this.#said.set(id, text)
    this.#terminal.raw(printable(text.slice(known.length)))
    if (text.length > known.length) this.#midLine = !text.endsWith('\n')
  }

  #tool(entry: ToolEntry): void {
    const { state, shown } = this.#calls.get(entry.id) ?? { state: null, shown: '' }
    if (state === entry.state) return
    this.#calls.set(entry.id, { state: entry.state, shown })
    const act = `${entry.tool}: ${printable(entry.asked)}`
    if (entry.state === 'waiting') this.#line(paint('yellow', `? ${act}\n  waiting for approval ${entry.approval}`))
    if (entry.state === 'running') this.#line(paint('dim', `$ ${act}`))
    if (entry.state === 'refused') this.#line(paint('red', `x ${act}\n  ${printable(entry.reasons.at(-1) ?? '')}`))
    if (entry.state === 'failed') this.#line(paint('red', `! ${act}\n  ${printable(entry.reasons.at(-1) ?? '')}`))
    if (entry.state === 'done') this.#done(entry, shown)
  }

  /** What was seen as it came is not said again, unless the end has more to it: of a long output the middle is left out. */
  #done({ output, exitCode }: ToolEntry, shown: string): void {
    const rest = output.startsWith(shown) ? output.slice(shown.length) : output
    if (rest.trim() !== '') this.#line(printable(rest.trimEnd()))
    this.#line(paint('dim', `  exit code ${exitCode ?? '-'}`))
  }

  #line(text: string): void {
    this.end()
    this.#terminal.out(text)
  }
}
