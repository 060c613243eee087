import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anchorFile } from '../../src-main/audit/node/anchor-file.ts'
import { openTrail } from '../../src-main/audit/node/trail.ts'
import { oneFile } from '../kit/one-file.ts'
import { aHome } from '../kit/temp-home.ts'
import { handClock, sealKey } from '../unit/audit/parts.ts'

let root: string
let writer: string
const built = aHome()
beforeAll(async () => {
  writer = await oneFile(fileURLToPath(new URL('../kit/trail-writer.ts', import.meta.url)), built.path('writer'))
})
afterAll(() => built.remove())
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gh-crash-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** Starts the writer, kills it without warning after a while, and answers the highest number it was told is on disk. */
async function writeAndDie(afterMs: number, loose: string[]): Promise<number> {
  const child = spawn(process.execPath, [writer, root], {
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
        const check = await trail.verify()
        expect(check).toMatchObject({ intact: true, findings: [] })
        // The first process may die before it has kept its first anchor; every later one finds one.
        expect(turn === 0 ? ['none', 'checked'] : ['checked']).toContain(check.anchor)
        await trail.close()
      }
    } finally {
      process.umask(umask)
    }
    expect([...new Set(loose)]).toEqual([])
  }, 60_000)
})
