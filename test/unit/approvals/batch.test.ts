import { describe, expect, it } from 'vitest'
import { canonicalBatch, needsOwnLook, weighBatch } from '../../../src-main/approvals/core/batch.ts'
import type { Approval } from '../../../src-main/contract/model/approval.ts'
import type { BatchAnswer } from '../../../src-main/contract/model/approval-batch.ts'
import type { Category } from '../../../src-main/contract/model/risk.ts'
import type { ToolCall } from '../../../src-main/contract/model/tool-call.ts'
import type { Decision } from '../../../src-main/contract/model/verdict.ts'
import { aDecision } from '../../kit/a-tool-door.ts'
import { aDigest, anApproval } from '../../kit/an-approval.ts'

const call: ToolCall = {
  id: 'c1',
  sessionId: 's1',
  agent: 'main',
  audience: 'owner',
  origin: { door: 'window', direct: true },
  headless: false,
  tainted: false,
  tool: 'exec',
  arguments: { command: 'npm test' },
}
const said = (layer: Decision['chain'][number]['layer'], says: 'ask' | 'pass') =>
  aDecision({ chain: [{ layer, says, ruleId: 'x', reason: 'x' }] })
const danger = (category: Category) => needsOwnLook(call, aDecision({ categories: [category] }))

describe('a question needs a look of its own', () => {
  it.each<[Category, string]>([
    ['destroys', 'It deletes or overwrites things.'],
    ['privilege', 'It takes more rights.'],
    ['secrets', 'It may read secrets.'],
    ['persistence', 'It changes what starts by itself.'],
    ['unknown', 'What it does cannot be known before it runs.'],
  ])('when it is of the kind "%s": %s', (category, words) => expect(danger(category)).toBe(words))
  it.each<Category>(['network', 'outside-workspace', 'runs-code'])('not for %s alone', category =>
    expect(danger(category)).toBeNull(),
  )
  it('when one of several dangers calls for it, and then names that one', () =>
    expect(needsOwnLook(call, aDecision({ categories: ['network', 'secrets'] }))).toBe('It may read secrets.'))
  it('when an answer cannot be bound to it', () =>
    expect(needsOwnLook(call, aDecision({ bindable: false }))).toBe('An answer cannot be bound to it.'))
  it('when its conversation has read text by strangers', () =>
    expect(needsOwnLook({ ...call, tainted: true }, aDecision())).toBe('Its conversation has read text by strangers.'))
  it.each(['outward', 'taint'] as const)('when the layer %s asks: what leaves cannot be called back', layer => {
    expect(needsOwnLook(call, said(layer, 'ask'))).toBe('It sends something out.')
    expect(needsOwnLook(call, said(layer, 'pass'))).toBeNull()
  })
  it('not when nothing speaks for it', () => expect(needsOwnLook(call, said('dangerous', 'ask'))).toBeNull())
})

const a = anApproval({ id: 'a', digest: aDigest('a') })
const b = anApproval({ id: 'b', digest: aDigest('b') })
const later = anApproval({ id: 'later', digest: aDigest('c') })
const elsewhere = anApproval({ id: 'b', digest: aDigest('b'), asked: { ...b.asked, session: 's2' } })
const alone = anApproval({ id: 'b', digest: aDigest('b'), ownLook: 'It may read secrets.' })
const changed = anApproval({ id: 'b', digest: aDigest('d') })
const members = [
  { id: 'a', digest: aDigest('a') },
  { id: 'b', digest: aDigest('b') },
]
const yes: BatchAnswer = { how: 'once' }
const no: BatchAnswer = { how: 'deny' }
const weigh = (waiting: readonly Approval[], answer: BatchAnswer) => {
  const outcome = weighBatch({ session: 's1', members, answer }, id => waiting.find(one => one.id === id) ?? null)
  return outcome.status === 'settle'
    ? { settles: outcome.approvals.map(one => one.id), left: outcome.left }
    : { [outcome.status]: outcome.ids }
}

describe('an answer to a batch', () => {
  it.each<[string, readonly Approval[], BatchAnswer, object]>([
    ['a yes to what is as shown', [a, b], yes, { settles: ['a', 'b'], left: [] }],
    ['a no to what is as shown', [a, b], no, { settles: ['a', 'b'], left: [] }],
    ['a yes never takes in what came later', [a, b, later], yes, { settles: ['a', 'b'], left: [] }],
    ['a no never takes in what came later', [a, b, later], no, { settles: ['a', 'b'], left: [] }],
    ['a yes where one is gone', [a], yes, { 'changed-since-shown': ['b'] }],
    ['a no where one is gone', [a], no, { settles: ['a'], left: ['b'] }],
    ['a yes where one changed', [a, changed], yes, { 'changed-since-shown': ['b'] }],
    ['a no where one changed', [a, changed], no, { settles: ['a'], left: ['b'] }],
    ['a yes where one is of another task', [a, elsewhere], yes, { 'changed-since-shown': ['b'] }],
    ['a no where one is of another task', [a, elsewhere], no, { settles: ['a'], left: ['b'] }],
    ['a yes where one needs its own look', [a, alone], yes, { 'needs-own-look': ['b'] }],
    ['a no where one needs its own look', [a, alone], no, { settles: ['a', 'b'], left: [] }],
    ['a yes where all are gone', [], yes, { 'changed-since-shown': ['a', 'b'] }],
    ['a no where all are gone', [], no, { 'changed-since-shown': ['a', 'b'] }],
  ])('%s', (_name, waiting, answer, outcome) => expect(weigh(waiting, answer)).toEqual(outcome))
})

describe('the name of a snapshot', () => {
  it('does not depend on the order in which its questions stood', () =>
    expect(canonicalBatch('s1', members.toReversed())).toBe(canonicalBatch('s1', members)))
  it.each([
    ['another digest', 's1', [members[0], { id: 'b', digest: aDigest('d') }]],
    ['another question', 's1', [members[0], { id: 'x', digest: aDigest('b') }]],
    ['one question less', 's1', members.slice(0, 1)],
    ['another task', 's2', members],
  ] as const)('is another one for %s', (_name, session, others) =>
    expect(canonicalBatch(session, others as typeof members)).not.toBe(canonicalBatch('s1', members)),
  )
})
