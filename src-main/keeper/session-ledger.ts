import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { Audience } from '../contract/model/audience.ts'
import { Id } from '../contract/model/id.ts'
import { Origin } from '../contract/model/tool-call.ts'

/** Who a conversation speaks for, as the Keeper knows it. The gateway can neither add one nor change one. */
export const LedgerSession = z.strictObject({
  id: Id,
  agent: Id,
  audience: Audience,
  origin: Origin,
  sender: z.string(),
  /** The first words of the conversation, so that a question can say what it belongs to. */
  title: z.string(),
  headless: z.boolean(),
  /** Once tainted, always tainted: text of strangers does not wash out. */
  tainted: z.boolean(),
})
export type LedgerSession = z.infer<typeof LedgerSession>

/** The Keeper's own list of conversations, kept over restarts. */
export class SessionLedger {
  readonly #db: DatabaseSync

  constructor(home: string) {
    this.#db = new DatabaseSync(join(home, 'keeper.db'))
    this.#db.exec(
      'pragma journal_mode = wal; create table if not exists session (id text primary key, body text not null) strict;',
    )
  }

  /** A new conversation, which does not count yet: it is in the trail before it is kept here. */
  draft(about: Omit<LedgerSession, 'id' | 'tainted'>): LedgerSession {
    return { ...about, id: randomUUID(), tainted: false }
  }

  keep(session: LedgerSession): void {
    this.#put(session)
  }

  /** The session, or null for one that was never opened through a door of ours. */
  find(id: string): LedgerSession | null {
    const row = this.#db.prepare('select body from session where id = ?').get(id)
    if (!row) return null
    const parsed = LedgerSession.safeParse(JSON.parse(String(row['body'])))
    return parsed.success ? parsed.data : null
  }

  taint(id: string): void {
    const session = this.find(id)
    if (session && !session.tainted) this.#put({ ...session, tainted: true })
  }

  close(): void {
    this.#db.close()
  }

  #put(session: LedgerSession): void {
    this.#db.prepare('insert or replace into session (id, body) values (?, ?)').run(session.id, JSON.stringify(session))
  }
}
