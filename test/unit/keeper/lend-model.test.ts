import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../src-main/contract/model/audit-entry.ts'
import { lendModel } from '../../../src-main/keeper/lend-model.ts'
import { aConfig } from '../../kit/a-config.ts'

const models = `models:
  claude: { provider: anthropic, model: sonnet, key: "secret:CLAUDE", fallbacks: [local, claude, spare, local] }
  local: { provider: ollama, model: qwen3, fallbacks: [practice] }
  spare: { provider: openai, model: gpt, key: "secret:OPENAI" }
  practice: { provider: practice, model: practice }
agents: { main: { model: claude } }
`

/** Asks as the gateway does after so many models did not answer; the trail and the leases remember what they were told. */
async function ask(...failures: number[]) {
  const { desk: config } = await aConfig(models)
  const trail: AuditEntry[] = []
  const lent: string[] = []
  const base = { config, record: async (entry: AuditEntry) => void trail.push(entry) }
  const leases = { lend: async (_connection: string, name: string) => void lent.push(`${name} after ${trail.length}`) }
  const offered: string[] = []
  for (const failed of failures) {
    const { lease, more } = await lendModel(base, leases, { agent: 'main', session: 's1', failed }, 'g1')
    offered.push(`${lease.provider === 'practice' ? 'practice' : lease.model}${more ? ' and more' : ''}`)
  }
  return { offered, lent, trail }
}

describe('the models of an agent', () => {
  it('are its own and then its fallbacks in order, none twice and not those of a fallback', async () => {
    const { offered } = await ask(0, 1, 2)
    expect(offered).toEqual(['sonnet and more', 'qwen3 and more', 'gpt'])
    await expect(ask(3)).rejects.toMatchObject({ code: 'config-invalid' })
  })

  it('get a key each, and the trail has the change before the next key is lent', async () => {
    const { lent, trail } = await ask(0, 1, 2)
    expect(lent).toEqual(['CLAUDE after 0', 'OPENAI after 2'])
    expect(trail).toMatchObject([
      { part: 'model claude', step: 'gave-up', result: 'failed', reason: 'It did not answer; local goes on.' },
      { part: 'model local', reason: 'It did not answer; spare goes on.', agent: 'main', session: 's1' },
    ])
  })

  it('are not changed where the trail cannot be written', async () => {
    const { desk: config } = await aConfig(models)
    const lent: string[] = []
    const base = { config, record: () => Promise.reject(new Error('disk full')) }
    const leases = { lend: async (_connection: string, name: string) => void lent.push(name) }
    await expect(lendModel(base, leases, { agent: 'main', session: 's1', failed: 2 }, 'g1')).rejects.toThrow(
      'disk full',
    )
    expect(lent).toEqual([])
  })
})
