import { describe, expect, it } from 'vitest'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'
import { cpuMs } from '../../../kit/cpu-ms.ts'

const place = {
  shell: 'bash',
  cwd: '/home/dev/app',
  home: '/home/dev',
  user: 'dev',
  workspace: '/home/dev/app',
} as const

const HOSTILE: Record<string, string> = {
  'one word of a megabyte': 'a'.repeat(1 << 20),
  'a megabyte of commands': 'ls; '.repeat(1 << 18),
  'ten thousand segments': 'ls -la foo;'.repeat(10_000),
  'ten thousand removals': Array.from({ length: 10_000 }, (_, i) => `rm f${i}`).join('\n'),
  'a pipe of eight thousand': `${'cat |'.repeat(8_000)}cat`,
  'ten thousand substitutions inside each other': `echo ${'$('.repeat(10_000)}`,
  'ten thousand quoted substitutions inside each other': '"$('.repeat(10_000),
  'five thousand brackets': '('.repeat(5_000),
  'twenty thousand backticks': '`'.repeat(20_000),
  'brace lists inside each other': `echo ${'{a,'.repeat(5_000)}`,
  'brace lists side by side': `echo ${'{a,b}'.repeat(30)}`,
  'here-documents that never end': 'cat <<E\n'.repeat(5_000),
  'shells inside shells': "bash -c '".repeat(3_000),
  'a variable that triples itself': `x=a; ${'x=$x$x$x; '.repeat(200)}$x`,
  'functions that call each other': `${'abcdefghijk'
    .split('')
    .map((n, i, all) => `${n}() { ${all[i + 1] ?? 'ls'}; ${all[i + 1] ?? 'ls'}; ${all[i + 1] ?? 'ls'}; }`)
    .join('; ')}; a`,
  'loops inside loops': `${'for a in 1 2; do '.repeat(60)}ls; ${'done; '.repeat(60)}`,
  'a long awk pattern': `awk '${'/a'.repeat(20_000)}'`,
  'a long sed script': `sed '${'s/a/b/;'.repeat(8_000)}'`,
  'thirty thousand patterns, the first of them a program': '* '.repeat(32_000),
  'a costly process pattern': `pkill '${'(a+)+'.repeat(10)}$'`,
  'broken pairs and bytes': '\uD800rm\uDC00 \uFFFD -rf \u0000 x',
}

describe('hostile commands end in a verdict within 250 ms', () => {
  it.each(Object.entries(HOSTILE))('%s', (_name, command) => {
    analyseCommand({ command: 'ls', ...place })
    // The best of three: a busy machine must not fail the test, an endless loop still does.
    expect(cpuMs(() => analyseCommand({ command, ...place }), 3)).toBeLessThan(250)
  })

  it('never lets what it did not read to the end pass', () => {
    const passed = Object.entries(HOSTILE).filter(([name]) =>
      /megabyte|ten thousand seg|pipe|inside each other|brackets|broken/.test(name),
    )
    expect(
      passed.filter(([, command]) => analyseCommand({ command, ...place }).verdict === 'allow').map(([name]) => name),
    ).toEqual([])
  })

  it('still refuses what stands in the part it could read', () => {
    expect(analyseCommand({ command: `sudo id; ${'ls; '.repeat(1 << 18)}`, ...place }).verdict).toBe('deny')
    expect(analyseCommand({ command: 'sudo id; echo $((', ...place }).verdict).toBe('deny')
    expect(analyseCommand({ command: `rm -rf ~; ${'('.repeat(500)}`, ...place }).verdict).toBe('deny')
  })
})

const windows = { ...place, cwd: 'C:\\Users\\dev\\app', home: 'C:\\Users\\dev', workspace: 'C:\\Users\\dev\\app' }
const TOKENS = [
  '.|',
  's|',
  '$x|',
  'a;',
  '$a=1;',
  '&a ',
  '(a)|',
  '{a}|',
  '@(',
  'echo a|',
  'echo a>b&',
  '%a%|',
  'a&&',
  'a^|',
]

/** A pipeline in which each command knew all before it took four gigabytes at 64 KB, and the Keeper with them. */
describe('long lines for Windows end in a verdict within seconds, and do not pass unread', () => {
  it.each(['powershell', 'cmd'] as const)('%s', shell => {
    const judged = TOKENS.map(token => {
      const command = token.repeat(65_536 / token.length)
      let verdict = ''
      const ms = cpuMs(() => (verdict = analyseCommand({ ...windows, command, shell }).verdict), 1)
      return { token, verdict, slow: ms > 1500 }
    })
    expect(judged.filter(({ slow }) => slow)).toEqual([])
    expect(
      judged.filter(({ token, verdict }) => /\|/.test(token) && !token.includes('^') && verdict === 'allow'),
    ).toEqual([])
  })
})
