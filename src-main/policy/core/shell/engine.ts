import { type ParsedScript, parse } from 'unbash'
import type { Verdict } from '../../../contract/model/decision.ts'
import type { Category } from '../../../contract/model/risk.ts'
import { dispatch } from './dispatch.ts'
import type { Finding, Inspector, Invocation, Stream } from './inspector.ts'
import { ask, unknownStream } from './inspector.ts'
import { isLiteral } from './marks.ts'
import { absolute, baseName } from './paths.ts'
import { Repeats } from './repeats.ts'
import { Room } from './room.ts'
import { Scope } from './scope.ts'
import type { Setting } from './setting.ts'
import { userFindings } from './user-rules.ts'
import { Walk } from './walk.ts'
import type { WalkEngine, WalkedCommand } from './walk-engine.ts'

/** One judged command, before it is turned into words. */
export interface Judged {
  invocation: Omit<Invocation, 'scope'>
  findings: readonly Finding[]
  verdict: Verdict
}

/** How the grammars of other shells come in; the engine must not import them, they use it. */
export type ForeignShell = (text: string, scope: Scope, via: readonly string[], look: Inspector) => void

const WEIGHT: Record<Verdict, number> = { allow: 0, ask: 1, deny: 2 }

/** The stronger of two verdicts. */
export const stronger = (a: Verdict, b: Verdict): Verdict => (WEIGHT[a] >= WEIGHT[b] ? a : b)

/** A script inside a script inside a script: deeper than this nobody writes honestly. */
const DEEPEST = 24

/** Steps of work for one command line, about three for each command: no honest line has two thousand. */
const MOST_STEPS = 6_000

/** Words of a guess that are looked at: a line of thousands would be judged once for each name that it may become. */
const MOST_GUESSED_WORDS = 120

/** From so many commands on a line may repeat itself; everyday lines are shorter. */
const LONG_LINE = 16

/** Judges all commands of one command line and remembers what it found. */
export class Engine implements WalkEngine {
  readonly setting: Setting
  readonly judged: Judged[] = []
  readonly scripts: string[] = []
  bindable = true
  readonly #foreign: Record<'powershell' | 'cmd' | 'fish', ForeignShell>
  readonly #written = new Map<string, { text: string | null; fetched: boolean; pids: Stream['pids'] }>()
  readonly #links = new Map<string, string>()
  readonly #copies = new Map<string, string>()
  readonly #substituted: Stream[] = []
  readonly room = new Room()
  readonly #repeats = new Repeats<Judged>()
  #steps = 0
  #depth = 0
  #overrun = false

  constructor(setting: Setting, foreign: Record<'powershell' | 'cmd' | 'fish', ForeignShell>) {
    this.setting = setting
    this.#foreign = foreign
  }

  parsed(text: string): ParsedScript {
    return parse(text)
  }

  script(text: string, scope: Scope, via: readonly string[], input: Stream | null): Stream {
    if (this.#depth >= DEEPEST) {
      this.note(ask('limit.depth', 'Commands are nested too deeply to follow.', 'unknown'), '', via)
      return unknownStream()
    }
    this.#depth++
    try {
      const script = this.parsed(text)
      if (script.errors?.length) {
        this.note(
          ask('unclear.syntax', 'Part of the command cannot be read as a shell would read it.', 'unknown'),
          '',
          via,
        )
      }
      return new Walk(this, text, scope, via).script(script, input)
    } finally {
      this.#depth--
    }
  }

  foreign(shell: 'powershell' | 'cmd' | 'fish', text: string, scope: Scope, via: readonly string[]): void {
    if (this.#depth >= DEEPEST) {
      this.note(ask('limit.depth', 'Commands are nested too deeply to follow.', 'unknown'), '', via)
      return
    }
    this.#depth++
    try {
      this.#foreign[shell](text, scope, via, this)
    } finally {
      this.#depth--
    }
  }

  run(call: WalkedCommand): Stream {
    // Only a long line repeats itself, and only where no command depends on a file that another one wrote.
    const key = this.judged.length < LONG_LINE || this.#written.size > 0 ? null : this.#repeats.keyOf(call)
    const known = key === null ? null : this.#repeats.get(key, call)
    if (known) return this.#again(known)
    const [before, steps] = [this.judged.length, this.#steps]
    const out = this.#runOnce(call)
    const judged = this.judged.length === before + 1 ? this.judged.at(-1) : undefined
    // One step: nothing inside of it was judged, so nothing else can have changed.
    if (key !== null && judged && this.#steps === steps + 1 && this.#written.size === 0)
      this.#repeats.keep(key, call, { judged, out })
    return out
  }

  #again({ judged, out }: { judged: Judged; out: Stream }): Stream {
    if (!this.spend()) return unknownStream()
    this.judged.push(judged)
    return out
  }

  #runOnce(call: WalkedCommand): Stream {
    let out: Stream | null = null
    const alias = call.aliasName === null ? undefined : call.scope.aliases.get(call.aliasName)
    if (alias !== undefined && call.aliasName !== null) this.#runAlias(call.aliasName, alias, call)
    for (const argv of call.choices) {
      out = this.command({
        argv,
        env: call.env,
        redirects: call.redirects,
        input: call.input,
        via: call.via,
        written: call.written,
        scope: call.scope,
      })
    }
    return call.choices.length === 1 && out ? out : { ...(out ?? unknownStream()), text: null }
  }

  /** An alias is text that is read again; the plain command is judged too, since not every shell expands aliases. */
  #runAlias(name: string, text: string, call: WalkedCommand): void {
    const scope = call.scope.fork()
    scope.aliases.delete(name)
    if (isLiteral(text)) this.script(`${text} ${call.tail}`, scope, [...call.via, `alias ${name}`], call.input)
    else
      this.note(
        ask('dynamic.alias', 'An alias hides a command that is only known when it runs.', 'unknown'),
        call.written,
        call.via,
      )
  }

  command(invocation: Invocation): Stream {
    if (!this.spend() || this.#depth >= DEEPEST) return unknownStream()
    this.#depth++
    try {
      return dispatch(invocation, this)
    } finally {
      this.#depth--
    }
  }

  callFunction(name: string, invocation: Invocation): Stream | undefined {
    const fn = invocation.scope.functions.get(name)
    if (!fn || invocation.scope.calling.has(fn.body)) return undefined
    const scope = invocation.scope.calledAs(fn, invocation.argv.slice(1))
    const walk = new Walk(this, fn.source, scope, [...invocation.via, `function ${name}`])
    const out = walk.call(fn.body, invocation.input)
    invocation.scope.cwd = walk.scope.cwd
    return out
  }

  worstOf(text: string, scope: Scope, via: readonly string[]): { verdict: Verdict; programs: readonly string[] } {
    const before = this.judged.length
    this.script(text, scope.fork(), via, null)
    const added = this.judged.slice(before)
    const verdict = added.reduce<Verdict>((worst, one) => stronger(worst, one.verdict), 'allow')
    return { verdict, programs: added.map(one => baseName(one.invocation.argv[0] ?? '')).filter(Boolean) }
  }

  suppose(invocation: Invocation): boolean {
    const { bindable, judged, scripts } = this
    const [before, known] = [judged.length, scripts.length]
    const argv = invocation.argv.slice(0, MOST_GUESSED_WORDS)
    this.command({ ...invocation, argv })
    const refused = judged.splice(before).filter(one => one.verdict === 'deny')
    judged.push(...refused)
    // Only a guess: whether the plan can be bound, and to which scripts, is told by what stands there.
    this.bindable = bindable
    scripts.splice(known)
    return refused.length > 0
  }

  record(invocation: Invocation, findings: readonly Finding[]): void {
    const ruled = userFindings(invocation, this.setting)
    const all = ruled.length === 0 ? findings : [...findings, ...ruled]
    this.judged.push({
      invocation,
      findings: all,
      verdict: all.reduce<Verdict>((worst, one) => stronger(worst, one.verdict), 'allow'),
    })
  }

  /** Judges a piece of text; only refusals count. */
  supposeText(text: string): void {
    const before = this.judged.length
    this.script(text, new Scope(this.setting.cwd), [], null)
    const guessed = this.judged.splice(before)
    this.judged.push(...guessed.filter(one => one.verdict === 'deny'))
  }

  note(finding: Finding, written: string, via: readonly string[]): void {
    this.judged.push({
      invocation: { argv: [], env: [], redirects: [], input: null, via, written },
      findings: [finding],
      verdict: finding.verdict,
    })
  }

  spend(): boolean {
    if (++this.#steps <= MOST_STEPS) return true
    if (!this.#overrun) {
      this.#overrun = true
      this.note(ask('limit.size', 'The command is too long to check to its end.', 'unknown'), '', [])
    }
    return false
  }

  substituted(index: number): Stream {
    return this.#substituted[index] ?? unknownStream()
  }

  keepSubstituted(stream: Stream): number {
    return this.#substituted.push(stream) - 1
  }

  wrote(path: string, text: string | null, fetched: boolean, pids: Stream['pids'] = null): void {
    this.#written.set(path, { text, fetched, pids })
  }

  writtenTo(path: string): { text: string | null; fetched: boolean; pids: Stream['pids'] } | undefined {
    return this.#written.get(path)
  }

  leads(path: string, to: string, how: 'link' | 'copy'): void {
    const known = how === 'link' ? this.#links : this.#copies
    if (path !== to && known.size < 50) known.set(path, to)
  }

  real(path: string): string {
    if (this.#links.size === 0) return path
    for (const [link, to] of this.#links)
      if (path === link || path.startsWith(`${link}/`))
        return `${to === '/' ? '' : to}${path.slice(link.length)}` || '/'
    return path
  }

  copied(path: string): string | undefined {
    return this.#copies.get(path) ?? this.#links.get(path)
  }

  runsScript(path: string): void {
    if (!isLiteral(path)) this.cannotBind()
    else if (!this.scripts.includes(path)) this.scripts.push(absolute(path, this.setting.cwd, this.setting.home))
  }

  cannotBind(): void {
    this.bindable = false
  }
}

/** The categories of some findings, each once. */
export const categoriesOf = (findings: readonly Finding[]): Category[] =>
  findings.length === 0 ? [] : [...new Set(findings.flatMap(finding => finding.categories))]
