import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Anchor } from '../../../src-main/audit/core/anchor.ts'
import { openTrail } from '../../../src-main/audit/node/trail.ts'
import { verifyTrail } from '../../../src-main/audit/node/verify.ts'
import { fuzzRuns as runs } from '../../kit/corrupt.ts'
import { aDecision, handClock, memoryAnchor, sealKey } from './parts.ts'

let root: string
let whole: Map<string, Buffer>
let anchor: Anchor | null

beforeAll(async () => {
  // Where there is memory that looks like a folder: what is tested is the bytes, and the disk would be most of the time.
  root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'gh-fuzz-'))
  const kept = memoryAnchor()
  const folder = join(root, 'audit')
  const trail = await openTrail({
    folder,
    sealKey,
    clock: handClock(),
    redact: text => text,
    anchor: kept,
    anchorEveryMs: 0,
    rotation: { maxBytes: 900, maxAgeMs: 1e12 },
  })
  for (let index = 0; index < 6; index += 1) await trail.append(aDecision({ subject: `step ${index} ü` }))
  await trail.close()
  anchor = kept.value
  whole = new Map(
    readdirSync(folder)
      .filter(name => name.startsWith('segment-'))
      .map(name => [name, readFileSync(join(folder, name))]),
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** One thing that can happen to bytes. */
type Harm =
  | { kind: 'set'; at: number; byte: number }
  | { kind: 'cut'; at: number; length: number }
  | { kind: 'insert'; at: number; bytes: Uint8Array }
  | { kind: 'swap'; at: number; to: number; length: number }
  | { kind: 'truncate'; at: number }
  | { kind: 'zero'; at: number; length: number }

// Not fc.double: that is even over the floats, so nearly every harm would hit the first byte of the first file.
const place = fc.nat(999_999).map(part => part / 1_000_000)
const harm: fc.Arbitrary<Harm> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: place, byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.integer({ min: 1, max: 600 }) }),
  fc.record({ kind: fc.constant('insert' as const), at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
  fc.record({ kind: fc.constant('swap' as const), at: place, to: place, length: fc.integer({ min: 1, max: 80 }) }),
  fc.record({ kind: fc.constant('truncate' as const), at: place }),
  fc.record({ kind: fc.constant('zero' as const), at: place, length: fc.integer({ min: 1, max: 600 }) }),
)

function apply(bytes: Buffer, one: Harm): Buffer {
  const at = Math.floor(one.at * bytes.length)
  switch (one.kind) {
    case 'set':
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([one.byte]), bytes.subarray(at + 1)])
    case 'cut':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + one.length)])
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), one.bytes, bytes.subarray(at)])
    case 'truncate':
      return Buffer.from(bytes.subarray(0, at))
    case 'zero':
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.alloc(Math.min(one.length, bytes.length - at)),
        bytes.subarray(at + one.length),
      ])
    case 'swap': {
      const piece = bytes.subarray(at, at + one.length)
      const rest = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + one.length)])
      const to = Math.floor(one.to * rest.length)
      return Buffer.concat([rest.subarray(0, to), piece, rest.subarray(to)])
    }
  }
}

const harms = fc.record({ file: place, list: fc.array(harm, { minLength: 1, maxLength: 3 }) })

function harmed(file: number, list: readonly Harm[]): { name: string; bytes: Buffer; same: boolean } {
  const names = [...whole.keys()]
  const name = names[Math.floor(file * names.length)] ?? ''
  const before = whole.get(name) ?? Buffer.alloc(0)
  const bytes = list.reduce(apply, before)
  return { name, bytes, same: bytes.equals(before) }
}

describe('a trail whose bytes were changed at random', () => {
  it('is never called whole, and the check never throws', async () => {
    const folder = mkdtempSync(join(root, 'verify-'))
    for (const [name, bytes] of whole) writeFileSync(join(folder, name), bytes)
    await fc.assert(
      fc.asyncProperty(harms, async ({ file, list }) => {
        const { name, bytes, same } = harmed(file, list)
        writeFileSync(join(folder, name), bytes)
        try {
          const check = await verifyTrail({ folder, keys: [sealKey], anchor: { read: async () => anchor } })
          expect(check.intact).toBe(same)
          if (!same) expect(check.findings.length).toBeGreaterThan(0)
        } finally {
          writeFileSync(join(folder, name), whole.get(name) ?? '')
        }
      }),
      { numRuns: runs },
    )
  }, 3_600_000)

  it('opens all the same, says what it found, and the records it answers with are real ones', async () => {
    const written = [...whole.values()].flatMap(bytes => bytes.toString().trim().split('\n'))
    await fc.assert(
      fc.asyncProperty(harms, async ({ file, list }) => {
        const folder = mkdtempSync(join(root, 'open-'))
        const { name, bytes, same } = harmed(file, list)
        for (const [other, content] of whole) writeFileSync(join(folder, other), other === name ? bytes : content)
        const kept = memoryAnchor()
        kept.value = anchor
        const trail = await openTrail({ folder, sealKey, clock: handClock(), redact: text => text, anchor: kept })
        const { opening } = trail
        const receipt = await trail.append(aDecision({ subject: 'afterwards' }))
        expect(receipt.seq).toBeGreaterThan(0)
        const last = [...whole.keys()].at(-1)
        // Harm at the end is noticed at once; harm further back is what verify is for.
        if (!same && name === last) {
          expect(
            opening.damaged ||
              opening.tornBytes > 0 ||
              opening.unsigned > 0 ||
              opening.rolledBack !== null ||
              !(await trail.verify()).intact,
          ).toBe(true)
        }
        for (const record of await trail.search({ text: 'step', limit: 1000 })) {
          if (same) expect(written).toContain(JSON.stringify(record))
          expect(typeof record.seq).toBe('number')
        }
        await trail.close()
        rmSync(folder, { recursive: true })
      }),
      { numRuns: Math.max(200, Math.floor(runs / 50)) },
    )
  }, 3_600_000)
})
