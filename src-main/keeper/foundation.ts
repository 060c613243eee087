import { type AuditTrail, openTrail } from '../audit/node/trail.ts'
import type { ConfigDesk } from '../config/node/config-desk.ts'
import { openConfig } from '../config/node/open-config.ts'
import { sealWith } from '../config/node/seal.ts'
import type { AuditEntry } from '../contract/model/audit-entry.ts'
import type { SealedFile } from '../contract/model/config.ts'
import type { Clock } from '../kit/core/clock.ts'
import type { KeyStore } from '../vault/core/key-store.ts'
import type { NoteSecret } from '../vault/core/note.ts'
import type { Pin } from '../vault/node/pin.ts'
import { putDamagedAside } from './damaged-databases.ts'
import { type DataFolder, prepareFolder } from './folder.ts'
import { GrantUsage } from './grant-usage.ts'
import { GrantBook } from './grants.ts'
import { type Keys, openKeys } from './keys.ts'
import { claimFolder } from './one-owner.ts'
import { openProcessLogs, type ProcessLogs } from './process-logs.ts'
import { openRedaction, type Redaction } from './redaction.ts'

/** What everything else stands on: the folder, the keys, the trail, the settings. */
export type Foundation = {
  readonly folder: DataFolder
  readonly keys: Keys
  readonly trail: AuditTrail
  readonly config: ConfigDesk
  readonly grants: GrantBook
  readonly usage: GrantUsage
  readonly redaction: Redaction
  readonly logs: ProcessLogs
  readonly record: (entry: AuditEntry) => Promise<unknown>
  /** Takes the cause of what went wrong into the log, where no caller is told it. */
  readonly report: (what: string, cause: unknown) => void
  /** Files that could not be read and were put aside at this start, by their new names. */
  readonly damaged: readonly string[]
  /** Writes down what happens to a secret. */
  readonly note: NoteSecret
  close(): Promise<void>
}

/** The foundation, or why there is none in words that say what to do. */
export type Founding =
  | { readonly status: 'founded'; readonly foundation: Foundation }
  | { readonly status: 'already-running'; readonly pid: number }
  | { readonly status: 'no-key'; readonly advice: string }

/** Opens a data folder for this process alone. */
export async function layFoundation(parts: { home: string; keyStore: KeyStore; clock: Clock }): Promise<Founding> {
  const folder = prepareFolder(parts.home)
  const ownership = claimFolder(folder.run)
  if (ownership.status === 'taken') return { status: 'already-running', pid: ownership.pid }
  try {
    const opened = await openAll(folder, parts)
    if ('advice' in opened) {
      ownership.release()
      return { status: 'no-key', advice: opened.advice }
    }
    const close = async (): Promise<void> => {
      await opened.trail.close()
      opened.usage.close()
      opened.keys.close()
      opened.logs.close()
      ownership.release()
    }
    return { status: 'founded', foundation: { ...opened, close } }
  } catch (error) {
    ownership.release()
    throw error
  }
}

async function openAll(
  folder: DataFolder,
  { keyStore, clock }: { keyStore: KeyStore; clock: Clock },
): Promise<Omit<Foundation, 'close'> | { advice: string }> {
  const early = new EarlyEntries()
  const record = (entry: AuditEntry): Promise<unknown> => early.record(entry)
  const noteSecret: NoteSecret = note => record({ kind: 'secret', ...note }).then(() => {})
  const opening = await openKeys(folder, keyStore, clock, noteSecret)
  if (opening.status === 'no-key') return { advice: opening.advice }
  const { keys } = opening
  const redaction = await openRedaction(keys.vault)
  const logs = openProcessLogs(folder, redaction)
  const report = (what: string, cause: unknown): void => logs.keeper.error({ cause }, what)
  const formerKey = await keys.formerSeal()
  const trail = await openTrail({
    folder: folder.audit,
    sealKey: keys.derive('audit'),
    ...(formerKey && { formerKey }),
    clock,
    redact: text => redaction.whole(text),
    anchor: keys.anchor,
    report: (what, cause) => report(`audit: ${what}`, cause),
  })
  await keys.endFormerSeal(trail.opening.records)
  await early.flush(entry => trail.append(entry))
  const audit = (note: Omit<Extract<AuditEntry, { kind: 'config' }>, 'kind'>) =>
    record({ kind: 'config', ...note }).then(() => {})
  const config = await openConfig({
    home: folder.home,
    clock,
    audit,
    ...sealWith(keys.derive('config')),
    ...pinned(keys, 'config'),
  })
  const seal = sealWith(keys.derive('grants'))
  const grants = await GrantBook.open({ home: folder.home, seal, clock, audit, ...pinned(keys, 'grants') })
  redaction.follow(config)
  logs.follow(config)
  followAuditSettings(trail, config)
  const damaged = putDamagedAside(folder.home, new Date(clock.now()))
  if (damaged.length > 0) report('a damaged database was put aside', damaged)
  const usage = new GrantUsage(folder.home)
  return { folder, keys, trail, config, grants, usage, redaction, logs, report, record, note: noteSecret, damaged }
}

/** The newest version of a sealed file, kept where who puts an old folder back cannot reach; nothing where there is no such place. */
function pinned(keys: Keys, file: SealedFile): { pin?: Pin } {
  const pin = keys.pin(file)
  return pin ? { pin } : {}
}

/** Size and age of segments and how long they are kept, as they are set now and whenever they change. */
function followAuditSettings(trail: AuditTrail, config: ConfigDesk): void {
  const use = (): void => {
    const { rotateAfterMb, rotateAfterDays, retentionDays } = config.current().audit
    const rotation = { maxBytes: rotateAfterMb * 1024 * 1024, maxAgeMs: rotateAfterDays * 86_400_000 }
    trail.follow({ rotation, retentionDays })
  }
  use()
  config.subscribe(use)
}

/**
 * Opening the vault is itself worth a record, and the trail needs the vault's key: what happens in between waits
 * here and is written first. If the trail cannot be opened nothing starts, so nothing is lost unseen.
 */
class EarlyEntries {
  readonly #waiting: AuditEntry[] = []
  #append: ((entry: AuditEntry) => Promise<unknown>) | null = null

  async record(entry: AuditEntry): Promise<unknown> {
    if (this.#append) return this.#append(entry)
    this.#waiting.push(entry)
    return null
  }

  async flush(append: (entry: AuditEntry) => Promise<unknown>): Promise<void> {
    for (const entry of this.#waiting) await append(entry)
    this.#append = append
  }
}
