/**
 * What a line really runs, as `what-runs/*.txt` states it: a line of a shell, and below it, set in, what is said about the whole
 * (nothing when it is allowed), then each command with the words it really gets, after the commands that led to it. Signs: `⏎` a
 * line break, `…` what only the run decides.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CommandAnalysis, Segment, ShellName } from '../../../../src-main/contract/model/decision.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'
import { differing } from '../../../kit/case-by-case.ts'

interface Case {
  readonly line: string
  readonly runs: string
}

const unix = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }
const home = 'C:\\Users\\dev'
const windows = { cwd: `${home}\\app`, home, user: 'dev', workspace: `${home}\\app` }

const SHELLS: Readonly<Record<string, ShellName>> = { ps: 'powershell', cmd: 'cmd', zsh: 'zsh', fish: 'fish' }

const word = (text: string): string => (/^[^\s"']+$/.test(text) ? text : JSON.stringify(text))

function command({ via, argv, redirects }: Segment): string {
  const words = argv.map(({ text }) => word(text))
  const files = redirects.map(({ operator, target }) => operator + word(target.text))
  return [...via.map(name => `${name}:`), ...words, ...files].join(' ')
}

function told({ verdict, ruleId, segments, scripts, bindable }: CommandAnalysis): string {
  return [
    ...(verdict === 'allow' ? [] : [`${verdict} ${ruleId}`]),
    ...segments.map(command).filter(text => text !== ''),
    ...scripts.map(script => `(a script: ${script})`),
    ...(bindable ? [] : ['(cannot be bound)']),
  ].join('\n')
}

function runs(line: string): string {
  const [, name = '', foreign = ''] = /^(ps|cmd|zsh|fish)> (.*)$/s.exec(line) ?? []
  const shell = SHELLS[name] ?? 'bash'
  const place = shell === 'powershell' || shell === 'cmd' ? windows : unix
  return told(analyseCommand({ command: (foreign || line).replaceAll('⏎', '\n'), shell, ...place }))
}

/** The cases of a file by the sentence above them. */
function sections(name: string): [string, Case[]][] {
  const text = readFileSync(new URL(`what-runs/${name}`, import.meta.url), 'utf8')
  return text
    .split(/^# /m)
    .slice(1)
    .map(section => {
      const [sentence = '', ...rest] = section.split('\n')
      return [
        sentence,
        rest
          .join('\n')
          .split(/\n(?=\S)/)
          .filter(Boolean)
          .map(caseOf),
      ]
    })
}

function caseOf(text: string): Case {
  const [line = '', ...below] = text.trimEnd().split('\n')
  return { line, runs: below.map(one => one.slice(2)).join('\n') }
}

describe('what a line really runs', () => {
  for (const name of readdirSync(new URL('what-runs', import.meta.url)).sort())
    it.each(sections(name))(`${name}: %s`, (_sentence, cases) => {
      expect(cases.length).toBeGreaterThan(2)
      expect(
        differing(cases, one => (runs(one.line) === one.runs ? null : `${one.line}\n${runs(one.line)}\n`)),
      ).toEqual([])
    })
})
