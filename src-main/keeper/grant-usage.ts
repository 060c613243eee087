import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { GrantUse } from '../approvals/core/grant-list.ts'

/** When each lasting answer mattered. Apart from the grants themselves, so that those can be locked read-only. */
export class GrantUsage {
  readonly #db: DatabaseSync

  constructor(home: string) {
    this.#db = new DatabaseSync(join(home, 'usage.db'))
    this.#db.exec(
      'pragma journal_mode = wal; create table if not exists use (id text primary key, uses integer not null, last integer not null) strict;',
    )
  }

  touch(id: string, at: number): void {
    this.#db
      .prepare(
        'insert into use (id, uses, last) values (?, 1, ?) on conflict (id) do update set uses = uses + 1, last = excluded.last',
      )
      .run(id, at)
  }

  all(): Record<string, GrantUse> {
    const rows = this.#db.prepare('select id, uses, last from use').all()
    return Object.fromEntries(
      rows.map(row => [String(row['id']), { uses: Number(row['uses']), lastUsedAt: Number(row['last']) }]),
    )
  }

  close(): void {
    this.#db.close()
  }
}
