import { describe, expect, it } from 'vitest'
import type { Approval, Settled } from '../../../src-main/contract/model/approval.ts'
import { choose } from '../../../src-renderer/screens/approvals/one-by-one.ts'

const pending = (...ids: string[]) => ids.map(id => ({ id }) as Approval)
const settled = (...ids: string[]) => ids.map(id => ({ id }) as Settled)

describe('the question on screen', () => {
  it.each([
    ['is the oldest when none was chosen', pending('a', 'b'), settled(), null, null, 'question a 0'],
    ['is the chosen one while it waits', pending('a', 'b'), settled(), 'b', null, 'question b 1'],
    ['stays when others are answered', pending('b'), settled('a'), 'b', null, 'question b 0'],
    ['folds when it ended elsewhere', pending('a'), settled('b'), 'b', null, 'folded b'],
    ['does not fold when the person answered it here', pending('a'), settled('b'), 'b', 'b', 'question a 0'],
    [
      'is not the one just answered, before the queue has heard of it',
      pending('a', 'b'),
      settled(),
      'a',
      'a',
      'question b 1',
    ],
    ['is none when nothing waits', pending(), settled('a'), null, null, 'none'],
    ['is none after the last own answer', pending(), settled('a'), 'a', 'a', 'none'],
    ['is the oldest when the chosen one is unknown', pending('a'), settled(), 'gone', null, 'question a 0'],
  ])('%s', (_name, waiting, ended, current, mine, expected) => {
    const chosen = choose({ pending: waiting, settled: ended }, current, mine)
    const said =
      chosen.kind === 'question'
        ? `question ${chosen.approval.id} ${chosen.at}`
        : chosen.kind === 'folded'
          ? `folded ${chosen.settled.id}`
          : 'none'
    expect(said).toBe(expected)
  })
})
