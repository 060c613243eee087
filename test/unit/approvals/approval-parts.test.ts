import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeApproval } from '../../../src-main/cli/approvals.ts'
import type { ApprovalSegment } from '../../../src-main/contract/model/approval.ts'
import { sayOnce } from '../../../src-main/contract/model/approval-parts.ts'
import { anApproval } from '../../kit/an-approval.ts'

const part = (text: string, ...risks: string[]): ApprovalSegment => ({
  text,
  verdict: risks.length > 0 ? 'ask' : 'allow',
  risks,
})
const deletes = ['Deletes or overwrites things', 'It deletes files.']

describe('a question', () => {
  it('says a sentence once, with the parts it holds for, and not again as a reason', () => {
    const segments = [part('rm a', ...deletes), part('ls'), part('rm b', ...deletes), part('date')]
    expect(sayOnce({ segments, why: ['It deletes files.', 'For this audience a person answers.'] })).toEqual({
      groups: [
        { said: deletes, parts: ['rm a', 'rm b'], verdict: 'ask' },
        { said: [], parts: ['ls', 'date'], verdict: 'allow' },
      ],
      why: ['For this audience a person answers.'],
    })
  })

  it('lists a part again where more is said of it than of its neighbours', () => {
    const segments = [part('rm a', 'Deletes.'), part('rm $x', 'Deletes.', 'Cannot be known.')]
    expect(sayOnce({ segments, why: [] }).groups).toEqual([
      { said: ['Deletes.'], parts: ['rm a', 'rm $x'], verdict: 'ask' },
      { said: ['Cannot be known.'], parts: ['rm $x'], verdict: 'ask' },
    ])
  })

  it('shows a group as strictly as its strictest part, and keeps the reasons where there are no parts', () => {
    const denied: ApprovalSegment = { text: 'b', verdict: 'deny', risks: ['Bad.'] }
    expect(sayOnce({ segments: [part('a', 'Bad.'), denied], why: [] }).groups[0]?.verdict).toBe('deny')
    expect(sayOnce({ segments: [], why: ['It leaves the machine.'] })).toEqual({
      groups: [],
      why: ['It leaves the machine.'],
    })
  })

  it('loses no part, no sentence and no reason, whatever they are', () => {
    const word = fc.constantFrom<string>('a', 'b', 'c', 'd', 'constructor')
    const segment = fc.record({
      text: fc.string(),
      verdict: fc.constantFrom('allow', 'ask', 'deny'),
      risks: fc.array(word, { maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), fc.array(word), (segments, why) => {
        const { groups, why: left } = sayOnce({ segments, why })
        const said = [...groups.flatMap(group => group.said), ...left]
        expect(new Set(said).size).toBe(said.length)
        expect(new Set(said)).toEqual(new Set([...segments.flatMap(one => one.risks), ...why]))
        for (const { text, risks } of segments)
          for (const group of groups.filter(({ said }) => said.some(one => risks.includes(one))))
            expect(group.parts).toContain(text)
        for (const { text } of segments) expect(groups.some(({ parts }) => parts.includes(text))).toBe(true)
      }),
    )
  })

  it('reads the same in a terminal', () => {
    const segments = [part('rm a', ...deletes), part('ls'), part('rm b', ...deletes)]
    const lines = describeApproval(anApproval({ segments, why: ['It deletes files.', 'Read strangers.'] }), 1_000_000)
    expect(lines.slice(2, 6)).toEqual([
      '  Deletes or overwrites things · It deletes files.',
      '  - rm a',
      '  - rm b',
      '  Why it asks: Read strangers.',
    ])
  })
})
