import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashLine } from '../../../src-main/audit/node/seal.ts'
import { realDisk } from '../../../src-main/audit/node/segment-file.ts'
import type { AuditRecord } from '../../../src-main/contract/model/audit-entry.ts'
import { Redactor } from '../../../src-main/vault/core/redact/redactor.ts'
import { aDecision, TrailYard } from './parts.ts'

let yard: TrailYard
beforeEach(() => {
  yard = new TrailYard()
})
afterEach(() => yard.remove())

describe('the audit trail', () => {
  it('answers only when the entry is in the file', async () => {
    const trail = await yard.open()
    const receipt = await trail.append(aDecision())
    const lines = await yard.lines()
    expect(lines).toHaveLength(1)
    expect(receipt).toEqual({ seq: 1, at: '2026-11-21T09:00:00.000Z', hash: hashLine(lines[0] ?? '') })
  })

  it('puts the hash of the line before into each line, over its raw bytes', async () => {
    const trail = await yard.open()
    for (let index = 0; index < 5; index += 1) await trail.append(aDecision({ subject: `écho ${index}` }))
    const lines = await yard.lines()
    const records = lines.map(line => JSON.parse(line) as AuditRecord)
    expect(records.map(record => record.prev)).toEqual(['0'.repeat(64), ...lines.slice(0, 4).map(hashLine)])
    expect(records.map(record => record.seq)).toEqual([1, 2, 3, 4, 5])
  })

  it('writes the entries of one turn together and signs the last of them', async () => {
    let writes = 0
    const disk = {
      append: async (...given: Parameters<typeof realDisk.append>) => {
        writes += 1
        await realDisk.append(...given)
      },
    }
    const trail = await yard.open({ disk })
    await Promise.all(Array.from({ length: 50 }, (_, index) => trail.append(aDecision({ subject: `${index}` }))))
    expect(writes).toBe(1)
    const signed = (await yard.lines()).map(line => 'mac' in (JSON.parse(line) as object))
    expect(signed).toEqual([...Array(49).fill(false), true])
  })

  it('goes on with the chain after a restart', async () => {
    const first = await yard.open()
    await first.append(aDecision())
    await first.close()
    const second = await yard.open()
    expect(second.opening).toEqual({
      records: 1,
      tornBytes: 0,
      unsigned: 0,
      damaged: false,
      rolledBack: null,
      anchorUnread: false,
    })
    expect((await second.append(aDecision())).seq).toBe(2)
    expect(await second.verify()).toMatchObject({ intact: true, records: 2, seals: 'checked', anchor: 'checked' })
  })

  it('begins a new segment at a size or an age, and seals the old one', async () => {
    const trail = await yard.open({ rotation: { maxBytes: 1000, maxAgeMs: 60_000 } })
    for (let index = 0; index < 4; index += 1) await trail.append(aDecision())
    yard.clock.turn(60_000)
    await trail.append(aDecision())
    expect(await yard.segments()).toEqual([
      'segment-000000000001.jsonl',
      'segment-000000000005.jsonl',
      'segment-000000000007.jsonl',
    ])
    const seal = JSON.parse((await yard.lines(0)).at(-1) ?? '') as AuditRecord
    expect(seal).toMatchObject({
      kind: 'seal',
      segment: 'segment-000000000001.jsonl',
      records: 3,
      mac: expect.any(String),
    })
    expect(await trail.verify()).toMatchObject({ intact: true, segments: 3, findings: [] })
  })

  it('takes out a line that a crash left unfinished, records that it did, and loses nothing else', async () => {
    const first = await yard.open()
    await first.append(aDecision({ subject: 'one' }))
    await first.append(aDecision({ subject: 'two' }))
    await first.close()
    const whole = await yard.bytes()
    await yard.rewrite(Buffer.concat([whole, whole.subarray(0, 130)]))
    const second = await yard.open()
    expect(second.opening.tornBytes).toBe(130)
    const records = await second.tail()
    expect(records.map(record => record.kind)).toEqual(['decision', 'decision', 'repair'])
    expect(records[2]).toMatchObject({ step: 'torn-line', bytes: 130 })
    const verdict = await second.verify()
    expect(verdict).toMatchObject({ intact: true, records: 3 })
    expect(verdict.repairs).toHaveLength(1)
  })

  it('keeps whole lines that a crash left unsigned, and says which', async () => {
    const first = await yard.open()
    await first.append(aDecision({ subject: 'one' }))
    await Promise.all([first.append(aDecision({ subject: 'two' })), first.append(aDecision({ subject: 'three' }))])
    await first.close()
    await yard.rewriteLines((await yard.lines()).slice(0, 2))
    yard.anchor.value = null
    const second = await yard.open()
    expect(second.opening).toMatchObject({ records: 2, unsigned: 1, damaged: false })
    expect((await second.tail()).at(-1)).toMatchObject({
      kind: 'repair',
      step: 'unsigned-tail',
      facts: { records: 1, through: 2 },
    })
    expect(await second.verify()).toMatchObject({ intact: true, records: 3 })
  })

  it('notices at its start that an earlier copy was put back, and writes that down', async () => {
    const first = await yard.open()
    await first.append(aDecision({ subject: 'one' }))
    const earlier = await yard.bytes()
    await first.append(aDecision({ subject: 'two' }))
    await first.close()
    await yard.rewrite(earlier)
    const second = await yard.open()
    expect(second.opening.rolledBack).toEqual({ expectedSeq: 2, foundSeq: 1 })
    expect((await second.tail()).at(-1)).toMatchObject({ kind: 'repair', step: 'rolled-back', result: 'failed' })
  })

  it('hides secrets before they are hashed', async () => {
    const trail = await yard.open({ redact: text => text.replaceAll('hunter2', '[hidden]') })
    await trail.append(aDecision({ subject: 'login hunter2', facts: { hunter2: ['a', 'hunter2'] } }))
    expect((await yard.bytes()).toString()).not.toContain('hunter2')
    expect(await trail.verify()).toMatchObject({ intact: true })
  })

  it('hides a fact that only its name gives away', async () => {
    const trail = await yard.open({ redact: text => new Redactor().redact(text).text })
    await trail.append(
      aDecision({
        facts: { password: 'swordfish', apiKey: ['abc123def456ghi789'], size: 3, note: 'plain "text"' },
      }),
    )
    expect((await trail.tail())[0]?.facts).toEqual({
      password: '[hidden: password]',
      apiKey: ['[hidden: secret]'],
      size: 3,
      note: 'plain "text"',
    })
  })

  it('cuts what is longer than evidence has to be', async () => {
    const trail = await yard.open()
    await trail.append(aDecision({ subject: 'x'.repeat(100_000), reason: 'y'.repeat(50_000) }))
    expect((await yard.bytes()).length).toBeLessThan(21_000)
    expect((await trail.tail())[0]?.reason).toMatch(/y… \(46140 more characters\)$/)
  })

  it('tells subscribers after the entry is on disk, in order', async () => {
    const trail = await yard.open()
    const seen: number[] = []
    const stop = trail.subscribe(records => seen.push(...records.map(record => record.seq)))
    trail.subscribe(() => {
      throw new Error('a bad listener')
    })
    await Promise.all([trail.append(aDecision()), trail.append(aDecision())])
    stop()
    await trail.append(aDecision())
    expect(seen).toEqual([1, 2])
    expect(yard.reports).toEqual(['subscriber: Error: a bad listener', 'subscriber: Error: a bad listener'])
  })

  it('lets one writer in', async () => {
    await yard.open()
    await expect(yard.open()).rejects.toMatchObject({ code: 'busy' })
  })

  it('is readable by its owner only', async () => {
    const trail = await yard.open()
    await trail.append(aDecision())
    const modes = await Promise.all(
      [yard.folder, join(yard.folder, 'writer.lock'), join(yard.folder, 'segment-000000000001.jsonl')].map(
        async path => (await stat(path)).mode & 0o777,
      ),
    )
    expect(modes).toEqual([0o700, 0o600, 0o600])
  })

  it('refuses what is not an entry', async () => {
    const trail = await yard.open()
    const wrong = { ...aDecision(), verdict: 'maybe' } as unknown as ReturnType<typeof aDecision>
    await expect(trail.append(wrong)).rejects.toMatchObject({
      code: 'audit-unavailable',
      facts: { why: 'not an entry' },
    })
  })
})

describe('a disk that does not write', () => {
  const failing = () => {
    const disk = {
      broken: null as null | string,
      async append(...[file, bytes]: Parameters<typeof realDisk.append>) {
        if (disk.broken === null) return realDisk.append(file, bytes)
        await file.write(bytes, 0, 20)
        throw Object.assign(new Error(disk.broken), { code: disk.broken })
      },
    }
    return disk
  }

  it('refuses every entry, says why, and goes on where it was when it writes again', async () => {
    const disk = failing()
    const trail = await yard.open({ disk })
    const healths: unknown[] = []
    trail.onHealth(health => healths.push(health))
    await trail.append(aDecision({ subject: 'before' }))
    disk.broken = 'ENOSPC'
    await expect(trail.append(aDecision())).rejects.toMatchObject({
      code: 'audit-unavailable',
      facts: { why: 'disk-full' },
    })
    const since = yard.clock.now()
    const down = { writing: false, since, why: 'disk-full', cause: 'ENOSPC' }
    expect(trail.health()).toEqual(down)
    expect(await trail.probe()).toEqual(down)
    disk.broken = null
    yard.clock.turn(5000)
    expect(await trail.probe()).toEqual({ writing: true })
    await trail.append(aDecision({ subject: 'after' }))
    expect(healths).toEqual([down, { writing: true }])
    expect((await trail.tail()).map(record => [record.kind, record.seq])).toEqual([
      ['decision', 1],
      ['repair', 2],
      ['decision', 3],
    ])
    expect((await trail.tail())[1]).toMatchObject({ step: 'outage', facts: { why: 'disk-full', refused: 1 } })
    expect(await trail.verify()).toMatchObject({ intact: true })
  })
})
