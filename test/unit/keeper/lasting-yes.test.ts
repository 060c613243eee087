import { describe, expect, it } from 'vitest'
import { AskedBefore } from '../../../src-main/keeper/asked-before.ts'
import { buildDesk } from '../../../src-main/keeper/build-desk.ts'
import type { Foundation } from '../../../src-main/keeper/foundation.ts'
import { aConfig } from '../../kit/a-config.ts'
import { aGrantDesk } from '../../kit/a-grant-desk.ts'
import { aDigest, anApproval } from '../../kit/an-approval.ts'

const DAY = 86_400_000
const program = (path: string): string =>
  JSON.stringify({ kind: 'allowlist', agent: 'main', entries: [{ path }], words: `main may run ${path}` })
const host = JSON.stringify({
  kind: 'grant',
  grant: { effect: 'allow', tool: 'web_fetch', agent: 'main', host: 'example.org' },
  words: 'main may fetch pages of example.org',
})

/** The desk of questions with a real book behind it, and one question that waits. */
async function asking() {
  const kit = await aGrantDesk()
  const { desk: config } = await aConfig()
  const base = { config, grants: kit.book, record: async () => {} } as unknown as Foundation
  const desk = buildDesk(kit.clock, base, new AskedBefore())
  await desk.ask({ ...anApproval(), expiresAt: kit.clock.now() + DAY })
  const always = (rule: string, days?: number) =>
    desk.answer('q1', aDigest('a'), { how: 'always', rule, ...(days && { days }) }, 'window')
  return { ...kit, kit, desk, always, questions: desk }
}

describe('a lasting yes', () => {
  it.each([
    ['a program', program('/usr/bin/rg')],
    ['a host', host],
  ])('to %s may end by itself, is listed with its end, and has none unless one is said', async (_name, rule) => {
    const { kit, always } = await asking()
    await using _ = kit
    expect(await always(rule, 7)).toMatchObject({ status: 'recorded' })
    const [grant] = kit.desk.list()
    expect(grant).toMatchObject({ effect: 'allow', by: 'window', expiresAt: kit.clock.now() + 7 * DAY, stale: false })
    const other = await asking()
    await using _other = other.kit
    await other.always(rule)
    expect(other.kit.desk.list()).toMatchObject([{ expiresAt: null }])
  })

  it.each([
    ['a shell', program('/bin/bash'), 'can start any other program'],
    ['every program', program('/usr/bin/*'), 'more than one'],
    ['what is no rule', '/bin/sh *', 'not one that can be kept'],
  ])('is refused for %s, the question stays, and nothing is kept', async (_name, rule, why) => {
    const { kit, always, questions } = await asking()
    await using _ = kit
    expect(await always(rule)).toEqual({ status: 'rule-refused', why: expect.stringContaining(why) })
    expect(questions.watched.state.pending).toHaveLength(1)
    expect(kit.desk.list()).toEqual([])
  })

  it('is refused while a change of the file waits, and the person is told', async () => {
    const { kit, always, questions } = await asking()
    await using _ = kit
    await kit.outside('{}')
    expect(await always(host)).toMatchObject({
      status: 'rule-refused',
      why: expect.stringContaining('changed outside'),
    })
    expect(await questions.answer('q1', aDigest('a'), { how: 'deny-always' }, 'window')).toMatchObject({
      status: 'rule-refused',
    })
    expect(await questions.answer('q1', aDigest('a'), { how: 'deny' }, 'window')).toMatchObject({ status: 'recorded' })
  })
})

describe('the list of lasting answers', () => {
  it('says when a no mattered last, as it does of a yes', async () => {
    await using kit = await aGrantDesk()
    await kit.book.refuse({ tool: 'exec', agent: 'main', command: 'rm -rf build' }, 'window', 'never')
    const [{ id } = { id: '' }] = kit.desk.list()
    const chain = [{ layer: 'standing-deny', says: 'deny', ruleId: `grant.${id}`, reason: '' }] as const
    kit.desk.used({ verdict: 'deny', agent: 'main', segments: [], chain: [...chain] })
    expect(kit.desk.list()).toMatchObject([{ uses: 1, lastUsedAt: kit.clock.now() }])
  })
})
