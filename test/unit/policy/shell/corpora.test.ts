import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ShellName } from '../../../../src-main/contract/model/decision.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'

interface Case {
  id: string
  command: string
  expect: string
  accept?: string[]
  shell?: ShellName
  stretch?: boolean
  rules?: { deny?: string[]; danger?: string[] }
}

const WORDS = { allow: 'safe', ask: 'danger', deny: 'deny' } as const

const unix = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }

function load(file: string): Case[] {
  const text = readFileSync(new URL(`../../../corpora/${file}`, import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Case)
    .filter(one => !one.expect.startsWith('allowlist'))
}

function wrong(cases: readonly Case[], place: typeof unix): string[] {
  return cases.flatMap(one => {
    const userRules = { deny: one.rules?.deny ?? [], danger: one.rules?.danger ?? [] }
    const { verdict } = analyseCommand({ command: one.command, shell: one.shell ?? 'bash', ...place, userRules })
    const got = WORDS[verdict]
    return got === one.expect || one.accept?.includes(got)
      ? []
      : [`${one.id} ${got} instead of ${one.expect}: ${one.command}`]
  })
}

const windows = { cwd: 'C:\\Users\\dev\\app', home: 'C:\\Users\\dev', user: 'dev', workspace: 'C:\\Users\\dev\\app' }

describe('the Windows corpus', () => {
  const cases = load('commands-windows.jsonl')

  it.each(['deny', 'danger', 'safe'])('is judged as labelled: %s', label => {
    expect(
      wrong(
        cases.filter(one => one.expect === label),
        windows,
      ),
    ).toEqual([])
  })
})

describe('the command corpus', () => {
  const cases = load('commands.jsonl')

  it.each(['deny', 'danger', 'safe'])('is judged as labelled: %s', label => {
    expect(
      wrong(
        cases.filter(one => one.expect === label),
        unix,
      ),
    ).toEqual([])
  })
})
