import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConfigNote } from '../../src-main/config/core/note.ts'
import { sealWith } from '../../src-main/config/node/seal.ts'
import type { VersionPin } from '../../src-main/config/node/sealed-document.ts'
import { GrantDesk } from '../../src-main/keeper/grant-desk.ts'
import { GrantUsage } from '../../src-main/keeper/grant-usage.ts'
import { GrantBook } from '../../src-main/keeper/grants.ts'
import { aHome, type TempHome } from './temp-home.ts'
import { turnedClock } from './turned-clock.ts'

/** The key under which the test's grants are sealed. */
const grantSeal = sealWith(Buffer.alloc(32, 7))

/** Lasting answers in a real folder, with a clock that is turned by hand and the notes that the trail would get. */
export async function aGrantDesk({ home = aHome(), pin }: { home?: TempHome; pin?: VersionPin } = {}) {
  const clock = turnedClock()
  const notes: ConfigNote[] = []
  const audit = async (note: ConfigNote): Promise<void> => void notes.push(note)
  const ports = { home: home.root, seal: grantSeal, clock, audit, ...(pin && { pin }) }
  const book = await GrantBook.open(ports)
  const usage = new GrantUsage(home.root)
  const desk = new GrantDesk(book, usage, clock)
  const file = join(home.root, 'grants')
  return {
    home,
    /** The file as it is, and as somebody else writes it. */
    text: () => readFileSync(file, 'utf8'),
    outside: async (text: string): Promise<void> => {
      writeFileSync(file, text)
      await book.sealed.reload()
    },
    reopen: () => GrantBook.open(ports),
    clock,
    book,
    desk,
    usage,
    notes,
    async [Symbol.asyncDispose](): Promise<void> {
      usage.close()
      await home.remove()
    },
  }
}

/** A person at the window, and a program at the control socket that proved nothing. */
export const person = { door: 'window', presence: 'person' } as const
export const program = { door: 'cli', presence: 'unproved' } as const
