import type { Config, ConfigChange, ConfigProblem, HistoryEntry, PendingChange } from '../../contract/model/config.ts'
import type { Plain } from '../core/layers.ts'
import type { ConfigNote, Editor, NoteConfig } from '../core/note.ts'
import { pendingAdvice } from '../core/pending-advice.ts'
import { needsRestart } from '../core/reload.ts'
import { changesBetween, settleConfig } from '../core/settle-config.ts'
import { validateConfig } from '../core/validate-config.ts'
import { editYaml } from './edit-yaml.ts'
import { readConfig } from './read-config.ts'
import { digestOf, type SealedDocument, type SealedState } from './sealed-document.ts'

/** The answer to a change of the config. */
export type ConfigWrite =
  | { readonly status: 'saved'; readonly changes: ConfigChange[]; readonly needsRestart: string[] }
  | { readonly status: 'invalid'; readonly problems: readonly ConfigProblem[] }
  | { readonly status: 'pending'; readonly advice: string }
  | { readonly status: 'not-as-shown' }
  | { readonly status: 'no-such-version' }

/** What a listener is told: the config that holds now, and what of it waits for a restart. */
export type ConfigNews = { readonly config: Config; readonly changes: ConfigChange[]; readonly needsRestart: string[] }

/** Owns the config: which one holds, which change waits for a person, and who is told. */
export class ConfigDesk {
  readonly #document: SealedDocument
  readonly #audit: NoteConfig
  readonly #listeners = new Set<(news: ConfigNews) => void>()
  readonly #readAccepted = readOnce()
  #current: Config
  #pending: PendingChange | null = null
  #work: Promise<unknown> = Promise.resolve()

  /** Use `openConfig`. Until the first look the strictest posture holds. */
  constructor(document: SealedDocument, audit: NoteConfig) {
    this.#document = document
    this.#audit = audit
    this.#current = strictest()
  }

  /** The config that holds now. While a change from outside waits, the stricter of the two. */
  current(): Config {
    return this.#current
  }

  /** The change that waits for a person, if any. */
  pending(): PendingChange | null {
    return this.#pending
  }

  /** Calls `tell` after each change of what holds; the answer ends it. */
  subscribe(tell: (news: ConfigNews) => void): () => void {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  /** Looks at the file again. Never throws for what the file holds: the last good config stays. */
  reload(): Promise<void> {
    return this.#inTurn(() => this.#look())
  }

  /** What an edit would change, without making it. */
  async preview(path: readonly string[], value: Plain | undefined): Promise<ConfigWrite> {
    const planned = await this.#plan(path, value)
    return planned.status === 'planned' ? this.#saved(planned.config) : planned
  }

  /** Sets one value (or takes it out with `undefined`) and keeps the comments and order of the file. */
  edit(path: readonly string[], value: Plain | undefined, editor: Editor): Promise<ConfigWrite> {
    return this.#inTurn(async () => {
      const planned = await this.#plan(path, value)
      if (planned.status !== 'planned') return planned
      const saved = this.#saved(planned.config)
      await this.#note('changed', saved.changes, editor)
      const written = await this.#document.write(planned.text, editor.who, `set ${path.join('.')}`)
      await this.#look()
      return written === 'written' ? saved : this.#waiting()
    })
  }

  /** Makes the waiting change count. `digest` is of what was shown; a file that changed since is refused. */
  accept(digest: string, editor: Editor): Promise<ConfigWrite> {
    return this.#inTurn(async () => {
      const state = await this.#document.look()
      if (state.status !== 'changed' || state.outside === null || state.digest !== digest)
        return { status: 'not-as-shown' }
      const reading = readConfig(state.outside)
      if (reading.status === 'invalid') return reading
      const before = acceptedConfig(state, this.#readAccepted) ?? this.#current
      const changes = changesBetween(before, reading.config)
      await this.#note('accepted', changes, editor)
      return this.#done(await this.#document.accept(digest, editor.who), changes)
    })
  }

  /** Throws the waiting change away. */
  revert(editor: Editor): Promise<ConfigWrite> {
    return this.#inTurn(async () => {
      await this.#note('reverted', this.#pending?.changes ?? [], editor)
      return this.#done(await this.#document.revert(editor.who), [])
    })
  }

  /** Every accepted version, newest first. */
  history(): Promise<HistoryEntry[]> {
    return this.#document.history()
  }

  /** Makes an older version count again. */
  restore(id: number, editor: Editor): Promise<ConfigWrite> {
    return this.#inTurn(async () => {
      const version = await this.#document.version(id)
      if (!version) return { status: 'no-such-version' }
      const reading = readConfig(version.text)
      if (reading.status === 'invalid') return reading
      const changes = changesBetween(this.#current, reading.config)
      await this.#note('restored', changes, editor)
      return this.#done(await this.#document.restore(id, editor.who), changes)
    })
  }

  async #look(): Promise<void> {
    const state = await this.#document.look()
    const { config, pending } = judge(state, this.#current, this.#readAccepted)
    const changes = changesBetween(this.#current, config)
    const isNew = pending !== null && pending.digest !== this.#pending?.digest
    this.#current = config
    this.#pending = pending
    if (changes.length > 0 || isNew)
      this.#tell({ config, changes, needsRestart: needsRestart(changes.map(c => c.path)) })
    if (isNew) await this.#note('found-changed', pending.changes, { who: 'unknown', door: 'file' }, 'waiting')
  }

  #tell(news: ConfigNews): void {
    for (const tell of [...this.#listeners]) tell(news)
  }

  async #plan(path: readonly string[], value: Plain | undefined) {
    const state = await this.#document.look()
    if (state.status !== 'sealed') return this.#waiting()
    const text = editYaml(state.accepted, path, value)
    if (text === null) return { status: 'invalid', problems: [noSuchPlace(path)] } as const
    const reading = readConfig(text)
    return reading.status === 'invalid' ? reading : ({ status: 'planned', text, config: reading.config } as const)
  }

  async #done(written: Awaited<ReturnType<SealedDocument['accept']>>, changes: ConfigChange[]): Promise<ConfigWrite> {
    await this.#look()
    if (written === 'not-sealed') return this.#waiting()
    if (written !== 'written') return { status: written }
    return { status: 'saved', changes, needsRestart: needsRestart(changes.map(change => change.path)) }
  }

  #saved(config: Config): Extract<ConfigWrite, { status: 'saved' }> {
    const changes = changesBetween(this.#current, config)
    return { status: 'saved', changes, needsRestart: needsRestart(changes.map(change => change.path)) }
  }

  #waiting(): Extract<ConfigWrite, { status: 'pending' }> {
    return { status: 'pending', advice: this.#pending?.advice ?? pendingAdvice('changed-outside') }
  }

  async #note(step: ConfigNote['step'], changes: ConfigChange[], editor: Editor, result: ConfigNote['result'] = 'ok') {
    const paths = changes.map(change => change.path.slice(0, 400)).slice(0, 200)
    const loosens = changes.some(change => change.direction === 'loosens')
    await this.#audit({ step, area: 'config', paths, loosens, ...editor, result })
  }

  /** One change at a time: a reload between an edit's look and its write would judge half a change. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(act)
    this.#work = turn.catch(() => {}) // the caller has the error; the queue goes on
    return turn
  }
}

/** Which config holds for a state of the file. `last` holds where nothing better is known. */
function judge(
  state: SealedState,
  last: Config,
  readAccepted: typeof readConfig,
): { config: Config; pending: PendingChange | null } {
  if (state.status === 'empty') return { config: last, pending: null }
  if (state.status === 'sealed') {
    const reading = readAccepted(state.accepted)
    if (reading.status === 'valid') return { config: reading.config, pending: null }
    // Accepted by an older version of Gatehouse whose schema was another.
    const digest = digestOf(state.accepted)
    return { config: last, pending: waiting('invalid', digest, [], reading.problems) }
  }
  const accepted = acceptedConfig(state, readAccepted) ?? (state.accepted === null ? defaults() : last)
  const reason = state.reason === 'unreadable' ? 'removed' : state.reason
  if (state.outside === null) return { config: accepted, pending: waiting(reason, state.digest, [], []) }
  const outside = readConfig(state.outside)
  if (outside.status === 'invalid')
    return { config: accepted, pending: waiting('invalid', state.digest, [], outside.problems) }
  const settled = settleConfig(accepted, outside.config)
  return { config: settled.config, pending: waiting(reason, state.digest, settled.changes, []) }
}

function acceptedConfig(state: SealedState, readAccepted: typeof readConfig): Config | null {
  if (state.status === 'empty' || state.accepted === null) return null
  const reading = readAccepted(state.accepted)
  return reading.status === 'valid' ? reading.config : null
}

function waiting(
  reason: PendingChange['reason'],
  digest: string,
  changes: ConfigChange[],
  problems: readonly ConfigProblem[],
): PendingChange {
  return { reason, advice: pendingAdvice(reason), changes, problems: [...problems], digest }
}

/** Reads a text again only when it is another one: the accepted text is asked about at every look and seldom changes. */
function readOnce(): typeof readConfig {
  let last: { source: string; reading: ReturnType<typeof readConfig> } | null = null
  return source => {
    if (last?.source !== source) last = { source, reading: readConfig(source) }
    return last.reading
  }
}

const noSuchPlace = (path: readonly string[]): ConfigProblem => ({
  path: path.join('.'),
  line: 1,
  column: 1,
  message: 'There is no such place to put a value.',
  nearest: null,
})

const defaults = (): Config => preset({})
const strictest = (): Config => preset({ posture: 'public' })

function preset(written: Plain): Config {
  const validation = validateConfig(written)
  if (validation.status === 'invalid') throw new TypeError('A built-in posture is not valid.')
  return validation.config
}
