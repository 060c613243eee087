import { mkdtempSync } from 'node:fs'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLog } from '../../../src-main/kit/node/logger.ts'
import { Redactor } from '../../../src-main/vault/core/redact/redactor.ts'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'gh-log-')), 'logs')
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

const redactor = new Redactor({ secrets: [{ name: 'DOOR', value: 'a "very" secret' }] })
const redact = (text: string) => redactor.redact(text).text
const lines = async (file = 'keeper.log') => (await readFile(join(folder, file), 'utf8')).trim().split('\n')

describe('the log of a process', () => {
  it('hides secrets wherever they stand, and stays JSON', async () => {
    const { log, close } = openLog({ folder, name: 'keeper', redact })
    log.info({ deep: { inside: ['a "very" secret'] }, token: 'abc123def456ghi789' }, 'sent a "very" secret')
    log.error({ err: new Error('with a "very" secret', { cause: new Error('password=hunter2hunter') }) }, 'failed')
    close()
    const text = (await lines()).join('\n')
    expect(text).not.toMatch(/very|abc123def456ghi789|hunter2hunter/)
    const [first, second] = (await lines()).map(line => JSON.parse(line))
    expect(first).toMatchObject({
      level: 'info',
      process: 'keeper',
      msg: 'sent [hidden: secret DOOR]',
      deep: { inside: ['[hidden: secret DOOR]'] },
    })
    expect(second.err.type).toBe('Error')
  })

  it('begins a new file at a size, keeps some old ones, and loses no line', async () => {
    const { log, close } = openLog({ folder, name: 'keeper', redact, maxBytes: 1_000, keep: 2 })
    for (let index = 0; index < 25; index += 1) log.info({ index }, 'a line of some length')
    close()
    expect((await readdir(folder)).sort()).toEqual(['keeper.1.log', 'keeper.2.log', 'keeper.log'])
    const kept = [...(await lines('keeper.2.log')), ...(await lines('keeper.1.log')), ...(await lines())].map(
      line => JSON.parse(line).index,
    )
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 25 - kept.length + index))
  })

  it('is readable by its owner only, also when an earlier one was not', async () => {
    const first = openLog({ folder, name: 'keeper', redact })
    first.close()
    await writeFile(join(folder, 'gateway.log'), '', { mode: 0o644 })
    openLog({ folder, name: 'gateway', redact }).close()
    const modes = await Promise.all(
      [folder, join(folder, 'keeper.log'), join(folder, 'gateway.log')].map(
        async path => (await stat(path)).mode & 0o777,
      ),
    )
    expect(modes).toEqual([0o700, 0o600, 0o600])
  })
})
