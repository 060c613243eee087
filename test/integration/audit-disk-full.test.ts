import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTrail } from '../../src-main/audit/node/trail.ts'
import { aKeeper } from '../kit/a-keeper.ts'
import { aHome } from '../kit/temp-home.ts'
import { aDecision, handClock, memoryAnchor, sealKey } from '../unit/audit/parts.ts'

let root: string
let mounted = false

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'gh-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=700', 'gatehouse-full', root], { stdio: 'ignore' })
    mounted = true
  } catch {
    // Not root, or no mount here: the test says that it was skipped.
  }
})
afterAll(() => {
  if (mounted) execFileSync('umount', [root])
  rmSync(root, { recursive: true, force: true })
})

/** Leaves this much room on the disk. */
function fillUp(leave: number): void {
  const { bavail, bsize } = statfsSync(root)
  writeFileSync(join(root, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - leave)))
}

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
    fillUp(150 * 1024)
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

  it('stops every act of the whole house, which says why on every surface, and goes on by itself when there is room', async context => {
    if (!mounted) context.skip('needs root, to mount a small disk')
    const { keeper, person, session, tool, clock, close } = await aKeeper(aHome(root))
    const talk = session()
    const shown = () => keeper.house.board.watched.state.conditions.map(({ code }) => code)
    try {
      // Whatever is left of started pages goes first; then not even one record fits.
      fillUp(0)
      const path = join(root, 'rest')
      for (let size = 4096; size >= 1; size /= 2) await appendFile(path, Buffer.alloc(size)).catch(() => {})
      const full = { code: expect.stringMatching(/^(audit-unavailable|disk-full)$/) }
      for (let round = 0; round < 40; round += 1) {
        const send = await person
          .call('chat.send', { session: null, text: 'hello', headless: false })
          .catch(error => error)
        if (shown().includes('audit-unwritable')) break
        expect(send).toBeInstanceOf(Error)
      }
      expect(shown()).toContain('audit-unwritable')
      await expect(person.call('chat.send', { session: null, text: 'hello', headless: false })).rejects.toMatchObject(
        full,
      )
      expect(await tool(talk, 'exec', { command: 'echo hi' })).toMatchObject({
        outcome: 'failed',
        text: expect.stringContaining('Free some disk space'),
      })
      expect(await person.call('audit.health', {})).toMatchObject({ writing: false, why: 'disk-full' })
      for (const name of ['ballast', 'rest']) unlinkSync(join(root, name))
      await clock.turn(5_000)
      await expect.poll(shown).not.toContain('audit-unwritable')
      expect(await person.call('audit.verify', {})).toMatchObject({ intact: true, repairs: [{ step: 'outage' }] })
    } finally {
      await close()
    }
  })
})
