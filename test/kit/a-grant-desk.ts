import { sealWith } from '../../src-main/config/node/seal.ts'
import type { AuditEntry } from '../../src-main/contract/model/audit-entry.ts'
import { GrantDesk } from '../../src-main/keeper/grant-desk.ts'
import { GrantUsage } from '../../src-main/keeper/grant-usage.ts'
import { GrantBook } from '../../src-main/keeper/grants.ts'
import { aHome, type TempHome } from './temp-home.ts'
import { turnedClock } from './turned-clock.ts'

/** The key under which the test's grants are sealed. */
export const grantSeal = sealWith(Buffer.alloc(32, 7))

/** Lasting answers in a real folder, with a clock that is turned by hand and the records that were written. */
export async function aGrantDesk(home: TempHome = aHome()) {
  const clock = turnedClock()
  const book = await GrantBook.open(home.root, grantSeal, clock)
  const usage = new GrantUsage(home.root)
  const records: AuditEntry[] = []
  const desk = new GrantDesk(book, usage, clock, async entry => records.push(entry))
  return {
    home,
    clock,
    book,
    desk,
    usage,
    records,
    async [Symbol.asyncDispose](): Promise<void> {
      usage.close()
      await home.remove()
    },
  }
}

/** A person at the window, and a program at the control socket that proved nothing. */
export const person = { door: 'window', presence: 'person' } as const
export const program = { door: 'cli', presence: 'unproved' } as const
