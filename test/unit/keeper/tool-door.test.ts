import { describe, expect, it } from 'vitest'
import type { BoundPlan } from '../../../src-main/approvals/core/plan.ts'
import { aDecision, aToolDoor } from '../../kit/a-tool-door.ts'

const ask = aDecision({ verdict: 'ask', reasons: ['It deletes files.'], categories: ['destroys'] })
const last = <T>(items: readonly T[]): T | undefined => items.at(-1)

describe('the one door for tools', () => {
  it('runs an everyday call at once, with its record before and after', async () => {
    const { call, ran, kinds } = aToolDoor()
    expect(await call()).toEqual([
      { kind: 'judged', verdict: 'allow', reasons: ['Everyday command.'] },
      { kind: 'running', where: 'In the sandbox' },
      { kind: 'output', text: 'out\n' },
      { kind: 'finished', outcome: 'done', text: 'out', exitCode: 0, durationMs: 0 },
    ])
    expect(ran).toEqual(['rm -rf build'])
    expect(kinds()).toEqual(['decision', 'execution started', 'execution finished'])
  })

  it('has the end on record also when whoever listened left in the middle of the output', async () => {
    const stop = new AbortController()
    const { door, kinds } = aToolDoor({
      run: async (_call, _judged, aborted, onOutput) => {
        onOutput('half\n')
        await new Promise(resolve => aborted.addEventListener('abort', () => resolve(null), { once: true }))
        return { outcome: 'failed', text: '[It was stopped before it finished.]', exitCode: null }
      },
    })
    const wish = { id: 'c1', session: 's1', tool: 'exec', arguments: { command: 'yes' } }
    for await (const step of door.call(wish, stop.signal)) if (step.kind === 'output') break
    stop.abort()
    await expect.poll(kinds).toEqual(['decision', 'execution started', 'execution finished'])
  })

  it('never runs what the policy refuses, and tells the agent why', async () => {
    const { call, ran, state, kinds } = aToolDoor()
    state.decision = aDecision({ verdict: 'deny', reasons: ['It runs as administrator.'] })
    expect(last(await call())).toMatchObject({ outcome: 'refused', text: 'Refused: It runs as administrator.' })
    expect([ran, kinds()]).toEqual([[], ['decision']])
  })

  it('waits for a person where the policy asks, and runs after a yes', async () => {
    const { call, say, ran, state, kinds } = aToolDoor()
    state.decision = ask
    const steps = call()
    await say('once')
    expect((await steps).map(step => step.kind)).toEqual(['judged', 'waiting', 'running', 'output', 'finished'])
    expect(ran).toEqual(['rm -rf build'])
    expect(kinds()).toEqual([
      'decision',
      'approval asked',
      'approval allowed-once',
      'execution started',
      'execution finished',
    ])
  })

  it('runs nothing after a no', async () => {
    const { call, say, ran, state } = aToolDoor()
    state.decision = ask
    const steps = call()
    await say('deny')
    expect(last(await steps)).toMatchObject({ outcome: 'refused', text: 'Refused by the person in charge.' })
    expect(ran).toEqual([])
  })

  it('runs nothing when nobody answers', async () => {
    const { call, asked, ran, state, clock } = aToolDoor()
    state.decision = ask
    const steps = call()
    await asked()
    await clock.turn(60_000)
    expect(last(await steps)).toMatchObject({ outcome: 'refused', text: 'Refused: nobody answered in time.' })
    expect(ran).toEqual([])
  })

  it.each<[string, Partial<BoundPlan>]>([
    ['the script', { scripts: [{ path: '/workspace/x.sh', sha256: 'b'.repeat(64) }] }],
    ['the program behind the name', { program: '/tmp/evil' }],
    ['the policy', { policyVersion: 'p2' }],
    ['the sandbox', { sandbox: 'host' }],
    ['the environment', { env: { LD_PRELOAD: 'x.so' } }],
    ['the folder', { cwd: '/tmp' }],
  ])('runs nothing when %s changed between the yes and the run', async (_name, change) => {
    const { call, say, ran, state, kinds } = aToolDoor()
    state.decision = ask
    const steps = call()
    await say('once')
    state.plan = change
    expect(last(await steps)).toMatchObject({
      outcome: 'refused',
      text: expect.stringContaining('after it was approved'),
    })
    expect(ran).toEqual([])
    expect(last(kinds())).toBe('approval changed')
  })

  it('runs after "always" although that answer itself changed the policy', async () => {
    const { call, asked, desk, ran, state } = aToolDoor()
    state.decision = ask
    const steps = call()
    const approval = await asked()
    await desk.answer(approval.id, approval.digest, { how: 'always', rule: '{}' }, 'window')
    state.plan = { policyVersion: 'p2' }
    state.decision = aDecision()
    expect(last(await steps)).toMatchObject({ outcome: 'done' })
    expect(ran).toEqual(['rm -rf build'])
  })

  it('runs nothing when the policy forbids it by then, though the plan is the same', async () => {
    const { call, say, ran, state } = aToolDoor()
    state.decision = ask
    const steps = call()
    await say('once')
    state.decision = aDecision({ verdict: 'deny', reasons: ['no'] })
    await steps
    expect(ran).toEqual([])
  })

  it('runs nothing when a lockdown came between', async () => {
    const { call, say, ran, state } = aToolDoor()
    state.decision = ask
    const steps = call()
    await say('once')
    state.barred = 'Gatehouse is locked down.'
    expect(last(await steps)).toMatchObject({ outcome: 'refused', text: 'Refused: Gatehouse is locked down.' })
    expect(ran).toEqual([])
  })

  it.each(['decision', 'asking', 'running'])('does nothing that cannot be recorded: %s', async when => {
    const { call, say, ran, state, asked } = aToolDoor()
    if (when !== 'decision') state.decision = ask
    if (when === 'decision') state.writable = false
    const steps = call()
    if (when === 'asking') {
      await asked()
      state.writable = false
      await expect(say('once')).rejects.toThrow()
      state.writable = true
      await say('deny')
    }
    if (when === 'running') {
      await say('once')
      state.writable = false
    }
    expect(last(await steps)).toMatchObject({ kind: 'finished' })
    expect(ran).toEqual([])
  })

  it('asks nothing that an answer cannot bind to', async () => {
    const { call, ran, state, desk } = aToolDoor()
    state.decision = {
      ...ask,
      bindable: false,
      notBindableBecause: 'Which programs would run is known only while it runs.',
    }
    expect(last(await call())).toMatchObject({
      outcome: 'refused',
      text: expect.stringContaining('known only while it runs'),
    })
    expect([ran, desk.watched.state.pending]).toEqual([[], []])
  })

  it('takes back its question when the turn is stopped', async () => {
    const { call, asked, state, desk } = aToolDoor()
    state.decision = ask
    const stop = new AbortController()
    const steps = call({}, stop)
    await asked()
    stop.abort()
    expect(last(await steps)).toMatchObject({ outcome: 'refused' })
    expect(desk.watched.state.pending).toEqual([])
  })
})

describe('several calls of one turn', () => {
  it('that wait together run after one answer to all of them, each on record with the snapshot', async () => {
    const { call, desk, ran, state, trail } = aToolDoor()
    state.decision = aDecision({ verdict: 'ask', categories: ['network'] })
    const both = ['npm ci', 'npm test'].map((command, at) => call({ id: `c${at}`, arguments: { command } }))
    await expect.poll(() => desk.watched.state.pending.length).toBe(2)
    const members = desk.watched.state.pending.map(({ id, digest }) => ({ id, digest }))
    const result = await desk.answerBatch({ session: 's1', members, answer: { how: 'once' } }, 'window')
    expect((await Promise.all(both)).map(last)).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    expect(ran.toSorted()).toEqual(['npm ci', 'npm test'])
    const facts = trail.flatMap(one => (one.kind === 'approval' && one.step === 'allowed-once' ? [one.facts] : []))
    const batch = { how: 'once', batch: result.status === 'recorded' ? result.digest : '', batchSize: 2 }
    expect(facts).toEqual([batch, batch])
  })

  it('that delete things are never approved together', async () => {
    const { call, desk, ran, state, asked } = aToolDoor()
    state.decision = ask
    const steps = call()
    const { id, digest } = await asked()
    const members = [{ id, digest }]
    expect(await desk.answerBatch({ session: 's1', members, answer: { how: 'once' } }, 'window')).toEqual({
      status: 'needs-own-look',
      ids: [id],
    })
    expect(ran).toEqual([])
    await desk.answerBatch({ session: 's1', members, answer: { how: 'deny' } }, 'window')
    expect(last(await steps)).toMatchObject({ outcome: 'refused' })
  })

  it('that ask exactly the same both run after their one answer', async () => {
    const { call, desk, ran, state, say } = aToolDoor()
    state.decision = ask
    const both = [call({ id: 'c1' }), call({ id: 'c2' })]
    await expect.poll(() => desk.watched.state.pending[0]?.twins).toBe(1)
    await say('once')
    expect((await Promise.all(both)).map(last)).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    expect(ran).toEqual(['rm -rf build', 'rm -rf build'])
  })
})

describe('identity', () => {
  it('comes from the ledger; what a message claims beside it does not count', async () => {
    const { call, judgedCalls } = aToolDoor()
    await call({ arguments: { command: 'ls' }, ...({ audience: 'owner', agent: 'admin' } as object) })
    expect(judgedCalls[0]).toMatchObject({ agent: 'main', audience: 'owner', sessionId: 's1', tainted: false })
  })

  it('of an unknown conversation is none: the call is refused and on record', async () => {
    const { call, ran, kinds } = aToolDoor()
    expect(last(await call({ session: 's999' }))).toMatchObject({
      outcome: 'refused',
      text: 'Refused: This conversation is not known here.',
    })
    expect([ran, kinds()]).toEqual([[], ['decision']])
  })

  it.each([
    ['a tool that does not exist', { tool: 'launch' }],
    ['arguments of another tool', { tool: 'exec', arguments: { path: '/etc/passwd' } }],
    ['one argument too many', { tool: 'exec', arguments: { command: 'ls', sandbox: 'host' } }],
    ['a command that is no text', { tool: 'exec', arguments: { command: { evil: true } } }],
  ])('makes no call of %s', async (_name, wish) => {
    const { call, ran } = aToolDoor()
    expect(last(await call(wish))).toMatchObject({ outcome: 'refused' })
    expect(ran).toEqual([])
  })
})

describe('an edited command', () => {
  it('is judged again, bound again, and is what runs', async () => {
    const { door, call, asked, desk, ran, state } = aToolDoor()
    state.decision = ask
    const steps = call()
    const shown = await asked()
    const edited = await door.edit(shown.id, shown.digest, 'rm -rf build/cache')
    expect(edited).toMatchObject({ status: 'replaced', approval: { id: shown.id, shown: 'rm -rf build/cache' } })
    expect(await desk.answer(shown.id, shown.digest, { how: 'once' }, 'window')).toEqual({
      status: 'changed-since-shown',
    })
    if (edited.status === 'replaced') await desk.answer(shown.id, edited.approval.digest, { how: 'once' }, 'window')
    expect(last(await steps)).toMatchObject({
      outcome: 'done',
      text: expect.stringContaining('A person changed the command'),
    })
    expect(ran).toEqual(['rm -rf build/cache'])
  })

  it('that is forbidden does not replace the question', async () => {
    const { door, call, asked, desk, state, say } = aToolDoor()
    state.decision = ask
    const steps = call()
    const shown = await asked()
    state.decision = aDecision({ verdict: 'deny', reasons: ['Never.'] })
    expect(await door.edit(shown.id, shown.digest, 'sudo rm -rf /')).toEqual({ status: 'refused', why: ['Never.'] })
    expect(desk.watched.state.pending[0]?.shown).toBe('rm -rf build')
    await say('deny')
    await steps
  })

  it('of another digest than the shown one is not taken', async () => {
    const { door, call, asked, state, say } = aToolDoor()
    state.decision = ask
    const steps = call()
    const shown = await asked()
    expect(await door.edit(shown.id, 'f'.repeat(64), 'ls')).toEqual({ status: 'gone' })
    await say('deny')
    await steps
  })
})

describe('with nobody there to ask', () => {
  it('is a no of its own kind', async () => {
    const { call, ran, state, trail, desk } = aToolDoor()
    state.decision = ask
    state.surfaces = 0
    expect(last(await call())).toMatchObject({
      outcome: 'refused',
      text: expect.stringContaining('nobody is there to ask'),
    })
    expect([ran, desk.watched.state.pending]).toEqual([[], []])
    expect(last(trail)).toMatchObject({ kind: 'approval', step: 'denied', facts: { how: 'no-surface' } })
  })
})
