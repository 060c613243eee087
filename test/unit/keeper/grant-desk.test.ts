import { describe, expect, it } from 'vitest'
import { STALE_MS } from '../../../src-main/approvals/core/grant-list.ts'
import type { OfferedGrant } from '../../../src-main/contract/model/verdict.ts'
import { Fault } from '../../../src-main/contract/wire/fault.ts'
import { aGrantDesk, person, program } from '../../kit/a-grant-desk.ts'

const yes: OfferedGrant = {
  kind: 'allowlist',
  agent: 'main',
  entries: [{ path: '/usr/bin/rg' }],
  words: 'main may run rg',
}

describe('taking a lasting answer back', () => {
  it('needs a person where it was a no, and until then the no holds', async () => {
    await using kit = await aGrantDesk()
    await kit.book.refuse({ tool: 'exec', agent: 'main', command: 'rm -rf build' }, 'window', 'never: rm -rf build')
    const id = kit.desk.list()[0]?.id ?? ''
    await expect(kit.desk.revoke(id, program)).rejects.toEqual(new Fault('person-needed', { grant: id }))
    expect(kit.book.current.grants).toHaveLength(1)
    expect(kit.notes.slice(1)).toEqual([])
    expect(await kit.desk.revoke(id, person)).toBe('revoked')
    expect(kit.book.current.grants).toEqual([])
    expect(kit.notes.slice(1)).toEqual([
      {
        who: 'owner',
        door: 'window',
        step: 'changed',
        area: 'grants',
        paths: ['never: main, exec rm -rf build', `note on ${id}`],
        loosens: true,
        result: 'ok',
      },
    ])
  })

  it('is free where it was a yes, because that only tightens', async () => {
    await using kit = await aGrantDesk()
    await kit.book.adopt(yes, 'window')
    expect(await kit.desk.revoke(kit.desk.list()[0]?.id ?? '', program)).toBe('revoked')
    expect(kit.notes).toMatchObject([{ loosens: true }, { door: 'cli', loosens: false }])
    expect(kit.book.current.allowlist).toEqual({ main: [] })
  })

  it('prunes freely what nobody needed for 90 days, and never a no', async () => {
    await using kit = await aGrantDesk()
    await kit.book.adopt(yes, 'window')
    await kit.book.refuse({ tool: 'exec', agent: 'main', command: 'rm -rf build' }, 'window', 'never')
    await kit.clock.turn(STALE_MS + 1)
    expect(await kit.desk.prune(program)).toHaveLength(1)
    expect(kit.desk.list().map(grant => grant.effect)).toEqual(['deny'])
  })
})
