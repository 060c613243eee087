import { describe, expect, it } from 'vitest'
import { ApprovalDesk, type DeskWorld } from '../../../src-main/approvals/node/desk.ts'
import { aDigest, anApproval } from '../../kit/an-approval.ts'
import { turnedClock } from '../../kit/turned-clock.ts'

function aDesk(more: Partial<DeskWorld> = {}) {
  const clock = turnedClock()
  const records: string[] = []
  const adopted: string[] = []
  const desk = new ApprovalDesk({
    clock,
    record: async (what, approval, end) =>
      void records.push(`${what} ${approval.id} ${end ? `${end.how} by ${end.by}` : ''}`.trim()),
    adopt: async (_approval, rule) => {
      adopted.push(rule)
      return { ok: true }
    },
    refuseAlways: async () => ({ ok: true }),
    pauseAfter: () => 4,
    onPause: () => {},
    ...more,
  })
  const end = async (approval = anApproval()) => (await desk.ask(approval)).end
  return { desk, clock, records, adopted, end }
}

describe('a question', () => {
  it('waits for a person, and a yes lets exactly its plan run', async () => {
    const { desk, end, records } = aDesk()
    const waiting = end()
    await Promise.resolve()
    const result = await desk.answer('q1', aDigest('a'), { how: 'once' }, 'window')
    expect(result).toMatchObject({ status: 'recorded', settled: { allowed: true, how: 'once', by: 'window' } })
    expect(await waiting).toMatchObject({ allowed: true, digest: aDigest('a') })
    expect(records).toEqual(['asked q1', 'settled q1 once by window'])
  })

  it('stays open when it changed after it was shown', async () => {
    const { desk, end } = aDesk()
    void end()
    await Promise.resolve()
    expect(await desk.answer('q1', aDigest('b'), { how: 'once' }, 'window')).toEqual({ status: 'changed-since-shown' })
    expect(desk.watched.state.pending).toEqual([anApproval()])
  })

  it('takes the first answer; the second learns who was first', async () => {
    const { desk, end } = aDesk()
    const waiting = end()
    await Promise.resolve()
    const [first, second] = await Promise.all([
      desk.answer('q1', aDigest('a'), { how: 'deny', reason: 'not now' }, 'tray'),
      desk.answer('q1', aDigest('a'), { how: 'once' }, 'window'),
    ])
    expect(first).toMatchObject({ status: 'recorded', settled: { how: 'deny', reason: 'not now' } })
    expect(second).not.toMatchObject({ status: 'recorded' })
    expect(await waiting).toMatchObject({ allowed: false, how: 'deny' })
    expect(await desk.answer('q1', aDigest('a'), { how: 'once' }, 'window')).toMatchObject({
      status: 'already-settled',
      settled: { by: 'tray' },
    })
  })

  it('is a no when its time is over, and the record says that nobody answered', async () => {
    const { clock, end, records } = aDesk()
    const waiting = end()
    await clock.turn(300_000)
    expect(await waiting).toMatchObject({ allowed: false, how: 'expired', by: 'time' })
    expect(records).toEqual(['asked q1', 'settled q1 expired by time'])
  })

  it('is not answered by a yes that cannot be recorded', async () => {
    let writable = true
    const { desk, end } = aDesk({
      record: async () => {
        if (!writable) throw new Error('disk full')
      },
    })
    void end()
    await Promise.resolve()
    await Promise.resolve()
    writable = false
    await expect(desk.answer('q1', aDigest('a'), { how: 'once' }, 'window')).rejects.toThrow('disk full')
    expect(desk.watched.state.pending).toHaveLength(1)
    writable = true
    expect(await desk.answer('q1', aDigest('a'), { how: 'once' }, 'window')).toMatchObject({ status: 'recorded' })
  })

  it('that cannot be recorded is not asked', async () => {
    const { desk } = aDesk({
      record: async () => {
        throw new Error('disk full')
      },
    })
    await expect(desk.ask(anApproval())).rejects.toThrow('disk full')
    expect(desk.watched.state.pending).toEqual([])
  })

  it.each(['gateway-gone', 'keeper-stopped', 'locked-down'] as const)(
    'ends as a no when %s, also when nothing can be written',
    async how => {
      let writable = true
      const { desk, end } = aDesk({
        record: async () => {
          if (!writable) throw new Error('disk full')
        },
      })
      const waiting = end()
      await Promise.resolve()
      await Promise.resolve()
      writable = false
      expect(await desk.endAll(how, 'gatehouse')).toBe(1)
      expect(await waiting).toMatchObject({ allowed: false, how })
    },
  )

  it('that asks the same as one that waits shares its answer', async () => {
    const { desk, end } = aDesk()
    const first = end()
    await Promise.resolve()
    const second = end(anApproval({ id: 'q2' }))
    await Promise.resolve()
    expect(desk.watched.state.pending).toMatchObject([{ id: 'q1', twins: 1 }])
    await desk.answer('q1', aDigest('a'), { how: 'once' }, 'window')
    expect([(await first).allowed, (await second).allowed]).toEqual([true, true])
  })

  it('of another session is never answered along with it', async () => {
    const { desk, end } = aDesk()
    void end()
    await Promise.resolve()
    const other = anApproval({ id: 'q2' })
    void end({ ...other, asked: { ...other.asked, session: 's2' } })
    await Promise.resolve()
    expect(desk.watched.state.pending.map(question => question.id)).toEqual(['q1', 'q2'])
  })
})

describe('questions of one task that were reviewed together', () => {
  const shown = (...letters: string[]) => letters.map(letter => ({ id: letter, digest: aDigest(letter) }))
  const three = async (more: Partial<DeskWorld> = {}) => {
    const made = aDesk(more)
    const ends = ['a', 'b', 'c'].map(letter => made.end(anApproval({ id: letter, digest: aDigest(letter) })))
    for (let tick = 0; tick < 5; tick++) await Promise.resolve()
    return { ...made, ends, waits: () => made.desk.watched.state.pending.map(one => one.id) }
  }

  it('are all approved by one yes, each end naming the snapshot', async () => {
    const { desk, ends, records } = await three()
    const result = await desk.answerBatch(
      { session: 's1', members: shown('a', 'b', 'c'), answer: { how: 'once' } },
      'window',
    )
    const batch = { digest: expect.stringMatching(/^[0-9a-f]{64}$/), size: 3 }
    expect(result).toMatchObject({ status: 'recorded', settled: [{ batch }, { batch }, { batch }], left: [] })
    expect((await Promise.all(ends)).map(end => [end.id, end.allowed])).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
    ])
    expect(records.slice(3)).toEqual(['a', 'b', 'c'].map(id => `settled ${id} once by window`))
  })

  it('leave alone what came later', async () => {
    const { desk, waits } = await three()
    await desk.answerBatch({ session: 's1', members: shown('a', 'b'), answer: { how: 'once' } }, 'window')
    expect(waits()).toEqual(['c'])
  })

  it('are none of them approved when one changed or was answered meanwhile', async () => {
    const { desk, waits } = await three()
    desk.replace('b', anApproval({ id: 'b', digest: aDigest('f') }))
    const batch = { session: 's1', members: shown('a', 'b', 'c'), answer: { how: 'once' } } as const
    expect(await desk.answerBatch(batch, 'window')).toEqual({ status: 'changed-since-shown', ids: ['b'] })
    await desk.answer('c', aDigest('c'), { how: 'deny' }, 'tray')
    expect(await desk.answerBatch(batch, 'window')).toEqual({ status: 'changed-since-shown', ids: ['b', 'c'] })
    expect(waits()).toEqual(['a', 'b'])
  })

  it('are none of them approved when one answer cannot be recorded, and can be answered after that', async () => {
    let broken = true
    const { desk, waits } = await three({
      record: async (what, approval) => {
        if (broken && what === 'settled' && approval.id === 'b') throw new Error('disk full')
      },
    })
    const batch = { session: 's1', members: shown('a', 'b', 'c'), answer: { how: 'once' } } as const
    await expect(desk.answerBatch(batch, 'window')).rejects.toThrow('disk full')
    expect(waits()).toEqual(['a', 'b', 'c'])
    broken = false
    expect(await desk.answerBatch(batch, 'window')).toMatchObject({ status: 'recorded' })
    expect(waits()).toEqual([])
  })

  it('cannot be answered a second time while the first answer is being recorded', async () => {
    const { desk } = await three()
    const batch = { session: 's1', members: shown('a', 'b'), answer: { how: 'deny', reason: 'not now' } } as const
    const [first, second, single] = await Promise.all([
      desk.answerBatch(batch, 'window'),
      desk.answerBatch({ ...batch, answer: { how: 'once' } }, 'cli'),
      desk.answer('a', aDigest('a'), { how: 'once' }, 'tray'),
    ])
    expect(first).toMatchObject({ status: 'recorded', settled: [{ reason: 'not now' }, { reason: 'not now' }] })
    expect(second).toEqual({ status: 'changed-since-shown', ids: ['a', 'b'] })
    expect(single).not.toMatchObject({ status: 'recorded' })
  })

  it('that are refused together count as one refusal, not as an agent that does not listen', async () => {
    const { desk } = await three({ pauseAfter: () => 2 })
    const batch = { session: 's1', members: shown('a', 'b', 'c'), answer: { how: 'deny' } } as const
    await desk.answerBatch(batch, 'window')
    expect(desk.isPaused('s1')).toBe(false)
  })
})

describe('"always"', () => {
  it('counts only when the rule was adopted', async () => {
    const { desk, end } = aDesk({ adopt: async () => ({ ok: false, why: 'too wide' }) })
    void end()
    await Promise.resolve()
    expect(await desk.answer('q1', aDigest('a'), { how: 'always', rule: '{}' }, 'window')).toEqual({
      status: 'rule-refused',
      why: 'too wide',
    })
    expect(desk.watched.state.pending).toHaveLength(1)
  })

  it('stays open when a lasting no could not be kept, and the person is told', async () => {
    const { desk, end } = aDesk({ refuseAlways: async () => ({ ok: false, why: 'changed outside' }) })
    void end()
    await Promise.resolve()
    expect(await desk.answer('q1', aDigest('a'), { how: 'deny-always' }, 'window')).toEqual({
      status: 'rule-refused',
      why: 'changed outside',
    })
    expect(desk.watched.state.pending).toHaveLength(1)
  })

  it('adopts the rule before the plan may run', async () => {
    const { desk, end, adopted, records } = aDesk()
    void end()
    await Promise.resolve()
    await desk.answer('q1', aDigest('a'), { how: 'always', rule: '{"r":1}' }, 'window')
    expect(adopted).toEqual(['{"r":1}'])
    expect(records.at(-1)).toBe('settled q1 always by window')
  })
})

describe('a session that is refused again and again', () => {
  it('is paused: its questions are refused unasked until its owner lets it go on', async () => {
    const { desk, end } = aDesk()
    for (let i = 0; i < 4; i++) {
      void end(anApproval({ id: `q${i}`, digest: aDigest(String(i)) }))
      await Promise.resolve()
      await desk.answer(`q${i}`, aDigest(String(i)), { how: 'deny' }, 'window')
    }
    expect(await (await desk.ask(anApproval({ id: 'last' }))).end).toMatchObject({ allowed: false, how: 'paused' })
    desk.resume('s1')
    void end(anApproval({ id: 'after' }))
    await Promise.resolve()
    expect(desk.watched.state.pending.map(question => question.id)).toEqual(['after'])
  })

  it('starts counting again after a yes', async () => {
    const { desk, end } = aDesk()
    for (let i = 0; i < 4 * 2; i++) {
      void end(anApproval({ id: `q${i}`, digest: aDigest(String(i % 10)) }))
      await Promise.resolve()
      await desk.answer(`q${i}`, aDigest(String(i % 10)), { how: i % 2 ? 'once' : 'deny' }, 'window')
    }
    expect(desk.isPaused('s1')).toBe(false)
  })
})
