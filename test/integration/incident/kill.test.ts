import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { IncidentView, KillReport } from '../../../src-main/contract/model/incident.ts'
import { allPids } from '../../../src-main/kit/node/process-look.ts'
import { aKeeper } from '../../kit/a-keeper.ts'
import { anUp, type Up } from '../../kit/an-up.ts'
import { isAlive, missingCommand, until } from '../../kit/child.ts'
import { describeWhere } from '../../kit/needs.ts'

const noEngine = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }

describe('the kill switch of a running house', () => {
  let up: Up | null = null
  afterEach(async () => {
    await up?.close()
    up = null
  })
  const start = async (more: Parameters<typeof anUp>[0] = {}): Promise<Up> =>
    (up = await anUp({ env: noEngine, ...more }))
  const incident = async (house: Up): Promise<IncidentView> =>
    JSON.parse((await house.cli(['incident', 'status', '--json'])).out)

  it('ends the gateway, proves it, records it after the act, and stays locked until a person lifts it', async () => {
    const house = await start({ pin: '123456' })
    const gateway = (await house.status()).gateway.pid ?? -1
    const { code, out } = await house.cli(['kill', '--reason', 'it misbehaves', '--json'])
    const report = JSON.parse(out) as KillReport
    expect({ code, alive: isAlive(gateway) }).toEqual({ code: 0, alive: false })
    expect(report).toMatchObject({
      level: 'all',
      by: 'cli',
      reason: 'it misbehaves',
      outcome: 'all-ended',
      ended: [{ kind: 'gateway', pid: gateway }],
      survivors: [],
      troubles: [],
    })
    expect(report.looks).toBeGreaterThanOrEqual(2)
    expect(await house.cli(['gateway', 'start'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('locked down'),
    })
    expect(await house.cli(['incident', 'lift'])).toMatchObject({ code: 3 })
    expect(await house.cli(['incident', 'lift', '--pin-stdin'], '000000\n')).toMatchObject({ code: 3 })
    expect((await house.status()).lockdown).toMatchObject({ level: 'all' })
    expect(await house.cli(['incident', 'lift', '--pin-stdin'], '123456\n')).toMatchObject({ code: 0 })
    expect(await house.cli(['gateway', 'start'])).toMatchObject({ code: 0 })
    await until('a running gateway', async () => (await house.status()).gateway.state === 'running')
    const steps = house
      .trail()
      .flatMap(record => (record.kind === 'incident' ? [`${record.step} ${record.result}`] : []))
    expect(steps).toEqual(['stop-all ok', 'verified ok', 'lifted ok'])
  })

  it('denies what waits, and stays locked over a power cut, also when the lockdown file is damaged', async () => {
    const house = await start()
    const chat = house.cli(['chat', 'run', 'rm', '-rf', 'build'])
    const pending = async (at: Up): Promise<unknown[]> =>
      JSON.parse((await at.cli(['approvals', 'list', '--json'])).out).pending
    await until('the question', async () => (await pending(house)).length === 1)
    const { out } = await house.cli(['kill', '--json'])
    expect(JSON.parse(out)).toMatchObject({ approvalsDenied: 1, outcome: 'all-ended' })
    expect((await chat).code).not.toBe(0)
    house.kill('SIGKILL')
    await house.exited
    writeFileSync(house.home.path('lockdown'), '{"not')
    const again = await start({ home: house.home, wait: 'printed' })
    expect(await again.status()).toMatchObject({ lockdown: { level: 'all' }, gateway: { state: 'stopped' } })
    expect(await pending(again)).toEqual([])
    expect(await incident(again)).toMatchObject({ last: { level: 'all', outcome: 'all-ended' } })
    expect(await again.cli(['chat', 'hello'])).toMatchObject({ code: 3 })
    expect(await again.cli(['gateway', 'start'])).toMatchObject({ code: 3 })
    const answers = again
      .trail()
      .flatMap(record => (record.kind === 'approval' ? [record.facts?.['how'] ?? 'asked'] : []))
    expect(answers).toEqual(['asked', 'locked-down'])
    expect(again.trail().filter(record => record.kind === 'execution')).toEqual([])
  })

  it('is pulled by a file named STOP, which keeps it locked until the file is removed', async () => {
    const house = await start({ pin: '123456' })
    const gateway = (await house.status()).gateway.pid ?? -1
    writeFileSync(house.home.path('STOP'), '')
    await until('the gateway to end', () => !isAlive(gateway), 2_000)
    await new Promise(resolve => setTimeout(resolve, 1_500)) // the watchdog would act by now, and must not
    expect(readdirSync(house.home.path('incidents'))).toEqual([expect.stringMatching(/-all\.json$/)])
    expect(await house.cli(['incident', 'lift', '--pin-stdin'], '123456\n')).toMatchObject({
      code: 3,
      err: expect.stringContaining('STOP'),
    })
    rmSync(house.home.path('STOP'))
    expect(await house.cli(['incident', 'lift', '--pin-stdin'], '123456\n')).toMatchObject({ code: 0 })
    expect(existsSync(house.home.path('lockdown'))).toBe(false)
  })

  it('freezes tools and goes on talking at the level tools', async () => {
    const house = await start()
    await house.cli(['kill', '--level', 'tools'])
    expect((await house.status()).gateway.state).toBe('running')
    const { out } = await house.cli(['chat', 'run', 'uname'])
    expect(out).toMatch(/locked down: tools are frozen/)
  })

  it.each(['all', 'tools'] as const)(
    'ends an open terminal with all that runs in it, and names it, at %s',
    async level => {
      const house = await start({ pin: '123456' })
      const person = await house.connect()
      await person.call('access.unlock', { pin: '123456' })
      const screen = person.open('terminal.open', { agent: 'main', session: 's', rows: 24, cols: 80 })
      const opened = (await screen.next()).value
      const id = opened?.kind === 'opened' ? opened.terminal.id : ''
      const mark = `6${Math.floor(performance.now() * 1000)}`
      await person.call('terminal.write', { id, text: `(setsid sleep ${mark} &) ; sleep ${mark}\r` })
      await until('the commands in it', () => sleeping(mark).length === 2)
      const { code, out } = await house.cli(['kill', '--level', level, '--json'])
      const report = JSON.parse(out) as KillReport
      expect({ code, outcome: report.outcome, left: sleeping(mark) }).toEqual({
        code: 0,
        outcome: 'all-ended',
        left: [],
      })
      expect(report.ended.filter(one => one.kind === 'terminal')).toMatchObject([
        { name: expect.stringMatching(/^terminal of main in /) },
      ])
      let last = opened
      for await (const item of screen) last = item
      expect(last).toMatchObject({ kind: 'ended' })
      await expect(person.call('terminal.write', { id, text: 'x' })).rejects.toMatchObject({ code: 'not-found' })
      await expect(
        person.open('terminal.open', { agent: 'main', session: 's', rows: 24, cols: 80 }).next(),
      ).rejects.toMatchObject({ code: 'locked-down' })
    },
  )

  it('is pulled by /stop everything in a chat, which says what happened to whoever typed it', async () => {
    const house = await start()
    const { gateway } = await house.status()
    expect(await house.cli(['chat', '/stop everything'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('gatehouse incident lift'),
    })
    expect(isAlive(gateway.pid ?? -1)).toBe(false)
    expect((await incident(house)).last).toMatchObject({ by: 'cli chat', level: 'all', outcome: 'all-ended' })
  })

  it('proves itself on a harmless set and leaves the house alone', async () => {
    const house = await start()
    const gateway = (await house.status()).gateway.pid ?? -1
    const { code, out } = await house.cli(['incident', 'drill', '--json'])
    const report = JSON.parse(out) as KillReport
    expect(report).toMatchObject({ drill: true, outcome: 'all-ended', survivors: [] })
    expect(report.ended.map(one => one.name)).toEqual(
      expect.arrayContaining(['drill tree 1', 'drill tree 2', 'drill tree 3']),
    )
    expect({ code, alive: isAlive(gateway), lockdown: (await house.status()).lockdown }).toEqual({
      code: 0,
      alive: true,
      lockdown: null,
    })
  })

  it('is pulled from the terminal also when the Keeper hangs: its watchdog ends, locks, and leaves a record', async () => {
    const house = await start()
    await until('the watchdog', async () => (await incident(house)).watchdog)
    const gateway = (await house.status()).gateway.pid ?? -1
    house.kill('SIGSTOP')
    const { code, err } = await house.cli(['kill'])
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('does not answer') })
    await until('the gateway to end', () => !isAlive(gateway), 4_000)
    await until('the lock', () => existsSync(house.home.path('lockdown')), 4_000)
    house.kill('SIGCONT')
    await until('the house to know', async () => (await house.status()).lockdown !== null)
    expect((await house.status()).gateway.state).toBe('stopped')
  })
})

const noWalls = missingCommand(['bwrap']) === null ? null : 'needs bubblewrap'

describeWhere(noWalls)('a sandbox that was on its way when tools were frozen', () => {
  it('is ended before anything has run in it, and so is a spare that was due', async () => {
    const house = await aKeeper()
    try {
      const { sandboxes, incident } = house.keeper.house
      const opening = sandboxes.forAgent('main', 's')
      void incident.killSwitch.pull('tools', 'a test') // locks at once; the rest waits for the clock
      await expect(opening).rejects.toThrow()
      await house.clock.turn(2_000)
      await new Promise(resolve => setTimeout(resolve, 500))
      expect(sandboxes.list()).toEqual([])
      const left = () => incident.roll.inventory().targets.filter(target => target.kind !== 'gateway')
      await until('the roll to be empty', () => left().length === 0)
    } finally {
      await house.close()
    }
  })
})

/** The sleeps that carry the mark of this test. */
function sleeping(mark: string): number[] {
  return allPids().filter(pid => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8') === `sleep\0${mark}\0` && isAlive(pid)
    } catch {
      return false // it ended while we looked
    }
  })
}
