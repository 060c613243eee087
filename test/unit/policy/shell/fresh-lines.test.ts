import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CommandAnalysis, ShellName } from '../../../../src-main/contract/model/decision.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'
import { differing } from '../../../kit/case-by-case.ts'
import { digest, Record } from '../../../kit/record.ts'

const unix = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }
const home = 'C:\\Users\\dev'
const windows = { cwd: `${home}\\app`, home, user: 'dev', workspace: `${home}\\app` }
const VERDICTS: Readonly<{ [label: string]: string }> = { deny: 'deny', danger: 'ask', safe: 'allow' }

interface Row {
  readonly label: string
  readonly shell: ShellName
  readonly command: string
}

/** `label|shell|command`, written as inside a text of JSON. */
const rowsOf = (name: string): Row[] =>
  readFileSync(new URL(`lines/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [label = '', shell = '', ...rest] = line.split('|')
      const command = rest.join('|').replace(/\\(n|\\)/g, (_all, c: string) => (c === 'n' ? '\n' : '\\'))
      return { label, shell: shell as ShellName, command }
    })

const judged = ({ command, shell }: Row): CommandAnalysis =>
  analyseCommand({ command, shell, ...(shell === 'cmd' || shell === 'powershell' ? windows : unix) })

/** Verdict, rule and categories in words, all else as a digest. */
const saysOf = (analysis: CommandAnalysis): string =>
  `${analysis.verdict} ${analysis.ruleId} [${analysis.categories.join(' ')}] ${digest(analysis)}`

/** The lines themselves stand in their own file; on record they go by a short name. */
const nameOf = ({ shell, command }: Row): string => digest([shell, command])

describe('lines written by people at work and by people who want to get past', () => {
  it.each(['everyday-and-hostile', 'acts-and-work', 'windows-work'])(
    'get what they should, and what is said of them is on record: %s',
    name => {
      const rows = rowsOf(name)
      const record = new Record(new URL(`records/${name}.txt`, import.meta.url))
      record.renew(rows, nameOf, row => saysOf(judged(row)))
      const difference = (row: Row): string | null => {
        const got = judged(row)
        const found = record.difference(nameOf(row), saysOf(got))
        if (got.verdict === VERDICTS[row.label] && found === null) return null
        return `${row.shell}: ${row.command}\n  should be ${row.label}; ${got.reasons.join(' ')}\n  ${found ?? got.verdict}`
      }
      expect(new Set(rows.map(nameOf)).size).toBe(rows.length)
      expect(rows.length).toBeGreaterThan(500)
      expect(differing(rows, difference)).toEqual([])
    },
  )
})
