import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ShellName } from '../../../../src-main/contract/model/decision.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'

const unix = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }
const home = 'C:\\Users\\dev'
const windows = { cwd: `${home}\\app`, home, user: 'dev', workspace: `${home}\\app` }
const VERDICTS: Readonly<Record<string, string>> = { deny: 'deny', danger: 'ask', safe: 'allow' }

/** `label|shell|command`, written as inside a text of JSON. */
const rows = ['everyday-and-hostile', 'acts-and-work']
  .flatMap(name => readFileSync(new URL(`lines/${name}.txt`, import.meta.url), 'utf8').split('\n'))
  .filter(line => line !== '')
  .map(line => {
    const [label = '', shell = '', ...rest] = line.split('|')
    const command = rest.join('|').replace(/\\(n|\\)/g, (_all, c: string) => (c === 'n' ? '\n' : '\\'))
    return { label, shell: shell as ShellName, command }
  })

const judged = (command: string, shell: ShellName) =>
  analyseCommand({ command, shell, ...(shell === 'cmd' || shell === 'powershell' ? windows : unix) })

describe('lines written by people at work and by people who want to get past', () => {
  it.each(Object.entries(VERDICTS))('that are %s get %s', (label, verdict) => {
    const ours = rows.filter(row => row.label === label)
    const wrong = ours
      .map(row => ({ ...row, got: judged(row.command, row.shell) }))
      .filter(({ got }) => got.verdict !== verdict)
    expect(ours.length).toBeGreaterThan(100)
    expect(wrong.map(({ command, shell, got }) => `${shell} ${got.verdict} (${got.ruleId}): ${command}`)).toEqual([])
  })
})
