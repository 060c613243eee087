import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Anchor, anchorsAtOnce } from '../../../src-main/audit/core/anchor.ts'
import type { AuditEntry } from '../../../src-main/contract/model/audit-entry.ts'
import { aDecision, TrailYard } from './parts.ts'

let yard: TrailYard
beforeEach(() => {
  yard = new TrailYard()
})
afterEach(() => yard.remove())

const about = { who: 'owner', door: 'window', result: 'ok' } as const
const loosened: AuditEntry = {
  kind: 'config',
  step: 'changed',
  area: 'config',
  paths: ['policy.shell'],
  loosens: true,
  ...about,
}
const settle = () => new Promise(resolve => setImmediate(resolve))

describe('the anchor of the trail', () => {
  it('follows everyday records within a second, and one that matters at once', async () => {
    const trail = await yard.open({ anchorEveryMs: 1000 })
    await trail.append(aDecision())
    await settle()
    await trail.append(aDecision())
    await settle()
    expect(yard.anchor.value?.seq).toBe(1)
    yard.clock.turn(1000)
    await settle()
    expect(yard.anchor.value?.seq).toBe(2)
    await trail.append(aDecision())
    await trail.append(loosened)
    await settle()
    expect(yard.anchor.value?.seq).toBe(4)
  })

  it('is kept again at once for a record that matters and came while an earlier point was being kept', async () => {
    const kept: Anchor[] = []
    let finish: () => void = () => {}
    const keep = async (anchor: Anchor): Promise<void> => {
      await new Promise<void>(resolve => (finish = resolve))
      kept.push(anchor)
    }
    const trail = await yard.open({ anchorEveryMs: 1000, anchor: { read: async () => null, keep } })
    await trail.append(aDecision())
    await trail.append(loosened)
    finish()
    await settle()
    finish()
    await settle()
    expect(kept.map(({ seq }) => seq)).toEqual([1, 2])
    const closing = trail.close()
    finish()
    await closing
  })

  it('is at the end of a segment when the next one begins', async () => {
    const trail = await yard.open({ anchorEveryMs: 3_600_000, rotation: { maxBytes: 500, maxAgeMs: 1e12 } })
    for (let index = 0; index < 3; index += 1) await trail.append(aDecision({ subject: 'x'.repeat(400) }))
    await settle()
    expect(yard.anchor.value?.seq).toBeGreaterThanOrEqual(4)
  })

  it.each([
    [{ kind: 'approval', step: 'allowed-once' }, true],
    [{ kind: 'approval', step: 'asked' }, false],
    [{ kind: 'secret', step: 'removed' }, true],
    [{ kind: 'secret', step: 'used' }, false],
    [{ kind: 'incident' }, true],
    [{ kind: 'access' }, true],
    [{ kind: 'seal' }, true],
    [{ kind: 'decision', verdict: 'allow' }, false],
    [{ kind: 'execution', step: 'started' }, false],
  ])('of %j: at once is %s', (entry, at) => {
    expect(anchorsAtOnce(entry as AuditEntry)).toBe(at)
  })
})
