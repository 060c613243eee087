import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditQuery } from '../../../src-main/contract/model/audit-entry.ts'
import { aDecision, TrailYard } from './parts.ts'

let yard: TrailYard
beforeEach(() => {
  yard = new TrailYard()
})
afterEach(() => yard.remove())

/** Sixty records over three segments and six hours; every third is of another session, every tenth a refusal. */
async function sixty() {
  const trail = await yard.open({ rotation: { maxBytes: 8_000, maxAgeMs: 1e12 } })
  for (let index = 1; index <= 60; index += 1) {
    const refused = index % 10 === 0
    await trail.append(
      aDecision({
        subject: `Befehl ${index} für Zürich`,
        session: `s${index % 3}`,
        call: `c${index}`,
        ...(refused ? { verdict: 'deny', result: 'refused', reason: 'A "quoted" reason' } : {}),
      }),
    )
    yard.clock.turn(6 * 60_000)
  }
  return trail
}

describe('search', () => {
  it('finds by each field alone, newest first, over all segments', async () => {
    const trail = await sixty()
    const start = Date.UTC(2026, 10, 21, 9)
    const subjects = async (query: AuditQuery) =>
      (await trail.search(query)).filter(record => record.kind === 'decision').map(record => record.call)
    expect((await yard.segments()).length).toBeGreaterThan(2)
    expect(await subjects({ call: 'c7' })).toEqual(['c7'])
    expect((await subjects({ session: 's1' })).slice(0, 3)).toEqual(['c58', 'c55', 'c52'])
    expect(await subjects({ result: 'refused' })).toEqual(['c60', 'c50', 'c40', 'c30', 'c20', 'c10'])
    expect(await subjects({ text: 'befehl 33 FÜR' })).toEqual(['c33'])
    expect(await subjects({ text: 'BEFEHL 33' })).toEqual(['c33'])
    expect(await subjects({ text: '"quoted"', limit: 2 })).toEqual(['c60', 'c50'])
    expect(await subjects({ since: start, until: start + 12 * 60_000 })).toEqual(['c3', 'c2', 'c1'])
    expect(await subjects({ since: start + 354 * 60_000 })).toEqual(['c60'])
    expect((await trail.search({ kind: 'seal' })).length).toBe((await yard.segments()).length - 1)
    expect((await trail.search({ kind: ['seal', 'access'], limit: 1 })).map(record => record.kind)).toEqual(['seal'])
    expect(await subjects({ session: 's1', text: 'Befehl 4', result: 'ok' })).toEqual(['c49', 'c46', 'c43', 'c4'])
    expect(await subjects({ agent: 'nobody' })).toEqual([])
  })

  it('goes on where an earlier answer ended', async () => {
    const trail = await sixty()
    const seen: number[] = []
    let before: number | undefined
    for (;;) {
      const page = await trail.search({ limit: 7, ...(before === undefined ? {} : { before }) })
      if (page.length === 0) break
      seen.push(...page.map(record => record.seq))
      before = page.at(-1)?.seq
    }
    const all = seen.length
    expect(seen).toEqual(Array.from({ length: all }, (_, index) => all - index))
  })

  it('finds what a clock that was set back wrote', async () => {
    const trail = await yard.open()
    yard.clock.turn(30 * 60_000)
    await trail.append(aDecision({ call: 'later' }))
    yard.clock.turn(-20 * 60_000)
    await trail.append(aDecision({ call: 'earlier' }))
    const found = await trail.search({ since: Date.UTC(2026, 10, 21, 9, 25) })
    expect(found.map(record => record.call)).toEqual(['later'])
  })
})
