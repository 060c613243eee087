import { describe, expect, it } from 'vitest'
import { answerBatch } from '../../../src-main/cli/answer-batch.ts'
import type { People } from '../../../src-main/cli/connect.ts'
import type { Terminal } from '../../../src-main/cli/terminal.ts'
import type { Approval } from '../../../src-main/contract/model/approval.ts'
import { aDigest, anApproval } from '../../kit/an-approval.ts'

const a = anApproval({ id: 'aaaaaa-1', digest: aDigest('a'), shown: 'npm ci' })
const b = anApproval({ id: 'bbbbbb-2', digest: aDigest('b'), shown: 'npm test' })
const elsewhere = anApproval({ id: 'cccccc-3', digest: aDigest('c'), asked: { ...a.asked, session: 's2' } })
const alone = anApproval({ id: 'dddddd-4', digest: aDigest('d'), ownLook: 'It may read secrets.' })

/** A Keeper with these questions, and a terminal that knows the PIN; both remember what they were told. */
function aPlace(pending: Approval[]) {
  const calls: { route: string; input: unknown }[] = []
  const said: string[] = []
  const snapshot = { snapshot: { pending, settled: [] } }
  const keeper = {
    open: () => [snapshot][Symbol.iterator](),
    call: async (route: string, input: unknown) => {
      if (route === 'access.me') return { presence: 'unproved', pinSet: true, firstPin: 'free' }
      calls.push({ route, input })
      return { status: 'recorded', digest: aDigest('e'), settled: [a, b], left: [] }
    },
  } as unknown as People
  const terminal: Terminal = {
    out: line => void said.push(line),
    err: line => void said.push(line),
    raw: line => void said.push(line),
    secret: async () => '123456',
    ask: async () => null,
    interactive: true,
  }
  const answer = (ids: string[], task: boolean, how: 'once' | 'deny', pin: string | null = null) =>
    answerBatch(keeper, { ids, task }, { how }, { json: false, pin }, terminal)
  return { answer, calls, said: () => said.join('\n') }
}

const sent = (...members: Approval[]) => ({
  session: 's1',
  members: members.map(({ id, digest }) => ({ id, digest })),
  answer: { how: 'once' },
})

describe('gatehouse approvals approve with several ids', () => {
  it('shows every question whole, then sends exactly what was shown', async () => {
    const { answer, calls, said } = aPlace([a, b])
    expect(await answer(['aaaaaa', 'bbbbbb-2'], false, 'once')).toBe(0)
    expect(calls).toEqual([
      { route: 'access.unlock', input: { pin: '123456' } },
      { route: 'approvals.answerBatch', input: sent(a, b) },
    ])
    expect(said()).toMatch(/Question 1 of 2.*npm ci.*Question 2 of 2.*npm test/s)
  })

  it('takes with --task whatever waits in that task and nothing of another', async () => {
    const { answer, calls } = aPlace([a, elsewhere, b])
    expect(await answer([b.id], true, 'once')).toBe(0)
    expect(calls.at(-1)?.input).toEqual(sent(a, b))
  })

  it.each<[string, Approval[], string[], boolean, string | null, RegExp]>([
    ['questions of two tasks', [a, elsewhere], [a.id, elsewhere.id], false, null, /different tasks/],
    ['an id that does not wait', [a], [a.id, 'nothing'], false, null, /No such question is waiting: nothing/],
    ['a task nobody can have read', [a, b], [a.id], true, '123456', /would approve unseen/],
    ['one that needs its own look', [a, alone], [a.id, alone.id], false, null, /dddddd-4: It may read secrets\./],
  ])('refuses %s and sends nothing', async (_name, pending, ids, task, pin, words) => {
    const { answer, calls, said } = aPlace(pending)
    expect(await answer(ids, task, 'once', pin)).toBe(3)
    expect(calls).toEqual([])
    expect(said()).toMatch(words)
  })

  it('denies without a PIN, also what needs its own look', async () => {
    const { answer, calls } = aPlace([a, alone])
    expect(await answer([a.id], true, 'deny')).toBe(0)
    expect(calls).toEqual([
      { route: 'approvals.denyBatch', input: { session: 's1', members: sent(a, alone).members, reason: undefined } },
    ])
  })
})
