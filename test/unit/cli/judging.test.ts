import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inspectBatch } from '../../../src-main/cli/inspect.ts'
import { explainCommand } from '../../../src-main/cli/policy.ts'
import { explainBatch } from '../../../src-main/cli/policy-batch.ts'

let folder: string
let lines: string[]
const write = (line: string): void => {
  lines.push(line)
}
const answers = (): Record<string, unknown>[] => lines.map(line => JSON.parse(line) as Record<string, unknown>)

async function file(...cases: (object | string)[]): Promise<string> {
  const path = join(folder, 'cases.jsonl')
  await writeFile(path, cases.map(one => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'))
  return path
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-batch-'))
  lines = []
  process.env['GATEHOUSE_HOME'] = join(folder, 'nothing-here')
})

afterEach(async () => {
  delete process.env['GATEHOUSE_HOME']
  await rm(folder, { recursive: true })
})

describe('a batch', () => {
  it('gives one line per case, in order', async () => {
    const path = await file(
      { id: 'c', command: 'sudo id', expect: 'deny' },
      { id: 'b', command: 'ls -l' },
      { id: 'a', command: 'rm -r build' },
    )
    expect(await explainBatch('commands', path, write)).toBe(0)
    expect(answers().map(({ id, verdict }) => [id, verdict])).toEqual([
      ['c', 'deny'],
      ['b', 'allow'],
      ['a', 'ask'],
    ])
  })

  it('judges paths and addresses by the world of each line', async () => {
    await explainBatch(
      'paths',
      await file({ id: 'p', path: 'x', op: 'read', links: { '/home/dev/app/x': '/etc/passwd' } }),
      write,
    )
    await explainBatch(
      'urls',
      await file({ id: 'u', url: 'https://a.example/', dns: { 'a.example': ['10.0.0.1'] } }),
      write,
    )
    expect(answers()).toEqual([
      { id: 'p', verdict: 'deny', ruleId: 'path.system', reasons: [expect.any(String)] },
      { id: 'u', verdict: 'deny', ruleId: 'url.answer', reasons: [expect.any(String)] },
    ])
  })

  it('refuses lines that cannot be read, in their place, and says so in the exit code', async () => {
    const path = await file('not json', { id: 'x', op: 'read' }, { id: 'y', path: 'a', op: 'read' })
    expect(await explainBatch('paths', path, write)).toBe(1)
    expect(answers().map(({ id, verdict }) => [id, verdict])).toEqual([
      [null, 'deny'],
      ['x', 'deny'],
      ['y', 'allow'],
    ])
  })

  it('of texts says what was found and what is left', async () => {
    await inspectBatch('injection', await file({ id: 'i', text: 'Good morning' }), write)
    await inspectBatch('secrets', await file({ id: 's', text: 'password=correct-horse-battery' }), write)
    expect(answers()).toEqual([
      { id: 'i', flagged: false, score: 0, reasons: [], disguises: [] },
      { id: 's', redacted: expect.not.stringContaining('horse') },
    ])
  })

  it('of an unknown kind is a usage error', async () => {
    expect(await explainBatch('dreams', await file({}), write)).toBe(2)
    expect(await inspectBatch('dreams', await file({}), write)).toBe(2)
  })
})

describe('explaining one command', () => {
  it('needs no data folder', () => {
    expect(explainCommand('ls -l', {}, write)).toBe(0)
    expect(lines[0]).toBe('Runs without a question. Dangerous calls ask, others do not.')
    expect(lines.at(-1)).toBe('Settings: those of a new installation.')
  })

  it('for strangers says no', () => {
    explainCommand('ls -l', { audience: 'public', json: true }, write)
    expect(answers()[0]).toMatchObject({ verdict: 'deny', layer: 'audience', ruleId: 'audience.deny' })
  })

  it('for an audience nobody knows says no', () => {
    explainCommand('ls -l', { audience: 'friends', json: true }, write)
    expect(answers()[0]).toMatchObject({ verdict: 'deny', ruleId: 'audience.unknown' })
  })

  it('uses the settings of the installation', async () => {
    process.env['GATEHOUSE_HOME'] = folder
    await writeFile(join(folder, 'config.yaml'), 'policy:\n  shell: off\n')
    explainCommand('ls -l', { json: true }, write)
    expect(answers()[0]).toMatchObject({ settings: expect.stringContaining('config.yaml') })
  })
})
