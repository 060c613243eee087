import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anUp, type Up } from '../kit/an-up.ts'
import { until } from '../kit/child.ts'
import { type ModelServer, openAiServer } from '../kit/model-servers.ts'

const KEY = 'sk-leased-0123456789abcdefghij'

describe("the key of a model, on its way to the gateway's process", () => {
  let up: Up
  let server: ModelServer
  let people: Awaited<ReturnType<Up['connect']>>
  beforeAll(async () => {
    server = await openAiServer([{ say: 'One.' }, { say: 'Two.' }])
    up = await anUp({ pin: '123456', env: { DOCKER_HOST: 'unix:///nonexistent/docker.sock' } })
    people = await up.connect()
    await people.call('access.unlock', { pin: '123456' })
    const model = { provider: 'openai-compatible', model: 'm', baseUrl: server.baseUrl, key: 'secret:MODEL_KEY' }
    for (const [path, value] of [
      ['models.real', model],
      ['agents.main.model', 'real'],
    ] as const)
      expect(await people.call('config.set', { path: path.split('.'), value })).toMatchObject({ status: 'saved' })
  })
  afterAll(async () => {
    await up?.close()
    await server?.close()
  })

  const leases = () => people.call('secrets.leases', {})
  const pid = async (): Promise<number> => (await up.status()).gateway.pid ?? -1
  const steps = (): string[] =>
    up.trail().flatMap(record => (record.kind === 'secret' ? [`${record.step} ${record.secret} ${record.who}`] : []))

  it('is asked for by name: while it is not stored, the conversation says so', async () => {
    expect(await up.cli(['chat', 'hello'])).toMatchObject({
      out: expect.stringContaining('The secret that the settings name is not stored.'),
    })
    expect(server.asked).toEqual([])
  })

  it('is lent to one start of the gateway, by name, and never put into its environment or arguments', async () => {
    await people.call('secrets.put', { name: 'MODEL_KEY', value: KEY })
    expect(await up.cli(['chat', 'hello'])).toMatchObject({ out: expect.stringContaining('One.') })
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`])
    expect(await up.cli(['secrets', 'leases'])).toMatchObject({
      out: expect.stringMatching(/MODEL_KEY.* lent to gateway-1, asked for once/),
    })
    for (const file of ['environ', 'cmdline'])
      expect(readFileSync(`/proc/${await pid()}/${file}`, 'utf8')).not.toContain(KEY)
  })

  it('is taken back when that process ends, however it ends; the next one is lent it anew', async () => {
    const before = await pid()
    process.kill(before, 'SIGKILL')
    await until('the lease to end', async () => (await leases()).length === 0, 5_000)
    await until('the next gateway', async () => (await up.status()).gateway.state === 'running', 10_000)
    expect(await up.cli(['chat', 'hello'])).toMatchObject({ out: expect.stringContaining('Two.') })
    expect(await leases()).toMatchObject([{ secret: 'MODEL_KEY', holder: 'gateway-2' }])
    expect(steps()).toEqual([
      'added master key owner',
      'leased MODEL_KEY gateway-1',
      'refused MODEL_KEY gateway-1',
      'added MODEL_KEY owner',
      'used MODEL_KEY gateway-1',
      'lease-ended MODEL_KEY gateway-1',
      'leased MODEL_KEY gateway-2',
      'used MODEL_KEY gateway-2',
    ])
  })
})
