import { rmSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { Grants, grantsText } from '../../../src-main/approvals/core/grants.ts'
import type { OfferedGrant } from '../../../src-main/contract/model/verdict.ts'
import { aGrantDesk, person } from '../../kit/a-grant-desk.ts'

const me = { who: 'owner', door: 'window' }
const mayRun = (path: string): OfferedGrant => ({ kind: 'allowlist', agent: 'main', entries: [{ path }], words: path })
const never = { tool: 'exec', agent: 'main', command: 'rm -rf build' }
const edited = (text: string, change: (grants: Grants) => Partial<Grants>): string => {
  const grants = Grants.parse(JSON.parse(text))
  return grantsText({ ...grants, ...change(grants) })
}
/** A kit with one yes and one no, and a stranger's file: the no is gone, another yes has come, and the first yes went. */
async function aStrangersFile() {
  const kit = await aGrantDesk()
  await kit.book.adopt(mayRun('/usr/bin/rg'), 'window')
  await kit.book.refuse(never, 'window', 'never: rm -rf build')
  const accepted = kit.book.current
  const foreign = edited(kit.text(), () => ({ allowlist: { main: [{ path: '/usr/bin/curl' }] }, grants: [] }))
  kit.notes.length = 0
  await kit.outside(foreign)
  return { ...kit, kit, accepted, foreign }
}

describe('a file of lasting answers that was changed from outside', () => {
  it('is held to the stricter of the two, told once, and shown entry by entry', async () => {
    const { kit, book, accepted, notes } = await aStrangersFile()
    await using _ = kit
    await book.sealed.reload()
    expect(book.current).toEqual({ ...accepted, allowlist: { main: [] } })
    expect(book.sealed.pending()).toMatchObject({
      of: 'grants',
      reason: 'changed-outside',
      advice: expect.stringContaining('gatehouse config accept grants'),
      changes: [
        { path: 'main may run /usr/bin/curl', before: null, after: 'yes', direction: 'loosens' },
        { path: 'never: main, exec rm -rf build', before: 'yes', after: null, direction: 'loosens' },
        { path: 'main may run /usr/bin/rg', before: 'yes', after: null, direction: 'tightens' },
      ],
    })
    expect(notes).toMatchObject([{ step: 'found-changed', area: 'grants', loosens: true, result: 'waiting' }])
  })

  it('takes no answer until a person decided, and says so', async () => {
    const { kit, book, desk, notes, accepted } = await aStrangersFile()
    await using _ = kit
    expect(await book.adopt(mayRun('/usr/bin/git'), 'window')).toBe('changed-outside')
    expect(await book.refuse(never, 'window', 'never')).toBe('changed-outside')
    expect(await desk.revoke(accepted.grants[0]?.id ?? '', person)).toBe('changed-outside')
    expect(notes).toHaveLength(1)
  })

  it('counts once it was accepted exactly as it was shown', async () => {
    const { kit, book, text, outside, foreign } = await aStrangersFile()
    await using _ = kit
    const shown = book.sealed.pending()?.digest ?? ''
    await outside(edited(text(), () => ({ allowlist: { '*': [{ path: '/**' }] } })))
    expect(await book.sealed.accept(shown, me)).toEqual({ status: 'not-as-shown' })
    await outside(foreign)
    expect(await book.sealed.accept(book.sealed.pending()?.digest ?? '', me)).toMatchObject({ status: 'saved' })
    expect(book.current.allowlist).toEqual({ main: [{ path: '/usr/bin/curl' }] })
    expect(book.sealed.pending()).toBeNull()
  })

  it('is put back by a revert, and an older version by its number', async () => {
    const { kit, book, accepted } = await aStrangersFile()
    await using _ = kit
    expect(await book.sealed.revert(me)).toMatchObject({ status: 'saved' })
    expect(book.current).toEqual(accepted)
    const versions = await book.sealed.history()
    expect(versions.map(({ id, why }) => [id, why])).toEqual([
      [4, 'reverted a change from outside'],
      [3, 'never: rm -rf build'],
      [2, '/usr/bin/rg'],
      [1, 'no answers yet'],
    ])
    expect(await book.sealed.restore(2, me)).toMatchObject({
      status: 'saved',
      changes: expect.arrayContaining([expect.objectContaining({ direction: 'loosens' })]),
    })
    expect(book.current.grants).toEqual([])
  })

  it.each<[string, string, string]>([
    ['is no JSON', '{ "allowlist": ', 'invalid'],
    ['has another shape', '{ "allowlist": { "main": [{}] } }', 'invalid'],
  ])('changes nothing where it %s', async (_name, text, reason) => {
    const { kit, book, accepted, outside } = await aStrangersFile()
    await using _ = kit
    await book.sealed.revert(me)
    await outside(text)
    expect(book.sealed.pending()).toMatchObject({ reason, problems: [{ line: 1 }] })
    expect(book.current).toEqual(accepted)
    expect(await book.sealed.accept(book.sealed.pending()?.digest ?? '', me)).toMatchObject({ status: 'invalid' })
  })

  it('that is gone is told, what was accepted holds, and it can be put back', async () => {
    const { kit, book, accepted, home, reopen } = await aStrangersFile()
    await using _ = kit
    rmSync(home.path('grants'))
    await book.sealed.reload()
    expect(book.sealed.pending()).toMatchObject({ reason: 'removed' })
    expect(book.current).toEqual(accepted)
    const again = await reopen()
    expect(again.current).toEqual(accepted)
    expect(await again.sealed.revert(me)).toMatchObject({ status: 'saved' })
  })
})

describe('a file of lasting answers that was put back as it was before, with its history', () => {
  /** A pin outside the folder, and a copy of the folder from before a yes was taken back and a no was given. */
  async function putBack() {
    const kept: string[] = []
    const pin = { read: async () => kept.at(-1) ?? null, write: async (text: string) => void kept.push(text) }
    const kit = await aGrantDesk({ pin })
    await kit.book.refuse({ ...never, command: 'old' }, 'window', 'never: old')
    await kit.book.adopt(mayRun('/usr/bin/rg'), 'window')
    const copy = `${kit.home.root}-copy`
    await cp(kit.home.root, copy, { recursive: true })
    await kit.desk.revoke(kit.desk.list().find(grant => grant.effect === 'allow')?.id ?? '', person)
    for (const name of ['grants', 'history']) {
      await rm(kit.home.path(name), { recursive: true })
      await cp(`${copy}/${name}`, kit.home.path(name), { recursive: true })
    }
    await rm(copy, { recursive: true })
    return kit
  }

  it('gives nothing any more, and still refuses, until a person accepts it', async () => {
    await using kit = await putBack()
    for (const book of [kit.book, await kit.reopen()]) {
      await book.sealed.reload()
      expect(book.sealed.pending()).toMatchObject({
        reason: 'rolled-back',
        changes: [{ path: 'main may run /usr/bin/rg', direction: 'loosens' }],
      })
      expect(book.current.allowlist).toEqual({})
      expect(book.current.grants).toMatchObject([{ effect: 'deny', command: 'old' }])
    }
    expect(await kit.book.sealed.accept(kit.book.sealed.pending()?.digest ?? '', me)).toMatchObject({ status: 'saved' })
    expect(kit.book.current.allowlist).toEqual({ main: [{ path: '/usr/bin/rg' }] })
  })

  it('is not accepted by "putting it back", which needs no person', async () => {
    await using kit = await putBack()
    await kit.book.sealed.reload()
    expect(await kit.book.sealed.revert(me)).toMatchObject({ status: 'pending' })
    expect(kit.book.current.allowlist).toEqual({})
  })
})
