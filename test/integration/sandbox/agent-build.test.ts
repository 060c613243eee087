import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { missingCommand } from '../../kit/child.ts'
import { describeWhere } from '../../kit/needs.ts'

const resources = join(import.meta.dirname, '../../../resources/sandbox')
const sums = readFileSync(join(resources, 'bin/SHA256SUMS'), 'utf8')
  .trim()
  .split('\n')
  .map(line => line.split(/\s+/) as [string, string])
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const compiler = missingCommand(['musl-gcc'])

describeWhere(null)('the exec agent that is shipped', () => {
  it.each(sums)('is the one the list names: %s %s', (sum, name) => {
    expect(digest(join(resources, 'bin', name))).toBe(sum)
  })
})

// Compilers of other versions write other bytes: only the one it was built with can confirm it.
const version = compiler === null ? execFileSync('gcc', ['-dumpfullversion'], { encoding: 'utf8' }).trim() : ''
const reason =
  compiler !== null
    ? `needs "${compiler}"`
    : version.startsWith('12.2')
      ? null
      : `built with gcc 12.2, here is ${version}`
describeWhere(reason)('the source of the exec agent', () => {
  it('gives the very same bytes again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gh-agent-'))
    execFileSync('sh', [join(resources, 'agent/build.sh'), folder], { stdio: 'ignore' })
    const [sum] = sums.find(([, name]) => name === 'agent-linux-amd64') ?? []
    expect(digest(join(folder, 'agent-linux-amd64'))).toBe(sum)
    rmSync(folder, { recursive: true })
  })
})
