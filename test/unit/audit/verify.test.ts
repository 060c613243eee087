import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sayFinding } from '../../../src-main/audit/core/finding.ts'
import { genesis } from '../../../src-main/audit/core/line.ts'
import { type FormerKey, hashLine } from '../../../src-main/audit/node/seal.ts'
import { verifyTrail } from '../../../src-main/audit/node/verify.ts'
import { aDecision, sealKey, TrailYard } from './parts.ts'

let yard: TrailYard
beforeEach(() => {
  yard = new TrailYard()
})
afterEach(() => yard.remove())

/** Three segments: 1-3 and a seal, 5-7 and a seal, 9-10 open. */
async function threeSegments(): Promise<void> {
  const trail = await yard.open({ rotation: { maxBytes: 900, maxAgeMs: 1e12 } })
  for (let index = 1; index <= 8; index += 1) await trail.append(aDecision({ subject: `step ${index}` }))
  await trail.close()
}

const check = (more: { keys?: Uint8Array[]; formerKey?: FormerKey } = {}) =>
  verifyTrail({ folder: yard.folder, keys: [sealKey], anchor: yard.anchor, ...more })

/** Writes the chain anew from a line on, as someone without the key would. */
function rechain(lines: string[], from: number): string[] {
  const out = [...lines]
  for (let index = from; index < out.length; index += 1) {
    const prev = index === 0 ? genesis : hashLine(out[index - 1] ?? '')
    out[index] = `{"prev":"${prev}${(out[index] ?? '').slice(73)}`
  }
  return out
}

const lifecycle = {
  kind: 'lifecycle',
  part: 'gateway',
  step: 'started',
  who: 'owner',
  door: 'tray',
  result: 'ok',
} as const

describe('verify', () => {
  it('finds nothing wrong with an untouched trail', async () => {
    await threeSegments()
    expect(await check()).toEqual({
      intact: true,
      findings: [],
      repairs: [],
      records: 10,
      segments: 3,
      bytes: expect.any(Number),
      firstAt: '2026-11-21T09:00:00.000Z',
      lastAt: '2026-11-21T09:00:00.000Z',
      seals: 'checked',
      anchor: 'checked',
    })
  })

  it('finds a change of any single byte, in any segment, and names the line or the one beside it', async () => {
    const trail = await yard.open({ rotation: { maxBytes: 100, maxAgeMs: 1e12 } })
    for (const subject of ['a', 'b']) await trail.append({ ...lifecycle, reason: subject })
    await trail.close()
    for (const index of [0, 1]) {
      const bytes = await yard.bytes(index)
      for (let at = 0; at < bytes.length; at += 1) {
        const harmed = Buffer.from(bytes)
        harmed[at] = (harmed[at] ?? 0) ^ (1 << (at % 8))
        await yard.rewrite(harmed, index)
        const verdict = await check()
        expect(verdict.intact, `byte ${at} of segment ${index}`).toBe(false)
        const line = bytes.subarray(0, at).toString('latin1').split('\n').length
        const named = verdict.findings.map(finding => `${finding.segment.slice(-7, -6)}:${finding.line ?? '-'}`)
        const first = ['1', '3'][index]
        const near = [line - 1, line, line + 1, line + 2].map(number => `${first}:${number}`)
        expect(
          named.some(place => near.includes(place) || place.endsWith(':-') || place.endsWith(':1')),
          `${at}: ${named}`,
        ).toBe(true)
      }
      await yard.rewrite(bytes, index)
    }
  })

  it('names the record that was changed', async () => {
    await threeSegments()
    const lines = await yard.lines(1)
    await yard.rewriteLines(
      lines.map((line, index) => (index === 1 ? line.replace('step 5', 'step 9') : line)),
      1,
    )
    expect((await check()).findings).toEqual([
      { code: 'edited', segment: 'segment-000000000005.jsonl', line: 2, seq: 6 },
    ])
    const [finding] = (await check()).findings
    expect(finding && sayFinding(finding)).toBe(
      'segment-000000000005.jsonl, line 2 (record 6): was changed after it was written.',
    )
  })

  it('names the record whose link was changed', async () => {
    await threeSegments()
    const lines = await yard.lines(0)
    await yard.rewriteLines(
      lines.map((line, index) => (index === 2 ? line.replace(/"prev":"./, '"prev":"_') : line)),
      0,
    )
    expect((await check()).findings).toEqual([
      { code: 'edited', segment: 'segment-000000000001.jsonl', line: 3, seq: 3 },
    ])
  })

  it('finds a record that was taken out', async () => {
    await threeSegments()
    const lines = await yard.lines(0)
    await yard.rewriteLines(
      lines.filter((_, index) => index !== 1),
      0,
    )
    expect((await check()).findings[0]).toEqual({
      code: 'missing',
      segment: 'segment-000000000001.jsonl',
      line: 2,
      seq: 3,
    })
  })

  it('finds records that changed places', async () => {
    await threeSegments()
    const [first = '', second = '', ...rest] = await yard.lines(0)
    await yard.rewriteLines([second, first, ...rest], 0)
    const codes = (await check()).findings.map(finding => finding.code)
    expect(codes).toContain('moved')
  })

  it('finds a segment that was taken out, first, middle or last', async () => {
    await threeSegments()
    const names = await yard.segments()
    const expected = [
      { code: 'missing', segment: names[1], line: 1, seq: 5 },
      { code: 'missing', segment: names[2], line: 1, seq: 9 },
      { code: 'rolled-back', segment: names[1], seq: 10, more: 'the last record found is 8' },
    ]
    for (const [index, name] of names.entries()) {
      const bytes = await yard.bytes(index)
      await rm(join(yard.folder, name))
      expect((await check()).findings).toContainEqual(expected[index])
      await import('node:fs/promises').then(fs => fs.writeFile(join(yard.folder, name), bytes))
    }
    expect((await check()).intact).toBe(true)
  })

  it('finds a trail of which nothing is left', async () => {
    await threeSegments()
    for (const name of await yard.segments()) await rm(join(yard.folder, name))
    expect((await check()).findings).toMatchObject([{ code: 'rolled-back', seq: 10 }])
  })

  it('finds an end that was cut off, at a line and inside one', async () => {
    await threeSegments()
    const bytes = await yard.bytes()
    await yard.rewriteLines((await yard.lines()).slice(0, 1))
    expect((await check()).findings).toMatchObject([{ code: 'rolled-back', seq: 10 }])
    await yard.rewrite(bytes.subarray(0, -9))
    expect((await check()).findings.map(finding => finding.code)).toEqual(['torn', 'rolled-back'])
    await yard.rewrite((await yard.bytes(0)).subarray(0, -200), 0)
    expect((await check()).findings.map(finding => finding.code)).toContain('not-sealed')
  })

  it('finds a chain that was written anew without the key, and names its first record', async () => {
    await threeSegments()
    const lines = (await yard.lines()).map(line => line.replace('step 7', 'step X'))
    await yard.rewriteLines(rechain(lines, 1))
    expect((await check()).findings).toMatchObject([
      { code: 'bad-signature', segment: 'segment-000000000009.jsonl', line: 1, seq: 9 },
      { code: 'rolled-back' },
    ])
    // Without the key and the anchor nobody can tell; the verdict says that the seals were not checked.
    const blind = await verifyTrail({ folder: yard.folder })
    expect(blind).toMatchObject({ intact: true, seals: 'not-checked', anchor: 'not-checked' })
  })

  it('finds records added at the end without the key', async () => {
    await threeSegments()
    const lines = await yard.lines()
    const added = (lines[0] ?? '').replace(/"seq":\d+/, '"seq":11').replace(/,"mac":"[0-9a-f]{64}"/, '')
    await yard.rewriteLines(rechain([...lines, added], lines.length))
    expect((await check()).findings).toEqual([
      { code: 'unsigned-tail', segment: 'segment-000000000009.jsonl', line: 3, seq: 11 },
    ])
  })

  it('finds an earlier copy of the whole folder by the anchor', async () => {
    const trail = await yard.open()
    await trail.append(aDecision())
    const earlier = await yard.bytes()
    await trail.append(aDecision())
    await trail.close()
    await yard.rewrite(earlier)
    expect((await check()).findings).toEqual([
      { code: 'rolled-back', segment: 'segment-000000000001.jsonl', seq: 2, more: 'the last record found is 1' },
    ])
  })

  it('finds an earlier copy that was written on with the key of another', async () => {
    const trail = await yard.open()
    for (const subject of ['one', 'two', 'three']) await trail.append(aDecision({ subject }))
    await trail.close()
    const lines = await yard.lines()
    await yard.rewriteLines(rechain([lines[0] ?? '', (lines[1] ?? '').replace('two', 'TWO'), lines[2] ?? ''], 1))
    expect((await check({ keys: [] })).findings).toMatchObject([{ code: 'rolled-back', seq: 3 }])
  })

  it('does not take an anchor that someone else wrote', async () => {
    await threeSegments()
    if (yard.anchor.value) yard.anchor.value = { ...yard.anchor.value, seq: 1 }
    expect(await check()).toMatchObject({ intact: false, findings: [{ code: 'anchor-forged' }], anchor: 'not-checked' })
  })

  it('says so when the anchor cannot be read', async () => {
    await threeSegments()
    yard.anchor.read = () => Promise.reject(new Error('keychain locked'))
    expect(await check()).toMatchObject({
      intact: true,
      anchor: 'not-checked',
      findings: [{ code: 'anchor-unread', more: 'keychain locked' }],
    })
  })

  it('accepts seals of an earlier key', async () => {
    const old = await yard.open({ sealKey: new Uint8Array(32).fill(1) })
    await old.append(aDecision())
    await old.close()
    const keys = [sealKey, new Uint8Array(32).fill(1)]
    expect(await verifyTrail({ folder: yard.folder, keys, anchor: yard.anchor })).toMatchObject({ intact: true })
    expect(await check()).toMatchObject({ intact: false })
  })
})

describe('retention', () => {
  const day = 86_400_000

  it('removes what is older than its limit, says what went, and the chain goes on', async () => {
    const trail = await yard.open({ rotation: { maxBytes: 1e9, maxAgeMs: day }, retentionDays: 30 })
    for (let index = 0; index < 6; index += 1) {
      await trail.append(aDecision({ subject: `week ${index}` }))
      yard.clock.turn(10 * day)
    }
    await trail.retire()
    const removed = (await trail.search({ kind: 'retention' })).flatMap(found =>
      found.kind === 'retention' ? found.segments : [],
    )
    expect(removed.sort()).toEqual(['segment-000000000001.jsonl', 'segment-000000000003.jsonl'])
    expect((await yard.segments())[0]).toBe('segment-000000000005.jsonl')
    expect(await trail.verify()).toMatchObject({ intact: true, findings: [] })
  })

  it('does not let someone else remove old segments', async () => {
    await threeSegments()
    await rm(join(yard.folder, 'segment-000000000001.jsonl'))
    const trail = await yard.open()
    await trail.append(aDecision())
    expect(await trail.verify()).toMatchObject({ intact: false, findings: [{ code: 'missing', seq: 5 }] })
  })
})

describe('a trail whose beginning another key signed', () => {
  const first = new Uint8Array(32).fill(3)

  it('is whole with both keys, and the former one signs nothing after its time', async () => {
    const early = await yard.open({ sealKey: first, rotation: { maxBytes: 900, maxAgeMs: 1e12 } })
    for (let index = 0; index < 6; index += 1) await early.append(aDecision({ subject: `early ${index}` }))
    await early.close()
    yard.anchor.value = null
    const formerKey = { key: first, throughSeq: Number.MAX_SAFE_INTEGER }
    const later = await yard.open({ formerKey })
    expect(later.opening).toMatchObject({ damaged: false, unsigned: 0 })
    const throughSeq = later.opening.records
    await later.append(aDecision({ subject: 'later' }))
    expect(await later.verify()).toMatchObject({ intact: true, repairs: [{ step: 'rekeyed' }] })
    await later.close()
    expect(await check({ formerKey: { key: first, throughSeq } })).toMatchObject({ intact: true })
    expect((await check()).findings[0]).toMatchObject({ code: 'bad-signature' })
    // Somebody who found the old key goes on with it.
    yard.anchor.value = null
    const thief = await yard.open({ sealKey: first, formerKey: { key: sealKey, throughSeq: Number.MAX_SAFE_INTEGER } })
    await thief.append(aDecision({ subject: 'forged' }))
    await thief.close()
    yard.anchor.value = null
    const found = await check({ formerKey: { key: first, throughSeq } })
    expect(found).toMatchObject({ intact: false, findings: [{ code: 'bad-signature' }] })
  })
})
