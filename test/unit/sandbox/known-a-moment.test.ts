import { describe, expect, it } from 'vitest'
import { KnownAMoment } from '../../../src-main/sandbox/node/known-a-moment.ts'

/** Answers 1, 2, 3 … when they are let go, on a clock that is set by hand. */
function aSlowAnswer() {
  const world = { at: 1_000_000, asked: 0, bad: 0 }
  const waiting: ((fail?: Error) => void)[] = []
  const ask = () => {
    const answer = ++world.asked
    return new Promise<number>((resolve, reject) => waiting.push(fail => (fail ? reject(fail) : resolve(answer))))
  }
  let later = (): void => {}
  const after = (_ms: number, act: () => void) => {
    later = act
    return () => {}
  }
  const clock = { now: () => world.at, after }
  const known = new KnownAMoment(clock, ask, answer => answer !== world.bad)
  const answers = async (fail?: Error) => {
    for (const go of waiting.splice(0)) go(fail)
    await new Promise(resolve => setImmediate(resolve))
  }
  /** What it says at once; null when one has to wait. */
  const says = async () => {
    const wait = new Promise<null>(resolve => setImmediate(() => resolve(null)))
    return Promise.race([known.get(), wait])
  }
  return { world, known, answers, says, behind: () => later() }
}

describe('an answer that is known for a moment', () => {
  it('is waited for once, and then counts for ten seconds', async () => {
    const { world, answers, says } = aSlowAnswer()
    expect(await says()).toBeNull()
    expect(await says()).toBeNull()
    await answers()
    world.at += 9_999
    expect([await says(), world.asked]).toEqual([1, 1])
  })

  it('is given once more while it is asked again, by one at a time', async () => {
    const { world, answers, says, behind } = aSlowAnswer()
    await says()
    await answers()
    world.at += 10_000
    expect([await says(), await says(), world.asked]).toEqual([1, 1, 1])
    behind()
    expect([await says(), await says(), world.asked]).toEqual([1, 1, 2])
    await answers()
    expect([await says(), world.asked]).toEqual([2, 2])
  })

  it.each([
    ['after a minute', 60_000],
    ['when the clock was set back', -1],
  ])('is waited for %s', async (_when, later) => {
    const { world, answers, says } = aSlowAnswer()
    await says()
    await answers()
    world.at += later
    expect(await says()).toBeNull()
    await answers()
    expect(await says()).toBe(2)
  })

  it('is waited for after ten seconds when it was not a good one', async () => {
    const { world, answers, says } = aSlowAnswer()
    world.bad = 1
    await says()
    await answers()
    world.at += 9_999
    expect(await says()).toBe(1)
    world.at += 1
    expect(await says()).toBeNull()
    await answers()
    expect(await says()).toBe(2)
  })

  it('is waited for when it turned out wrong, also when it was being asked again just then', async () => {
    const { world, known, answers, says, behind } = aSlowAnswer()
    await says()
    await answers()
    world.at += 20_000
    expect(await says()).toBe(1)
    behind()
    known.forget()
    await answers()
    expect(await says()).toBeNull()
    await answers()
    expect(await says()).toBe(3)
  })

  it('tells of a failure, and asks again next time', async () => {
    const { world, known, answers } = aSlowAnswer()
    const failing = expect(known.get()).rejects.toThrow('no engine')
    await answers(new Error('no engine'))
    await failing
    const next = known.get()
    await answers()
    expect([await next, world.asked]).toEqual([2, 2])
  })
})
