import type { Config, ConfigChange, ConfigProblem, HistoryEntry, PendingChange } from '../../contract/model/config.ts'
import type { Plain } from '../core/layers.ts'
import type { Editor, NoteConfig } from '../core/note.ts'
import { needsRestart } from '../core/reload.ts'
import { changesBetween, settleConfig } from '../core/settle-config.ts'
import { validateConfig } from '../core/validate-config.ts'
import { planEdit } from './plan-edit.ts'
import { readConfig } from './read-config.ts'
import { SealedDesk, type SealedEdit, type SealedMeaning, type SealedOutcome } from './sealed-desk.ts'
import type { SealedDocument } from './sealed-document.ts'

/** What a listener is told: the config that holds now, and what of it waits for a restart. */
export type ConfigNews = { readonly config: Config; readonly changes: ConfigChange[]; readonly needsRestart: string[] }

/** Owns the config: which one holds, which change waits for a person, and who is told. */
export class ConfigDesk {
  readonly #desk: SealedDesk<Config>

  /** Use `openConfig`. Until the first look the strictest posture holds. */
  constructor(document: SealedDocument, audit: NoteConfig) {
    this.#desk = new SealedDesk(document, meaning(), audit)
  }

  /** The config that holds now. While a change from outside waits, the stricter of the two. */
  current(): Config {
    return this.#desk.current()
  }

  /** The change that waits for a person, if any. */
  pending(): PendingChange | null {
    return this.#desk.pending()
  }

  /** Calls `tell` after each change of what holds; the answer ends it. */
  subscribe(tell: (news: ConfigNews) => void): () => void {
    return this.#desk.subscribe(({ value, ...news }) => tell({ config: value, ...news }))
  }

  /** Looks at the file again. Never throws for what the file holds: the last good config stays. */
  reload(): Promise<void> {
    return this.#desk.reload()
  }

  /** What an edit would change, without making it. */
  preview(path: readonly string[], value: Plain | undefined): Promise<SealedOutcome> {
    return this.#desk.preview(setValue(path, value))
  }

  /** Sets one value (or takes it out with `undefined`) and keeps the comments and order of the file. */
  edit(path: readonly string[], value: Plain | undefined, editor: Editor): Promise<SealedOutcome> {
    return this.#desk.edit(setValue(path, value), `set ${path.join('.')}`, editor)
  }

  /** Makes the waiting change count. `digest` is of what was shown; a file that changed since is refused. */
  accept(digest: string, editor: Editor): Promise<SealedOutcome> {
    return this.#desk.accept(digest, editor)
  }

  /** Throws the waiting change away. */
  revert(editor: Editor): Promise<SealedOutcome> {
    return this.#desk.revert(editor)
  }

  /** Every accepted version, newest first. */
  history(): Promise<HistoryEntry[]> {
    return this.#desk.history()
  }

  /** Makes an older version count again. */
  restore(id: number, editor: Editor): Promise<SealedOutcome> {
    return this.#desk.restore(id, editor)
  }
}

function setValue(path: readonly string[], value: Plain | undefined): SealedEdit {
  return accepted => {
    const text = planEdit(accepted ?? '', path, value)
    return text === null ? { status: 'invalid', problems: [noSuchPlace(path)] } : { status: 'planned', text }
  }
}

const meaning = (): SealedMeaning<Config> => ({
  area: 'config',
  read: text => {
    const reading = readConfig(text)
    return reading.status === 'valid' ? { status: 'valid', value: reading.config } : reading
  },
  compare: changesBetween,
  stricter: (accepted, outside) => settleConfig(accepted, outside).config,
  first: preset({ posture: 'public' }),
  unsealed: preset({}),
  rolledBack: found => found,
  needsRestart,
})

const noSuchPlace = (path: readonly string[]): ConfigProblem => ({
  path: path.join('.'),
  line: 1,
  column: 1,
  message: 'There is no such place to put a value.',
  nearest: null,
})

function preset(written: Plain): Config {
  const validation = validateConfig(written)
  if (validation.status === 'invalid') throw new TypeError('A built-in posture is not valid.')
  return validation.config
}
