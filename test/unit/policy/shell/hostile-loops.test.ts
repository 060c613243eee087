import { describe, expect, it } from 'vitest'
import type { ShellName } from '../../../../src-main/contract/model/decision.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'

const home = 'C:\\Users\\dev'
const place = { cwd: `${home}\\app`, home, user: 'dev', workspace: `${home}\\app` }
const items = Array.from({ length: 190 }, (_, at) => `f${at}`).join(' ')
const texts = Array.from({ length: 24 }, (_, at) => `'f${at}'`).join(',')
const letters = ['a', 'b', 'c', 'd', 'e']
const variables = Array.from({ length: 8 }, (_, at) => `$v${at}`)

describe('a line of loops that would fill in without end', () => {
  // Without a bound these take from four seconds to for ever; with it, some hundredths of one.
  it.each<[string, ShellName, string]>([
    ['a long body', 'cmd', `for %a in (${items}) do echo ${'%a '.repeat(20_000)}`],
    [
      'a long body in two loops',
      'cmd',
      `for %a in (${items}) do for %b in (${items}) do rd %a\\%b ${'x '.repeat(20_000)}`,
    ],
    ['five loops', 'cmd', `${letters.map(one => `for %${one} in (${items}) do `).join('')} rd %a%b%c%d%e`],
    [
      'five shells',
      'cmd',
      `${letters.map(one => `cmd /c for %${one} in (1 2 3 4 5 6 7 8 9) do `).join('')} rd %a%b%c%d%e`,
    ],
    ['a block of many commands', 'cmd', `for %a in (${items}) do (${'rd %a & '.repeat(6_000)} echo)`],
    ['a long block', 'powershell', `foreach ($x in ${texts}) { ${'ri $x; '.repeat(8_000)} }`],
    [
      'eight blocks',
      'powershell',
      `${variables.map(one => `foreach (${one} in ${texts}) { `).join('')} ri ${variables.join('\\')} ${'}'.repeat(8)}`,
    ],
    ['a long value', 'powershell', `$a='${'x'.repeat(8_000)}'; ${'echo $a$a$a$a; '.repeat(3_500)}`],
    ['brackets in brackets', 'powershell', `${'( '.repeat(140)}1${' )'.repeat(140)}; `.repeat(200)],
    [
      'functions that call each other',
      'powershell',
      "function f($a) { f ($a+'x'); g $a }; function g($a) { f $a; f $a }; g 1",
    ],
    ['a value that doubles', 'powershell', `$a='x'; ${'$a = $a + $a; '.repeat(3_000)}ri $a`],
    ['a variable that doubles', 'cmd', `set a=x& ${'set a=%a%%a%& '.repeat(3_000)}rd %a%`],
    ['a value in many commands', 'powershell', `$a='C:\\x'; ${'ri $a; '.repeat(8_000)}`],
  ])('ends: %s', (_name, shell, command) => {
    const before = process.cpuUsage()
    const { verdict } = analyseCommand({ ...place, shell, command: command.slice(0, 65_536) })
    const { user, system } = process.cpuUsage(before)
    expect(['allow', 'ask']).toContain(verdict)
    expect((user + system) / 1_000).toBeLessThan(3_000)
  })

  it('is still refused for what it names', () => {
    const command = `for %a in (${items} C:\\) do rd /s /q %a`
    expect(analyseCommand({ ...place, shell: 'cmd', command }).verdict).toBe('deny')
    const block = `foreach ($x in ${texts},'C:\\') { ri $x -r }`
    expect(analyseCommand({ ...place, shell: 'powershell', command: block }).verdict).toBe('deny')
  })
})
