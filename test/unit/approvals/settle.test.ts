import { describe, expect, it } from 'vitest'
import { afterAnswer, type Denials, isPaused, paused } from '../../../src-main/approvals/core/fatigue.ts'
import { allows, settled, tellAgent, weigh } from '../../../src-main/approvals/core/settle.ts'
import { type Answer, SettledHow } from '../../../src-main/contract/model/approval.ts'
import { aDigest, anApproval } from '../../kit/an-approval.ts'

describe('an answer', () => {
  it.each<[string, Answer, object]>([
    ['a yes', { how: 'once' }, { how: 'once', reason: null, rule: null }],
    ['a yes for the session', { how: 'session' }, { how: 'session', reason: null, rule: null }],
    [
      'a yes for good, with its rule',
      { how: 'always', rule: '{"r":1}' },
      { how: 'always', reason: null, rule: '{"r":1}' },
    ],
    ['a no', { how: 'deny' }, { how: 'deny', reason: null, rule: null }],
    ['a no with words', { how: 'deny', reason: 'not now' }, { how: 'deny', reason: 'not now', rule: null }],
    ['a no for good', { how: 'deny-always', reason: 'never' }, { how: 'deny-always', reason: 'never', rule: null }],
  ])('counts as %s when the question is the one that was shown', (_what, answer, expected) => {
    expect(weigh(anApproval(), aDigest('a'), answer)).toEqual({ status: 'settle', ...expected })
  })

  it('counts for nothing, neither yes nor no, when the question changed', () => {
    for (const how of ['once', 'deny'] as const)
      expect(weigh(anApproval(), aDigest('b'), { how })).toEqual({ status: 'changed-since-shown' })
  })
})

describe('the end of a question', () => {
  it('lets the plan run after a yes of three kinds, and after nothing else', () => {
    expect(SettledHow.options.filter(allows)).toEqual(['once', 'session', 'always'])
  })

  it('is recorded whole', () => {
    expect(settled(anApproval(), 'deny', 'tray', 'not now', 5)).toEqual({
      id: 'q1',
      digest: aDigest('a'),
      shown: 'rm -rf build',
      tool: 'exec',
      agent: 'main',
      allowed: false,
      how: 'deny',
      by: 'tray',
      reason: 'not now',
      at: 5,
    })
  })

  it.each<[SettledHow, string]>([
    ['once', 'Approved.'],
    ['session', 'Approved.'],
    ['always', 'Approved.'],
    ['deny', 'Refused by the person in charge.'],
    ['deny-always', 'Refused by the person in charge, for good.'],
    ['expired', 'Refused: nobody answered in time.'],
    ['gateway-gone', 'Refused: the gateway was restarted.'],
    ['keeper-stopped', 'Refused: Gatehouse was stopped.'],
    ['locked-down', 'Refused: Gatehouse is locked down.'],
    ['no-surface', 'Refused: nobody is there to ask.'],
    ['screen-locked', 'Refused: the screen was locked.'],
    ['paused', 'Refused: this session is paused after several refusals.'],
    ['withdrawn', 'Refused: the request was withdrawn.'],
  ])('%s is told to the agent as "%s"', (how, words) => {
    expect(tellAgent(settled(anApproval(), how, 'window', null, 5))).toBe(words)
    expect(tellAgent(settled(anApproval(), how, 'window', 'Ask Ada.', 5))).toBe(`${words} They say: Ask Ada.`)
  })
})

describe('refusals in a row', () => {
  const after = (...answers: boolean[]): Denials =>
    answers.reduce<Denials>((denials, yes) => afterAnswer(denials, 's1', yes), { s2: 1 })

  it.each<[string, boolean[], object]>([
    ['nothing was answered', [], { s2: 1 }],
    ['one no', [false], { s1: 1, s2: 1 }],
    ['three times no', [false, false, false], { s1: 3, s2: 1 }],
    ['a yes after two no', [false, false, true], { s2: 1 }],
    ['a no after a yes', [false, true, false], { s1: 1, s2: 1 }],
  ])('are counted for each session: %s', (_what, answers, expected) => expect(after(...answers)).toEqual(expected))

  it('pause a session at the number that is set, not before', () => {
    expect([isPaused({ s1: 3 }, 's1', 4), isPaused({ s1: 4 }, 's1', 4), isPaused({}, 's1', 1)]).toEqual([
      false,
      true,
      false,
    ])
  })

  it('do not matter for a session that its owner paused: it waits, the others go on', () => {
    const denials = paused({ s2: 1 }, 's1')
    expect([isPaused(denials, 's1', 1_000_000), isPaused(denials, 's2', 4)]).toEqual([true, false])
  })
})
