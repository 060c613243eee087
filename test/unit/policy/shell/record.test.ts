import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ShellName } from '../../../../src-main/contract/model/decision.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'
import { differing } from '../../../kit/case-by-case.ts'
import { corpus } from '../../../kit/corpus.ts'
import { unfolded } from '../../../kit/families.ts'
import { digest, Record } from '../../../kit/record.ts'

interface Line {
  readonly command: string
  readonly shell: ShellName
  readonly rules: { readonly deny?: string[]; readonly danger?: string[] }
}

const home = '/home/dev'
const unix = { cwd: `${home}/app`, home, user: 'dev', workspace: `${home}/app` }
const windowsHome = 'C:\\Users\\dev'
const windows = { cwd: `${windowsHome}\\app`, home: windowsHome, user: 'dev', workspace: `${windowsHome}\\app` }
const ON_WINDOWS: ReadonlySet<ShellName> = new Set(['powershell', 'cmd'])

const unfold = (text: string): string =>
  /^(printf|find)\b/.test(text) ? text : text.replaceAll('\\n', '\n').replaceAll('\\t', '\t')

const textOf = (name: string): string[] =>
  readFileSync(new URL(`lines/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '')

const inBash = (name: string): Line[] =>
  textOf(name).map(command => ({ command: unfold(command), shell: 'bash', rules: {} }))

const inTheirShell = (name: string): Line[] =>
  textOf(name).map(line => {
    const [, shell, ...rest] = line.split('|')
    const command = rest.join('|')
    return { command: name === 'windows' ? command : unfold(command), shell: shell as ShellName, rules: {} }
  })

const ofCorpus = (name: string): Line[] =>
  corpus(name).map(one => ({
    command: String(one['command']),
    shell: (one['shell'] ?? 'bash') as ShellName,
    rules: (one['rules'] ?? {}) as Line['rules'],
  }))

/** Lines that differ in one word, to see where a rule begins and ends. */
const families = (): Line[] =>
  [...new Set(textOf('families').flatMap(unfolded))].map(line => {
    const [, shell = 'bash', command = line] = /^(powershell|cmd|zsh|fish)\|(.*)$/s.exec(line) ?? []
    return { command: unfold(command), shell: shell as ShellName, rules: {} }
  })

/** The same for the shells of Windows, where `\\n` begins a name: `⏎` stands for the end of a line, `⇥` for a tab. */
const familiesOnWindows = (): Line[] =>
  [...new Set(textOf('windows-families').flatMap(unfolded))].map(line => {
    const [, shell = '', command = ''] = /^(powershell|cmd)\|(.*)$/s.exec(line) ?? []
    return { command: command.replaceAll('⏎', '\n').replaceAll('⇥', '\t'), shell: shell as ShellName, rules: {} }
  })

/** Lines that are named nowhere but in the record: each row of each table once, and what lies just inside or outside a rule. */
const ofRecord = (name: string): Line[] =>
  recordOf(name)
    .names()
    .map(line => {
      const [shell = '', ...words] = line.split(' ')
      return { command: words.join(' '), shell: shell as ShellName, rules: {} }
    })

const recordOf = (name: string): Record => new Record(new URL(`records/${name}.txt`, import.meta.url))

/** Verdict, rule, categories and reasons in words; all else (programs, arguments, redirections, what is offered) as a digest. */
function says({ command, shell, rules }: Line): string {
  const place = ON_WINDOWS.has(shell) ? windows : unix
  const userRules = { deny: rules.deny ?? [], danger: rules.danger ?? [] }
  const analysis = analyseCommand({ command, shell, ...place, userRules })
  const head = `${analysis.verdict} ${analysis.ruleId} [${analysis.categories.join(' ')}] ${digest(analysis)}`
  return [head, ...analysis.reasons].join(' | ')
}

/** The same without the reasons, for thousands of lines that share them. */
const saysShort = (line: Line): string => says(line).replace(/ \| .*/s, '')

const nameOf = ({ command, shell, rules }: Line): string => [shell, ...Object.entries(rules).flat(2), command].join(' ')

describe('what a person is told about a command is on record', () => {
  it.each<[string, Line[]]>([
    ['deny', inBash('deny')],
    ['danger', inBash('danger')],
    ['safe', inBash('safe')],
    ['windows', inTheirShell('windows')],
    ['dialects', inTheirShell('dialects')],
    ['kinds', inTheirShell('kinds')],
    ['corpus', ofCorpus('commands')],
    ['corpus-windows', ofCorpus('commands-windows')],
  ])('%s', (name, lines) => {
    const record = recordOf(name)
    record.renew(lines, nameOf, says)
    expect(differing(lines, line => record.difference(nameOf(line), says(line)))).toEqual([])
  })

  it.each<[string, () => Line[]]>([
    ['families', families],
    ['windows-families', familiesOnWindows],
    ['rows', () => ofRecord('rows')],
    ['edges', () => ofRecord('edges')],
  ])('%s', (name, linesOf) => {
    const [record, lines] = [recordOf(name), linesOf()]
    record.renew(lines, nameOf, saysShort)
    expect(lines.length).toBeGreaterThan(100)
    expect(differing(lines, line => record.difference(nameOf(line), saysShort(line)))).toEqual([])
  })
})
