import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anchorFile } from '../../src-main/audit/node/anchor-file.ts'
import { openTrail } from '../../src-main/audit/node/trail.ts'
import { handClock, sealKey } from '../unit/audit/parts.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gh-crash-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** Writes as fast as it can and says each number once it is acknowledged. */
const writer = `
  const { openTrail } = await import(process.argv[1] + '/src-main/audit/node/trail.ts')
  const { anchorFile } = await import(process.argv[1] + '/src-main/audit/node/anchor-file.ts')
  const { systemClock } = await import(process.argv[1] + '/src-main/kit/node/system-clock.ts')
  const root = process.argv[2]
  const trail = await openTrail({ folder: root + '/audit', sealKey: new Uint8Array(32).fill(7), clock: systemClock, redact: text => text,
    anchor: anchorFile(root + '/anchor'), anchorEveryMs: 20, rotation: { maxBytes: 60000, maxAgeMs: 1e12 } })
  const entry = { kind: 'lifecycle', who: 'gatehouse', door: 'keeper', result: 'ok', part: 'keeper', step: 'started', reason: 'x'.repeat(300) }
  const write = async () => { for (;;) process.stdout.write((await trail.append(entry)).seq + '\\n') }
  for (let index = 0; index < 8; index += 1) void write()
`

/** Starts the writer, kills it without warning after a while, and answers the highest number it was told is on disk. */
async function writeAndDie(afterMs: number, loose: string[]): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', writer, '--', process.cwd(), root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', piece => (text += piece))
  const watch = setInterval(() => loose.push(...looseFiles()), 2)
  await new Promise(resolve => child.stdout.once('data', resolve))
  await new Promise(resolve => setTimeout(resolve, afterMs))
  child.kill('SIGKILL')
  await new Promise(resolve => child.once('close', resolve))
  clearInterval(watch)
  return Math.max(...text.split('\n').slice(0, -1).map(Number))
}

/** Anything that others could read at this moment. */
function looseFiles(): string[] {
  const found: string[] = []
  for (const name of ['anchor', 'anchor.next', 'audit', ...readdirSync(join(root), { recursive: true }).map(String)]) {
    try {
      const { mode } = statSync(join(root, name))
      if ((mode & 0o077) !== 0) found.push(`${name} ${(mode & 0o777).toString(8)}`)
    } catch {
      // It was there a moment ago; what is gone cannot be read.
    }
  }
  return found
}

describe('a process that is killed while it writes', () => {
  it('loses no entry it was told is on disk, and leaves nothing others can read, 20 times over', async () => {
    chmodSync(root, 0o700)
    const loose: string[] = []
    const umask = process.umask(0) // The modes are given by us, not by the user's habits.
    try {
      for (let turn = 0; turn < 20; turn += 1) {
        const told = await writeAndDie(20 + turn * 5, loose)
        const trail = await openTrail({
          folder: join(root, 'audit'),
          sealKey,
          clock: handClock(Date.now()),
          redact: text => text,
          anchor: anchorFile(join(root, 'anchor')),
        })
        expect(trail.opening).toMatchObject({ rolledBack: null, damaged: false })
        expect(trail.opening.records).toBeGreaterThanOrEqual(told)
        expect(await trail.verify()).toMatchObject({ intact: true, findings: [], anchor: 'checked' })
        await trail.close()
      }
    } finally {
      process.umask(umask)
    }
    expect([...new Set(loose)]).toEqual([])
  }, 60_000)
})
