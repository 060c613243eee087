import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { anUp, type Up } from '../kit/an-up.ts'
import { isAlive, until } from '../kit/child.ts'

/** Loaded before the Keeper's own code: a signal makes the fault, as a socket that breaks where nobody listens does. */
const FAULTS = `data:text/javascript,${encodeURIComponent(`
  process.on('SIGUSR2', () => void Promise.reject(new Error('rejected into nothing')))
  process.on('SIGALRM', () => { throw new Error('thrown into nothing') })
`)}`

describe('a fault that no catch of the Keeper holds', () => {
  let up: Up | null = null
  afterEach(async () => {
    await up?.close()
    up = null
  })
  const start = async (): Promise<Up> =>
    (up = await anUp({ env: { NODE_OPTIONS: `--import=${FAULTS}`, DOCKER_HOST: 'unix:///nowhere/docker.sock' } }))
  const logged = ({ home }: Up): string =>
    readdirSync(home.path('logs'))
      .filter(name => name.startsWith('keeper'))
      .map(name => readFileSync(join(home.path('logs'), name), 'utf8'))
      .join('')

  it('is written down and changes nothing when a promise failed that nobody waited for', async () => {
    const house = await start()
    process.kill(house.pid, 'SIGUSR2')
    await until('the log to have it', () => logged(house).includes('rejected into nothing'), 10_000)
    expect((await house.status()).gateway.state).toBe('running')
    expect(await house.cli(['chat', 'hello'])).toMatchObject({ code: 0 })
  })

  it('ends everything in order, in plain words and on record, when an error was thrown into nothing', async () => {
    const house = await start()
    const gateway = (await house.status()).gateway.pid ?? -1
    process.kill(house.pid, 'SIGALRM')
    expect(await house.exited).toBe(1)
    expect(isAlive(gateway)).toBe(false)
    expect(logged(house)).toContain('thrown into nothing')
    expect(house.output()).toContain('Gatehouse met a fault in itself and stops everything')
    expect(house.output()).not.toContain('thrown into nothing')
    const steps = house.trail().flatMap(one => (one.kind === 'lifecycle' && one.part === 'keeper' ? one.step : []))
    expect(steps).toEqual(['started', 'crashed', 'stopped'])
  })
})
