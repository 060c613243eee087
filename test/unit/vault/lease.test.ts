import { describe, expect, it } from 'vitest'
import { ageOf } from '../../../src-main/vault/core/age.ts'
import { guardOutbound, type LeakFinding } from '../../../src-main/vault/core/leak-guard.ts'
import { providerFor } from '../../../src-main/vault/core/providers.ts'
import { LeaseDesk } from '../../../src-main/vault/node/lease-desk.ts'
import { aVault } from '../../kit/a-vault.ts'

const MINUTE = 60_000

describe('a lease', () => {
  async function aDesk() {
    const { vault, notes, ports } = await aVault({ MODEL_KEY: 'value', OTHER: 'hidden' })
    let now = 0
    const desk = new LeaseDesk(vault, { now: () => now, after: () => () => {} }, ports.audit)
    notes.length = 0
    return { desk, notes, pass: (ms: number) => (now += ms) }
  }

  it('gives one connection the named secret for its time, and nothing else to anybody', async () => {
    const { desk, pass } = await aDesk()
    await desk.lend('gateway-1', 'MODEL_KEY', MINUTE)
    expect(await desk.answer('gateway-1', 'MODEL_KEY')).toEqual({ status: 'ok', value: 'value', untilMs: MINUTE })
    expect(await desk.answer('gateway-1', 'OTHER')).toEqual({ status: 'refused', why: 'not-named' })
    expect(await desk.answer('gateway-2', 'MODEL_KEY')).toEqual({ status: 'refused', why: 'no-lease' })
    pass(MINUTE)
    expect(await desk.answer('gateway-1', 'MODEL_KEY')).toEqual({ status: 'refused', why: 'expired' })
    expect(desk.list()).toEqual([])
  })

  it('ends with its connection for good, and never covers what Gatehouse keeps for itself', async () => {
    const { desk } = await aDesk()
    for (const name of ['MODEL_KEY', '.seed', 'GONE']) await desk.lend('gateway-1', name)
    expect(await desk.answer('gateway-1', '.seed')).toEqual({ status: 'refused', why: 'unknown' })
    expect(await desk.answer('gateway-1', 'GONE')).toEqual({ status: 'refused', why: 'unknown' })
    await desk.end('gateway-1')
    expect(await desk.answer('gateway-1', 'MODEL_KEY')).toEqual({ status: 'refused', why: 'no-lease' })
    await desk.lend('gateway-1', 'MODEL_KEY') // what was still on its way when the process ended
    expect(await desk.answer('gateway-1', 'MODEL_KEY')).toEqual({ status: 'refused', why: 'no-lease' })
  })

  it('is shown while it holds, with how often it was used, and lasts longer when it is given again', async () => {
    const { desk, pass } = await aDesk()
    await desk.lend('gateway-1', 'MODEL_KEY', MINUTE)
    await desk.answer('gateway-1', 'MODEL_KEY')
    pass(MINUTE / 2)
    await desk.lend('gateway-1', 'MODEL_KEY', MINUTE)
    expect(desk.list()).toEqual([
      {
        secret: 'MODEL_KEY',
        holder: 'gateway-1',
        since: '1970-01-01T00:00:00.000Z',
        until: '1970-01-01T00:01:30.000Z',
        uses: 1,
      },
    ])
  })

  it('is in the trail before it holds, once, with every answer, yes and no, and its end', async () => {
    const { desk, notes } = await aDesk()
    await desk.lend('gateway-1', 'MODEL_KEY')
    await desk.lend('gateway-1', 'MODEL_KEY')
    await desk.answer('gateway-1', 'MODEL_KEY')
    await desk.answer('gateway-1', 'OTHER')
    await desk.end('gateway-1')
    const about = { who: 'gateway-1', door: 'gateway' }
    const key = { secret: 'MODEL_KEY', ...about, result: 'ok' }
    expect(notes).toEqual([
      { step: 'leased', ...key, reason: 'for 5 minutes, renewed while it is used' },
      { step: 'used', ...key },
      { step: 'refused', secret: 'OTHER', ...about, result: 'refused', reason: 'not-named' },
      { step: 'lease-ended', ...key },
    ])
  })

  it('does not come to be when the trail cannot have it', async () => {
    const { vault } = await aVault({ MODEL_KEY: 'value' })
    const desk = new LeaseDesk(vault, { now: () => 0, after: () => () => {} }, async () => {
      throw new Error('disk full')
    })
    await expect(desk.lend('gateway-1', 'MODEL_KEY')).rejects.toThrow('disk full')
    expect(desk.list()).toEqual([])
  })
})

describe('the outbound guard', () => {
  const find = (text: string): LeakFinding[] => {
    const from = text.indexOf('hunter22')
    return from < 0 ? [] : [{ name: 'PASSWORD', from, to: from + 8 }]
  }

  it.each([
    ['a clean text', { status: 'clean' }],
    [{ to: 'bob', tries: 3, list: [true, null] }, { status: 'clean' }],
    ['it is hunter22!', { status: 'leak', names: ['PASSWORD'], masked: 'it is [secret PASSWORD]!' }],
    [{ deep: [{ hunter22: 1 }] }, { status: 'leak', names: ['PASSWORD'], masked: 'deep\n[secret PASSWORD]\n1' }],
    [['hunt', 'er22'], { status: 'leak', names: ['PASSWORD'], masked: 'hunt\ner22' }],
  ])('judges %j', (outgoing, verdict) => {
    expect(guardOutbound(outgoing, find)).toEqual(verdict)
  })
})

it.each([
  [0, { days: 0, reminder: 'fresh' }],
  [89, { days: 89, reminder: 'fresh' }],
  [90, { days: 90, reminder: 'due' }],
  [134, { days: 134, reminder: 'due' }],
  [135, { days: 135, reminder: 'overdue' }],
  [-1, { days: 0, reminder: 'fresh' }],
])('a secret of %i days is reminded of in time', (days, age) => {
  expect(ageOf(0, days * 24 * 60 * MINUTE)).toEqual(age)
})

it.each([
  ['KEY', 'sk-ant-api03-x', 'anthropic'],
  ['KEY', 'sk-or-v1-x', 'openrouter'],
  ['KEY', 'sk-proj-x', 'openai'],
  ['OPENAI_API_KEY', 'sk-x', 'openai'],
  ['KEY', 'github_pat_x', 'github'],
  ['KEY', 'xoxb-1', 'slack'],
  ['MY_TELEGRAM_TOKEN', '123:abc', 'telegram'],
  ['DATABASE_PASSWORD', 'x', undefined],
])('%s=%s comes from %s', (name, value, id) => {
  expect(providerFor(name, value)?.provider.id).toBe(id)
})
