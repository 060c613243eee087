import { DatabaseSync } from 'node:sqlite'
import { Entry, SessionSummary, type SessionView } from '../../contract/model/session.ts'
import { settleInterrupted } from '../core/conversation.ts'
import type { ToolMemory } from '../core/history.ts'

const schema = `
  create table if not exists session (id text primary key, summary text not null) strict;
  create table if not exists entry (
    session text not null, seq integer not null, id text not null, body text not null, memory text,
    primary key (session, seq), unique (session, id)
  ) strict;`

/** Conversations on disk. What no longer parses is left out and never crashes the gateway. */
export class SessionStore {
  readonly #db: DatabaseSync

  constructor(file: string) {
    this.#db = new DatabaseSync(file)
    this.#db.exec('pragma journal_mode = wal; pragma synchronous = normal;')
    this.#db.exec(schema)
  }

  summaries(): SessionSummary[] {
    return this.#db
      .prepare('select summary from session')
      .all()
      .flatMap(row => parsed(SessionSummary, row['summary']))
      .map(summary => ({ ...summary, state: summary.state === 'running' ? 'idle' : summary.state }))
  }

  load(summary: SessionSummary): { view: SessionView; memory: ToolMemory } {
    const rows = this.#db.prepare('select id, body, memory from entry where session = ? order by seq').all(summary.id)
    const entries = settleInterrupted(rows.flatMap(row => parsed(Entry, row['body'])))
    const memory = Object.fromEntries(rows.flatMap(row => remembered(row['id'], row['memory'])))
    return { view: { summary, entries }, memory }
  }

  putSummary(summary: SessionSummary): void {
    this.#db
      .prepare('insert or replace into session (id, summary) values (?, ?)')
      .run(summary.id, JSON.stringify(summary))
  }

  putEntry(session: string, seq: number, entry: Entry, memory: { input: unknown; answer: string } | null): void {
    this.#db
      .prepare('insert or replace into entry (session, seq, id, body, memory) values (?, ?, ?, ?, ?)')
      .run(session, seq, entry.id, JSON.stringify(entry), memory === null ? null : JSON.stringify(memory))
  }

  clear(session: string): void {
    this.#db.prepare('delete from entry where session = ?').run(session)
  }

  remove(session: string): void {
    this.clear(session)
    this.#db.prepare('delete from session where id = ?').run(session)
  }

  close(): void {
    this.#db.close()
  }
}

function parsed<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  text: unknown,
): T[] {
  const result = schema.safeParse(json(text))
  return result.success ? [result.data] : []
}

function remembered(id: unknown, text: unknown): [string, { input: unknown; answer: string }][] {
  const value = json(text)
  if (typeof id !== 'string' || typeof value !== 'object' || value === null) return []
  return 'answer' in value && typeof value.answer === 'string'
    ? [[id, { input: 'input' in value ? value.input : {}, answer: value.answer }]]
    : []
}

function json(text: unknown): unknown {
  if (typeof text !== 'string') return null
  try {
    return JSON.parse(text)
  } catch {
    return null // a torn row reads as absent; the rest of the conversation stays
  }
}
