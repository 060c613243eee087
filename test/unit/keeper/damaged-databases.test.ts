import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { putDamagedAside } from '../../../src-main/keeper/damaged-databases.ts'
import { SessionLedger } from '../../../src-main/keeper/session-ledger.ts'
import { aHome, type TempHome } from '../../kit/temp-home.ts'

const NOON = new Date('2026-11-21T12:00:00Z')
const ASIDE = 'keeper.db.damaged-2026-11-21T12-00-00-000Z'

function aLedger(home: TempHome): { path: string; id: string } {
  const ledger = new SessionLedger(home.root)
  const draft = ledger.draft({
    agent: 'main',
    audience: 'owner',
    origin: { door: 'window', direct: true },
    sender: 'you',
    title: 'Clean up',
    headless: false,
  })
  ledger.keep(draft)
  ledger.close()
  return { path: home.path('keeper.db'), id: draft.id }
}

describe('a database of the data folder', () => {
  it('stays where it is when it is whole, empty or not there', async () => {
    await using home = aHome()
    const { id } = aLedger(home)
    writeFileSync(home.path('usage.db'), '')
    expect(putDamagedAside(home.root, NOON)).toEqual([])
    const ledger = new SessionLedger(home.root)
    expect(ledger.find(id)?.title).toBe('Clean up')
    ledger.close()
  })

  it.each<[string, (path: string) => void]>([
    ['is no database any more', path => writeFileSync(path, 'x'.repeat(5000))],
    ['lost the middle of its pages', path => spoil(path, 4096, 8000)],
    ['lost its schema', path => spoil(path, 100, 4000)],
  ])('is put aside with all it holds, and a new one begins, when it %s', async (_how, harm) => {
    await using home = aHome()
    const { path } = aLedger(home)
    harm(path)
    const bytes = readFileSync(path)
    expect(putDamagedAside(home.root, NOON)).toEqual([ASIDE])
    expect(readFileSync(home.path(ASIDE)).equals(bytes)).toBe(true)
    const { id } = aLedger(home)
    const ledger = new SessionLedger(home.root)
    expect(ledger.find(id)?.title).toBe('Clean up')
    ledger.close()
  })

  it('takes its journal along, which would else be played into the new one', async () => {
    await using home = aHome()
    writeFileSync(home.path('sessions.db'), 'x'.repeat(5000))
    writeFileSync(home.path('sessions.db-wal'), 'journal')
    const [aside] = putDamagedAside(home.root, NOON)
    expect(readdirSync(home.root).sort()).toEqual([aside, `${aside}-wal`])
  })

  it('is left alone when it is none of ours, however it looks', async () => {
    await using home = aHome()
    writeFileSync(home.path('vault.db'), 'x'.repeat(5000))
    expect(putDamagedAside(home.root, NOON)).toEqual([])
  })

  it('is not touched when another program holds it', async () => {
    await using home = aHome()
    const { path } = aLedger(home)
    const other = new DatabaseSync(path)
    other.exec('begin exclusive')
    expect(putDamagedAside(home.root, NOON)).toEqual([])
    other.close()
  })
})

function spoil(path: string, from: number, to: number): void {
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0xa5, from, to))
}
