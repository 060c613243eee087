import type { ConfigChange, ConfigProblem, HistoryEntry, PendingChange } from '../../contract/model/config.ts'
import type { ConfigNote, Editor, NoteConfig } from '../core/note.ts'
import { pendingAdvice } from '../core/pending-advice.ts'
import { digestOf, type SealedDocument, type SealedState } from './sealed-document.ts'

/** The answer to a change. */
export type SealedOutcome =
  | { readonly status: 'saved'; readonly changes: ConfigChange[]; readonly needsRestart: string[] }
  | { readonly status: 'invalid'; readonly problems: readonly ConfigProblem[] }
  | { readonly status: 'pending'; readonly advice: string }
  | { readonly status: 'not-as-shown' }
  | { readonly status: 'no-such-version' }

/** What a listener is told: the value that holds now, and what of it waits for a restart. */
export type SealedNews<T> = { readonly value: T; readonly changes: ConfigChange[]; readonly needsRestart: string[] }

type Reading<T> =
  | { readonly status: 'valid'; readonly value: T }
  | { readonly status: 'invalid'; readonly problems: readonly ConfigProblem[] }

/** What one kind of sealed file means. Pure. */
export type SealedMeaning<T> = {
  readonly area: ConfigNote['area'] & PendingChange['of']
  readonly read: (text: string) => Reading<T>
  /** Every place where two differ, with the way it moves the walls. */
  readonly compare: (before: T, after: T) => ConfigChange[]
  /** What holds while the second waits for a person to accept it in place of the first. */
  readonly stricter: (accepted: T, outside: T) => T
  /** What holds before the first look. */
  readonly first: T
  /** What a file that was never accepted is compared with. */
  readonly unsealed: T
  /** What still holds of the newest version found, where a newer one is known to have been accepted. */
  readonly rolledBack: (found: T) => T
  readonly needsRestart: (paths: readonly string[]) => string[]
}

/** Makes the new text out of the accepted one; null before there was any. */
export type SealedEdit = (
  accepted: string | null,
) => { readonly status: 'planned'; readonly text: string } | Extract<SealedOutcome, { status: 'invalid' }>

/** Owns one sealed file: what of it holds, which change waits for a person, and who is told. */
export class SealedDesk<T> {
  readonly #document: SealedDocument
  readonly #meaning: SealedMeaning<T>
  readonly #audit: NoteConfig
  readonly #listeners = new Set<(news: SealedNews<T>) => void>()
  readonly #readAccepted: SealedMeaning<T>['read']
  #current: T
  #pending: PendingChange | null = null
  #work: Promise<unknown> = Promise.resolve()

  constructor(document: SealedDocument, meaning: SealedMeaning<T>, audit: NoteConfig) {
    this.#document = document
    this.#meaning = meaning
    this.#audit = audit
    this.#readAccepted = readOnce(meaning.read)
    this.#current = meaning.first
  }

  /** What holds now. While a change from outside waits, the stricter of the two. */
  current(): T {
    return this.#current
  }

  /** The change that waits for a person, if any. */
  pending(): PendingChange | null {
    return this.#pending
  }

  /** Calls `tell` after each change of what holds or waits; the answer ends it. */
  subscribe(tell: (news: SealedNews<T>) => void): () => void {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  /** Looks at the file again. Never throws for what the file holds: the last good value stays. */
  reload(): Promise<void> {
    return this.#inTurn(() => this.#look())
  }

  /** What an edit would change, without making it. */
  async preview(edit: SealedEdit): Promise<SealedOutcome> {
    const planned = await this.#plan(edit)
    return planned.status === 'planned' ? this.#saved(planned.value) : planned
  }

  /** Makes an edit, unless a change from outside waits: that one is answered first. */
  edit(edit: SealedEdit, why: string, editor: Editor): Promise<SealedOutcome> {
    return this.#inTurn(async () => {
      const planned = await this.#plan(edit)
      if (planned.status !== 'planned') return planned
      const saved = this.#saved(planned.value)
      await this.#note('changed', saved.changes, editor)
      const written = await this.#document.write(planned.text, editor.who, why)
      await this.#look()
      return written === 'written' ? saved : this.#waiting()
    })
  }

  /** Makes the waiting change count. `digest` is of what was shown; a file that changed since is refused. */
  accept(digest: string, editor: Editor): Promise<SealedOutcome> {
    return this.#inTurn(async () => {
      const state = await this.#document.look()
      if (state.status !== 'changed' || state.outside === null || state.digest !== digest)
        return { status: 'not-as-shown' }
      const reading = this.#meaning.read(state.outside)
      if (reading.status === 'invalid') return reading
      const before = this.#accepted(state) ?? this.#current
      const changes = this.#meaning.compare(before, reading.value)
      await this.#note('accepted', changes, editor)
      return this.#done(await this.#document.accept(digest, editor.who), changes)
    })
  }

  /** Throws the waiting change away. */
  revert(editor: Editor): Promise<SealedOutcome> {
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
  restore(id: number, editor: Editor): Promise<SealedOutcome> {
    return this.#inTurn(async () => {
      const version = await this.#document.version(id)
      if (!version) return { status: 'no-such-version' }
      const reading = this.#meaning.read(version.text)
      if (reading.status === 'invalid') return reading
      const changes = this.#meaning.compare(this.#current, reading.value)
      await this.#note('restored', changes, editor)
      return this.#done(await this.#document.restore(id, editor.who), changes)
    })
  }

  async #look(): Promise<void> {
    const { value, pending } = this.#judge(await this.#document.look())
    const changes = this.#meaning.compare(this.#current, value)
    const isNew = pending !== null && pending.digest !== this.#pending?.digest
    const over = pending === null && this.#pending !== null
    this.#current = value
    this.#pending = pending
    const needsRestart = this.#meaning.needsRestart(changes.map(change => change.path))
    if (changes.length > 0 || isNew || over) this.#tell({ value, changes, needsRestart })
    if (isNew) await this.#note('found-changed', pending.changes, { who: 'unknown', door: 'file' }, 'waiting')
  }

  #tell(news: SealedNews<T>): void {
    for (const tell of [...this.#listeners]) tell(news)
  }

  async #plan(edit: SealedEdit) {
    const state = await this.#document.look()
    if (state.status === 'changed') return this.#waiting()
    const planned = edit(state.status === 'empty' ? null : state.accepted)
    if (planned.status === 'invalid') return planned
    const reading = this.#meaning.read(planned.text)
    return reading.status === 'invalid' ? reading : ({ ...planned, value: reading.value } as const)
  }

  async #done(written: Awaited<ReturnType<SealedDocument['accept']>>, changes: ConfigChange[]): Promise<SealedOutcome> {
    await this.#look()
    if (written === 'not-sealed') return this.#waiting()
    if (written !== 'written') return { status: written }
    return { status: 'saved', changes, needsRestart: this.#meaning.needsRestart(changes.map(change => change.path)) }
  }

  #saved(value: T): Extract<SealedOutcome, { status: 'saved' }> {
    const changes = this.#meaning.compare(this.#current, value)
    return { status: 'saved', changes, needsRestart: this.#meaning.needsRestart(changes.map(change => change.path)) }
  }

  #waiting(): Extract<SealedOutcome, { status: 'pending' }> {
    return { status: 'pending', advice: this.#pending?.advice ?? pendingAdvice(this.#meaning.area, 'changed-outside') }
  }

  async #note(step: ConfigNote['step'], changes: ConfigChange[], editor: Editor, result: ConfigNote['result'] = 'ok') {
    const paths = changes.map(change => change.path.slice(0, 400)).slice(0, 200)
    const loosens = changes.some(change => change.direction === 'loosens')
    await this.#audit({ step, area: this.#meaning.area, paths, loosens, ...editor, result })
  }

  /** One change at a time: a reload between an edit's look and its write would judge half a change. */
  #inTurn<R>(act: () => Promise<R>): Promise<R> {
    const turn = this.#work.then(act)
    this.#work = turn.catch(() => {}) // the caller has the error; the queue goes on
    return turn
  }

  /** What holds for a state of the file. The last value holds where nothing better is known. */
  #judge(state: SealedState): { value: T; pending: PendingChange | null } {
    if (state.status === 'empty') return { value: this.#current, pending: null }
    if (state.status === 'sealed') return this.#judgeSealed(state.accepted)
    const reason = state.reason === 'unreadable' ? 'removed' : state.reason
    const accepted = this.#accepted(state) ?? (reason === 'never-sealed' ? this.#meaning.unsealed : this.#current)
    if (state.outside === null) return { value: accepted, pending: this.#shown(reason, state.digest, [], []) }
    const outside = this.#meaning.read(state.outside)
    if (outside.status === 'invalid')
      return { value: accepted, pending: this.#shown('invalid', state.digest, [], outside.problems) }
    const changes = this.#meaning.compare(accepted, outside.value)
    const value = this.#meaning.stricter(accepted, outside.value)
    return { value, pending: this.#shown(reason, state.digest, changes, []) }
  }

  #judgeSealed(text: string): { value: T; pending: PendingChange | null } {
    const reading = this.#readAccepted(text)
    if (reading.status === 'valid') return { value: reading.value, pending: null }
    // Accepted by an older version of Gatehouse whose schema was another.
    return { value: this.#current, pending: this.#shown('invalid', digestOf(text), [], reading.problems) }
  }

  #accepted(state: SealedState): T | null {
    if (state.status === 'empty' || state.accepted === null) return null
    const reading = this.#readAccepted(state.accepted)
    if (reading.status === 'invalid') return null
    const isOld = state.status === 'changed' && state.reason === 'rolled-back'
    return isOld ? this.#meaning.rolledBack(reading.value) : reading.value
  }

  #shown(
    reason: PendingChange['reason'],
    digest: string,
    changes: ConfigChange[],
    problems: readonly ConfigProblem[],
  ): PendingChange {
    const of = this.#meaning.area
    return { of, reason, advice: pendingAdvice(of, reason), changes, problems: [...problems], digest }
  }
}

/** Reads a text again only when it is another one: the accepted text is asked about at every look and seldom changes. */
function readOnce<T>(read: SealedMeaning<T>['read']): SealedMeaning<T>['read'] {
  let last: { source: string; reading: Reading<T> } | null = null
  return source => {
    if (last?.source !== source) last = { source, reading: read(source) }
    return last.reading
  }
}
