/**
 * One house in which one thing after the other goes wrong. After each it is in a clear state and goes on; at the end the trail
 * holds every step in one unbroken chain, and nothing of ours runs. `npm run chaos` repeats it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Docker from 'dockerode'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditRecord } from '../../../src-main/contract/model/audit-entry.ts'
import { anUp, type Up } from '../../kit/an-up.ts'
import { isAlive, signal, until } from '../../kit/child.ts'
import { aPrivateEngine, engineMissing, type PrivateEngine } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'

const missing = engineMissing() ?? (process.getuid?.() === 0 ? null : 'needs root to start an engine of its own')

describeWhere(missing)('a house in which everything goes wrong', () => {
  let engine: PrivateEngine
  let up: Up
  const clock = join(import.meta.dirname, '../../kit/clock-to-set.ts')
  const start = (home?: Up['home']): Promise<Up> =>
    anUp({
      pin: '123456',
      ...(home && { home }),
      env: { DOCKER_HOST: engine.dockerHost, NODE_OPTIONS: `--import=${clock}` },
    })

  beforeAll(async () => {
    engine = await aPrivateEngine()
    up = await start()
    // Left to itself it would go on in a process sandbox when the engine is gone.
    await up.cli(['config', 'set', 'agents.main.sandbox.backend', 'docker', '--pin-stdin'], '123456\n')
  })
  afterAll(async () => {
    engine?.thaw()
    await up?.close()
    await engine?.stop()
  })

  const docker = (): Docker => new Docker({ socketPath: engine.socketPath })
  const boxes = async () => docker().listContainers({ filters: { label: ['gatehouse.agent'] } })
  const say = async (command: string): Promise<string> => (await up.cli(['chat', `run ${command}`])).out
  const finished = (): number =>
    up.trail().filter(record => record.kind === 'execution' && record.step === 'finished').length
  /** Starts a command and answers once it runs, with the promise of what will be said about it. */
  const underway = async (command: string): Promise<{ said: Promise<string> }> => {
    const started = (): number =>
      up.trail().filter(record => record.kind === 'execution' && record.step === 'started').length
    const before = started()
    const said = say(command)
    await until('it to run', async () => started() > before && (await boxes()).length > 0)
    await new Promise(resolve => setTimeout(resolve, 300))
    return { said }
  }

  it('a container that is killed from outside ends its command in words; the next one runs', async () => {
    const { said } = await underway('sleep 31')
    for (const box of await boxes()) await docker().getContainer(box.Id).kill()
    expect(await said).toMatch(/sandbox ended|ended it/)
    expect(await say('echo back-$((40+2))')).toContain('back-42')
  })

  it('a clock that is set a day ahead in the middle of a command, and back after it, changes nothing', async () => {
    const { gateway } = await up.status()
    const { said } = await underway('sleep 4; echo done-$((40+2))')
    up.kill('SIGUSR2')
    expect(await said).toContain('done-42')
    const times = (): number[] => up.trail().flatMap(each => (each.kind === 'execution' ? [Date.parse(each.at)] : []))
    const [began = 0, ended = 0] = times().slice(-2)
    expect(ended - began).toBeGreaterThan(23 * 3_600_000)
    up.kill('SIGUSR2')
    expect(await say('echo back-$((40+3))')).toContain('back-43')
    expect(times().at(-1)).toBeLessThan(ended)
    expect((await up.status()).gateway).toMatchObject({ state: 'running', pid: gateway.pid, restarts: 0 })
  })

  it('an engine that restarts ends the command in words, and a gateway that is stopped meanwhile is replaced', async () => {
    const { said } = await underway('sleep 32')
    await engine.crash()
    expect(await said).toMatch(/sandbox ended|engine|Docker does not answer/)
    const before = (await up.status()).gateway.pid ?? -1
    const stopped = childrenOf(before)
    expect(stopped).not.toEqual([])
    for (const pid of stopped) signal(pid, 'SIGSTOP')
    const off = async () => (await up.status()).conditions.some(one => one.code === 'docker-off')
    await until('the house to say so', off)
    await engine.comeBack()
    await until('the house to say so', async () => !(await off()))
    const another = async () => {
      const { gateway } = await up.status()
      return gateway.state === 'running' && gateway.pid !== before
    }
    await until('another gateway', another, 30_000)
    expect([before, ...stopped].filter(isAlive)).toEqual([])
    const crash = up.trail().findLast(record => record.kind === 'lifecycle' && record.step === 'crashed')
    expect(crash?.facts).toMatchObject({ how: 'It did not answer for 15 seconds, so it was ended.' })
    expect(await say('echo back-$((41+2))')).toContain('back-43')
  })

  it('a flood of text that is dear to look through is cut off; a question meanwhile is asked and answered', async () => {
    const flood = say('yes key=') // 64 MB of it: more than a quarter of an hour of looking, were all of it looked through
    const asked = say('rm -rf build')
    let id: string | undefined
    await until('the question', async () => {
      const { pending } = JSON.parse((await up.cli(['approvals', 'list', '--json'])).out) as {
        pending: { id: string }[]
      }
      id = pending[0]?.id
      return id !== undefined
    })
    expect(await up.cli(['approvals', 'deny', id ?? '', '--reason', 'not now'])).toMatchObject({ code: 0 })
    expect(await asked).toContain('That did not run.')
    expect(await flood).toContain('printed far more than can be kept')
  })

  it('the kill switch ends such a flood that never stops, and after it is lifted all goes on', async () => {
    const { said } = await underway('while :; do printf "key=%.0s" 1 2 3 4 5 6 7 8 9; done')
    const { code, out } = await up.cli(['kill', '--json'])
    expect({ code, report: JSON.parse(out) }).toMatchObject({
      code: 0,
      report: { outcome: 'all-ended', survivors: [] },
    })
    await said
    await until('the engine to have noticed', async () => (await boxes()).length === 0) // Nothing runs; its list may lag.
    expect(await up.cli(['incident', 'lift', '--pin-stdin'], '123456\n')).toMatchObject({ code: 0 })
    expect(await up.cli(['gateway', 'start'])).toMatchObject({ code: 0 })
    await until('a gateway', async () => (await up.status()).gateway.state === 'running')
    expect(await say('echo back-$((44+2))')).toContain('back-46')
  })

  it('a Keeper that is killed in the middle of a command takes everything with it and loses no entry', async () => {
    const { said } = await underway('sleep 33')
    const gateway = (await up.status()).gateway.pid ?? -1
    const before = up.trail()
    const done = finished()
    up.kill('SIGKILL')
    await Promise.all([up.exited, said])
    await until('nothing of it to be left', async () => !isAlive(gateway) && (await boxes()).length === 0, 6_000)
    up = await start(up.home)
    expect(await say('echo back-$((43+2))')).toContain('back-45')
    expect(up.trail().slice(0, before.length)).toEqual(before)
    expect(finished()).toBe(done + 1)
  })

  describe('at the end', () => {
    it('the trail is whole: no number is missing, and every command that began has its end or its Keeper’s', async () => {
      expect(await up.cli(['audit', 'verify'])).toMatchObject({ code: 0 })
      const trail = up.trail()
      expect(trail.map(record => record.seq)).toEqual(trail.map((_, at) => (trail[0]?.seq ?? 0) + at))
      expect(withoutEnd(trail)).toHaveLength(1) // the one the Keeper was killed in
    })
  })
})

/** Commands that began and of whose end the trail knows nothing. */
function withoutEnd(trail: readonly AuditRecord[]): string[] {
  const calls = (step: string) =>
    trail.flatMap(record => (record.kind === 'execution' && record.step === step ? [record.call ?? ''] : []))
  const ended = new Set(calls('finished'))
  return calls('started').filter(call => !ended.has(call))
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.split(' ').filter(Boolean).map(Number)
}
