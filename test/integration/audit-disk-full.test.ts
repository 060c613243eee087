import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTrail } from '../../src-main/audit/node/trail.ts'
import { aDecision, handClock, memoryAnchor, sealKey } from '../unit/audit/parts.ts'

let root: string
let mounted = false

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'gh-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=700', 'gatehouse-full', root], { stdio: 'ignore' })
    mounted = true
  } catch {
    // Not root, or no mount here: the test says that it was skipped.
  }
})
afterAll(() => {
  if (mounted) execFileSync('umount', [root])
  rmSync(root, { recursive: true, force: true })
})

describe('a disk that is really full', () => {
  it('refuses entries, says why, loses none it acknowledged, and goes on when there is room', async context => {
    if (!mounted) context.skip('needs root, to mount a small disk')
    const trail = await openTrail({
      folder: join(root, 'audit'),
      sealKey,
      clock: handClock(),
      redact: text => text,
      anchor: memoryAnchor(),
    })
    let acknowledged = 0
    writeFileSync(join(root, 'ballast'), Buffer.alloc(150 * 1024))
    const fill = async (): Promise<unknown> => {
      for (;;) {
        try {
          acknowledged = (await trail.append(aDecision({ reason: 'x'.repeat(3000) }))).seq
        } catch (error) {
          return error
        }
      }
    }
    expect(await fill()).toMatchObject({ code: 'audit-unavailable', facts: { why: 'disk-full' } })
    expect(trail.health()).toMatchObject({ writing: false, why: 'disk-full', cause: 'ENOSPC' })
    expect(await trail.probe()).toMatchObject({ writing: false })
    unlinkSync(join(root, 'ballast'))
    expect(await trail.probe()).toEqual({ writing: true })
    const next = await trail.append(aDecision({ subject: 'after' }))
    expect(next.seq).toBe(acknowledged + 2)
    expect((await trail.tail(2))[0]).toMatchObject({ kind: 'repair', step: 'outage', seq: acknowledged + 1 })
    expect(await trail.verify()).toMatchObject({ intact: true, findings: [] })
    await trail.close()
  })
})
