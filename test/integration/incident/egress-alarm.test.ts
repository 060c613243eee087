/** A sandbox that knocks at door after door on the way out: real traffic, the real proxy, the real trail, the rule's act. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anUp, type Up } from '../../kit/an-up.ts'
import { isAlive, until } from '../../kit/child.ts'
import { anEngine, type Engine, engineMissing } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'

const PIN = '123456'

describeWhere(engineMissing())('a rule on new destinations', () => {
  let engine: Engine
  let up: Up
  beforeAll(async () => {
    engine = await anEngine()
    up = await anUp({ pin: PIN, env: { DOCKER_HOST: engine.dockerHost } })
    await set('agents.main.sandbox', { backend: 'docker', network: { allow: ['listed.example'] } })
    await set('audit.anomalies', [
      { id: 'wanders', pattern: 'new-destinations', count: 3, withinMinutes: 5, act: 'kill' },
    ])
  })
  afterAll(async () => {
    await up?.close()
    await engine?.stop()
  })

  it('stops everything when a sandbox tries the third one, though each try was refused', async () => {
    const gateway = (await up.status()).gateway.pid ?? -1
    const chat = up.cli(['chat', `run ${knocks(['one', 'two', 'three'])}`])
    await until('the lockdown', async () => (await up.status()).lockdown !== null, 20_000)
    await chat
    expect((await up.status()).lockdown).toMatchObject({ level: 'all', by: 'rule wanders' })
    await until('the gateway to be gone', () => !isAlive(gateway))
    const tried = up.trail().flatMap(one => (one.kind === 'network' ? [`${one.destination} ${one.result}`] : []))
    expect(tried.map(words => words.replace(/:\d+/, ''))).toEqual([
      'one.example refused',
      'two.example refused',
      'three.example refused',
    ])
    expect(up.trail().filter(one => one.kind === 'anomaly')).toMatchObject([{ rule: 'wanders', act: 'kill', count: 3 }])
    await up.cli(['incident', 'lift', '--pin-stdin'], `${PIN}\n`)
    expect((await up.status()).lockdown).toBeNull()
  })

  const set = async (path: string, value: unknown): Promise<void> => {
    const done = await up.cli(['config', 'set', path, JSON.stringify(value), '--yes', '--pin-stdin'], `${PIN}\n`)
    expect(done).toMatchObject({ code: 0 })
  }
})

/** One request after the other, through the relay of the sandbox, as any program that knows the proxy would. */
function knocks(names: readonly string[]): string {
  const one = `printf 'GET http://%s.example/ HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' $n | nc -w 5 127.0.0.1 3128`
  return `for n in ${names.join(' ')}; do ${one}; done; sleep 20`
}
