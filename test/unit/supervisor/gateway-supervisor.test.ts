import { describe, expect, it } from 'vitest'
import { GatewaySupervisor, type SupervisorWorld } from '../../../src-main/supervisor/node/gateway-supervisor.ts'
import { fakeStarter, NOBODY } from '../../kit/fake-starter.ts'
import { turnedClock } from '../../kit/turned-clock.ts'

function aSupervisor(more: Partial<SupervisorWorld> = {}, answers = (): boolean => true) {
  const clock = turnedClock()
  const starter = fakeStarter()
  const records: string[] = []
  const beats: number[] = []
  let ready: () => void = () => {}
  let refuse: (error: Error) => void = () => {}
  const supervisor = new GatewaySupervisor({
    starter,
    clock,
    connect: () => ({
      ready: new Promise<void>((resolve, reject) => {
        ready = resolve
        refuse = reject
      }),
      beat: async () => {
        beats.push(clock.now())
        if (!answers()) await new Promise(() => {})
      },
      end: async () => {},
    }),
    record: async what => void records.push(what),
    rules: { delaysMs: [1_000, 2_000], giveUpAfter: 3, windowMs: 60_000 },
    startMs: 5_000,
    ...more,
  })
  const state = () => supervisor.watched.state
  return { supervisor, clock, starter, records, beats, state, ready: () => ready(), refuse: (e: Error) => refuse(e) }
}

describe('the supervisor', () => {
  it('starts a gateway and calls it running when it has said hello', async () => {
    const { supervisor, state, ready, clock, records } = aSupervisor()
    await supervisor.start()
    expect(state()).toMatchObject({ state: 'starting', pid: NOBODY + 1 })
    ready()
    await clock.turn(0)
    expect(state()).toMatchObject({ state: 'running', pid: NOBODY + 1, reason: null, restarts: 0 })
    expect(records).toEqual(['started', 'ready'])
  })

  it('gives a running gateway a sign of life every second', async () => {
    const { supervisor, beats, ready, clock } = aSupervisor()
    await supervisor.start()
    ready()
    await clock.turn(3_000)
    expect(beats).toHaveLength(4)
  })

  it('ends a gateway that hangs, starts another, and says why', async () => {
    let answers = true
    const { supervisor, starter, state, ready, clock } = aSupervisor({}, () => answers)
    await supervisor.start()
    ready()
    await clock.turn(60_000)
    expect(starter.killed).toBe(0)
    answers = false
    await clock.turn(15_000)
    expect(starter.killed).toBe(0)
    await clock.turn(1_000)
    expect(state()).toMatchObject({
      state: 'waiting-to-restart',
      reason: 'It did not answer for 15 seconds, so it was ended.',
    })
    await clock.turn(1_000)
    expect(starter.started).toBe(2)
  })

  it('does not take a machine that slept, or a clock that was set, for a gateway that hangs', async () => {
    let answers = true
    const { supervisor, starter, ready, clock, beats } = aSupervisor({}, () => answers)
    await supervisor.start()
    ready()
    await clock.turn(3_000)
    answers = false
    await clock.turn(10_000)
    clock.set(8 * 3_600_000)
    await clock.turn(10_000)
    clock.set(-8 * 3_600_000)
    await clock.turn(10_000)
    const before = beats.length
    supervisor.woke()
    expect(beats.length).toBe(before + 1)
    await clock.turn(14_000)
    expect(starter.killed).toBe(0)
    await clock.turn(2_000)
    expect(starter.killed).toBe(1)
  })

  it('starts one gateway however often it is asked', async () => {
    const { supervisor, starter } = aSupervisor()
    await supervisor.start()
    await supervisor.start()
    expect(starter.started).toBe(1)
  })

  it('starts again after a crash, later each time, and gives up with the reason and the last lines', async () => {
    const { supervisor, starter, state, clock, records } = aSupervisor()
    await supervisor.start()
    starter.exit({ code: 1, signal: null })
    expect(state()).toMatchObject({ state: 'waiting-to-restart', reason: 'It ended with code 1.', restarts: 1 })
    await clock.turn(999)
    expect(starter.started).toBe(1)
    await clock.turn(1)
    expect(starter.started).toBe(2)
    starter.exit({ code: 1, signal: null })
    await clock.turn(2_000)
    expect(starter.started).toBe(3)
    starter.print('Error: no such file')
    starter.exit({ code: null, signal: 'SIGSEGV' })
    await clock.turn(600_000)
    expect(starter.started).toBe(3)
    expect(state()).toMatchObject({
      state: 'gave-up',
      reason: 'It crashed 3 times in a short while. It was ended by SIGSEGV.',
      lastLines: ['Error: no such file'],
    })
    expect(records).toEqual(['started', 'crashed', 'started', 'crashed', 'started', 'crashed', 'gave-up'])
  })

  it('tries afresh when a person starts it after it gave up', async () => {
    const { supervisor, starter, state, clock } = aSupervisor({
      rules: { delaysMs: [1], giveUpAfter: 1, windowMs: 1_000 },
    })
    await supervisor.start()
    starter.exit({ code: 1, signal: null })
    await clock.turn(10)
    expect(state().state).toBe('gave-up')
    await supervisor.start()
    expect(state()).toMatchObject({ state: 'starting', restarts: 0 })
  })

  it('kills a gateway that does not say hello in time', async () => {
    const { supervisor, starter, state, clock } = aSupervisor()
    await supervisor.start()
    await clock.turn(5_000)
    expect(starter.killed).toBe(1)
    expect(state()).toMatchObject({ state: 'waiting-to-restart', lastLines: ['It did not answer in time.'] })
  })

  it('kills a gateway of another version', async () => {
    const { supervisor, starter, refuse, clock } = aSupervisor()
    await supervisor.start()
    refuse(new Error('version-mismatch'))
    await clock.turn(0)
    expect(starter.killed).toBe(1)
  })

  it('kills a gateway that was asked to end and does not', async () => {
    const { supervisor, starter, state, ready, clock } = aSupervisor({
      connect: () => ({ ready: Promise.resolve(), beat: async () => {}, end: () => new Promise(() => {}) }),
    })
    await supervisor.start()
    ready()
    await clock.turn(0)
    const stopping = supervisor.stop()
    await clock.turn(2_000)
    await stopping
    expect(starter.killed).toBe(1)
    expect(state().state).toBe('stopped')
  })

  it('does not start one again that a person stopped', async () => {
    const { supervisor, starter, clock, state } = aSupervisor()
    await supervisor.start()
    const stopping = supervisor.stop()
    await clock.turn(3_000)
    await stopping
    await clock.turn(600_000)
    expect(starter.started).toBe(1)
    expect(state().state).toBe('stopped')
  })

  it('does not start what it cannot record', async () => {
    const { supervisor, starter, state } = aSupervisor({
      record: async () => {
        throw new Error('disk full')
      },
    })
    await supervisor.start()
    expect(starter.started).toBe(0)
    expect(state()).toMatchObject({ state: 'gave-up', reason: 'The audit trail cannot be written: disk full' })
  })

  it('stops even when nothing can be recorded', async () => {
    let writable = true
    const { supervisor, state, clock } = aSupervisor({
      record: async () => {
        if (!writable) throw new Error('disk full')
      },
    })
    await supervisor.start()
    writable = false
    const stopping = supervisor.stop()
    await clock.turn(3_000)
    await stopping
    expect(state().state).toBe('stopped')
  })

  it('starts nothing while it is barred, also not after a crash, and says why', async () => {
    let barred: string | null = null
    const { supervisor, starter, state, clock } = aSupervisor({ barred: () => barred })
    await supervisor.start()
    starter.exit({ code: 1, signal: null })
    barred = 'Gatehouse is locked down.'
    await clock.turn(1_000)
    await supervisor.start()
    expect(starter.started).toBe(1)
    expect(state()).toMatchObject({ state: 'stopped', reason: 'Gatehouse is locked down.' })
  })

  it('ends at once by the kill switch, and takes that for no crash', async () => {
    const { supervisor, starter, state, ready, clock, records } = aSupervisor()
    await supervisor.start()
    ready()
    await clock.turn(0)
    supervisor.endNow('It was stopped.')
    expect({ killed: starter.killed, ...state() }).toMatchObject({
      killed: 1,
      state: 'stopped',
      reason: 'It was stopped.',
    })
    await clock.turn(600_000)
    expect(starter.started).toBe(1)
    expect(records).not.toContain('crashed')
  })

  it('keeps the last lines without the secrets in them', async () => {
    const { supervisor, starter, state } = aSupervisor({
      redact: line => line.replaceAll('hunter2', '[hidden]'),
      rules: { delaysMs: [1], giveUpAfter: 1, windowMs: 1_000 },
    })
    await supervisor.start()
    starter.print('login with hunter2 failed')
    starter.exit({ code: 1, signal: null })
    expect(state()).toMatchObject({ state: 'gave-up', lastLines: ['login with [hidden] failed'] })
  })
})
