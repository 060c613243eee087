import { execFileSync } from 'node:child_process'
import {
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readStraight } from '../../../src-main/sandbox/node/read-straight.ts'

const isInstalled = () => {
  try {
    return createRequire(import.meta.url)('koffi') !== undefined
  } catch {
    return false
  }
}
const missing =
  process.platform === 'linux' && isInstalled() ? null : 'reading straight needs Linux and the optional package koffi'

describe.skipIf(missing !== null)(`reading straight${missing === null ? '' : ` (${missing})`}`, () => {
  let root: string
  const at = (path: string) => join(root, path)
  const into = Buffer.alloc(100)

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'gh-straight-'))
    for (const folder of ['d/e', 'outside']) mkdirSync(at(folder), { recursive: true })
    for (const file of ['d/e/f', 'outside/secret', 'hard']) writeFileSync(at(file), 'inside')
    writeFileSync(at('d/empty'), '')
    writeFileSync(at('d/fits'), 'x'.repeat(99))
    writeFileSync(at('d/full'), 'x'.repeat(100))
    writeFileSync(at('d/ümläut 文'), 'name')
    symlinkSync('../outside', at('d/folder-link'))
    symlinkSync('f', at('d/e/file-link'))
    linkSync(at('hard'), at('d/second-name'))
    execFileSync('mkfifo', [at('d/pipe')])
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it.each([
    ['d/e/f', 'inside'],
    ['d/empty', ''],
    ['d/fits', 'x'.repeat(99)],
    ['d/ümläut 文', 'name'],
  ])('reads the plain file %s', (path, text) => {
    const length = readStraight(at(path), into)
    expect(into.toString('utf8', 0, length ?? -1)).toBe(text)
  })

  it.each([
    ['a link to a file, inside though it leads', 'd/e/file-link'],
    ['a file behind a linked folder', 'd/folder-link/secret'],
    ['a file with a second name', 'd/second-name'],
    ['a file that fills the buffer, so that there may be more', 'd/full'],
    ['a pipe, and does not wait for it', 'd/pipe'],
    ['a folder', 'd/e'],
    ['what is not there', 'd/nothing'],
    ['what is below a file', 'd/e/f/g'],
  ])('leaves %s to the walk', (_what, path) => {
    into.fill('untouched ')
    expect(readStraight(at(path), into)).toBeNull()
    if (path !== 'd/full') expect(into.toString().startsWith('untouched untouched')).toBe(true)
  })

  it('goes through none of the links that the kernel makes up', () => {
    const fd = openSync(at('d'), 'r')
    expect(readStraight(`/proc/self/fd/${fd}/e/f`, into)).toBeNull()
    closeSync(fd)
  })

  it('holds nothing open', () => {
    for (const path of ['d/e/f', 'd/second-name', 'd/full', 'd/pipe', 'd/e']) readStraight(at(path), into)
    const open = readdirSync('/proc/self/fd').map(fd => readlinkSafely(`/proc/self/fd/${fd}`))
    expect(open.filter(path => path.startsWith(root))).toEqual([])
  })
})

function readlinkSafely(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return '' // the handle of the listing itself is closed by now
  }
}
