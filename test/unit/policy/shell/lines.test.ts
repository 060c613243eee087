import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ShellName } from '../../../../src-main/contract/model/decision.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'

const place = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }

/** One command a line; `\n` stands for a line break, except in a printf format. */
function lines(name: string): string[] {
  const text = readFileSync(new URL(`lines/${name}.txt`, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => (/^(printf|find)\b/.test(line) ? line : line.replaceAll('\\n', '\n')))
}

/** Our own cases, of the kinds of the corpus but with other programs and other features of the shell. */
describe('our own command lines', () => {
  it.each([
    ['deny', 'deny', 'nobody can approve'],
    ['danger', 'ask', 'a person is asked about'],
    ['safe', 'allow', 'stay silent'],
  ])('%s: %s %s', (name, verdict) => {
    const wrong = lines(name).flatMap(command => {
      const got = analyseCommand({ command, shell: 'bash', ...place })
      return got.verdict === verdict ? [] : [`${got.verdict} (${got.ruleId}): ${command}`]
    })
    expect(wrong).toEqual([])
  })
})

describe('our own lines for Windows', () => {
  const home = 'C:\\Users\\dev'
  const onWindows = { cwd: `${home}\\app`, home, user: 'dev', workspace: `${home}\\app` }
  const words = { deny: 'deny', danger: 'ask', safe: 'allow' }
  const rows = readFileSync(new URL('lines/windows.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [label = '', shell = '', ...rest] = line.split('|')
      return { label, shell: shell as ShellName, command: rest.join('|') }
    })

  it.each(Object.entries(words))('%s', (label, verdict) => {
    const wrong = rows
      .filter(row => row.label === label)
      .map(({ shell, command }) => ({ command, got: analyseCommand({ command, shell, ...onWindows }) }))
      .filter(({ got }) => got.verdict !== verdict)
    expect(rows.length).toBeGreaterThan(300)
    expect(wrong.map(({ command, got }) => `${got.verdict} (${got.ruleId}): ${command}`)).toEqual([])
  })
})

describe('our own lines for zsh, fish and sh, and more programs', () => {
  const words: Record<string, string> = { deny: 'deny', danger: 'ask', safe: 'allow' }
  const rows = ['dialects', 'kinds']
    .flatMap(name => readFileSync(new URL(`lines/${name}.txt`, import.meta.url), 'utf8').split('\n'))
    .filter(line => line !== '')
    .map(line => {
      const [label = '', shell = '', ...rest] = line.split('|')
      const text = rest.join('|')
      const command = /^(printf|find)\b/.test(text) ? text : text.replaceAll('\\n', '\n').replaceAll('\\t', '\t')
      return { label, shell: shell as ShellName, command }
    })

  it.each(['zsh', 'fish', 'sh', 'bash'])('%s', shell => {
    const wrong = rows
      .filter(row => row.shell === shell)
      .map(({ label, command }) => ({
        label,
        command,
        got: analyseCommand({ command, shell: shell as ShellName, ...place }),
      }))
      .filter(({ label, got }) => got.verdict !== words[label])
    expect(
      wrong.map(({ label, command, got }) => `${got.verdict} (${got.ruleId}) instead of ${label}: ${command}`),
    ).toEqual([])
  })
})
