import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { peopleApi } from '../../../src-main/contract/apis.ts'
import type { Answer } from '../../../src-main/contract/model/approval.ts'
import { client } from '../../../src-main/contract/wire/client.ts'
import { pairWire } from '../../../src-main/kit/node/pair-wire.ts'
import { aKeeper, type KeeperInProcess } from '../../kit/a-keeper.ts'

let house: KeeperInProcess
beforeEach(async () => {
  house = await aKeeper()
})
afterEach(() => house.close())

const pending = () => house.keeper.house.desk.watched.state.pending

describe.each(['cli', 'dashboard'] as const)('a program at the door %s that has proved nothing', door => {
  const program = () => {
    const [mine, theirs] = pairWire()
    house.keeper.receive(door, theirs)
    return client(mine, peopleApi, 'test')
  }

  it('may say no to a question, and nothing else', async () => {
    const asking = house.tool(house.session(), 'exec', { command: 'rm -rf build' })
    await expect.poll(pending).toHaveLength(1)
    const { id = '', digest = '' } = pending()[0] ?? {}
    const answers: Answer[] = [{ how: 'once' }, { how: 'session' }, { how: 'deny' }, { how: 'deny-always' }]
    for (const answer of answers)
      await expect(program().call('approvals.answer', { id, digest, answer })).rejects.toMatchObject({
        code: 'person-needed',
      })
    const stale = await program().call('approvals.deny', { id, digest: 'f'.repeat(64) })
    expect([stale.status, pending().length]).toEqual(['changed-since-shown', 1])
    expect(await program().call('approvals.deny', { id, digest, reason: 'not on a Friday' })).toMatchObject({
      status: 'recorded',
      settled: { how: 'deny', by: door, reason: 'not on a Friday', allowed: false },
    })
    expect(await asking).toMatchObject({ outcome: 'refused' })
  })

  it('may say no to several at once, and yes to none of them', async () => {
    const session = house.session()
    const asking = ['build', 'dist'].map(folder => house.tool(session, 'exec', { command: `rm -rf ${folder}` }))
    await expect.poll(pending).toHaveLength(2)
    const members = pending().map(({ id, digest }) => ({ id, digest }))
    await expect(
      program().call('approvals.answerBatch', { session, members, answer: { how: 'once' } }),
    ).rejects.toMatchObject({ code: 'person-needed' })
    expect(await program().call('approvals.denyBatch', { session, members })).toMatchObject({
      status: 'recorded',
      settled: members.map(({ id }) => ({ id, how: 'deny', by: door, allowed: false })),
    })
    for (const call of asking) expect(await call).toMatchObject({ outcome: 'refused' })
  })
})
