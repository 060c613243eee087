import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ShellName } from '../../../../src-main/contract/model/decision.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'
import { corpus } from '../../../kit/corpus.ts'

const place = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }
const WEIGHT = { allow: 0, ask: 1, deny: 2 } as const

const weigh = (command: string, shell: ShellName = 'bash', deny: string[] = []): number =>
  WEIGHT[analyseCommand({ command, shell, ...place, userRules: { deny, danger: [] } }).verdict]

const single = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const cases = corpus('commands').filter(
  one => one.shell === undefined && !one.expect.startsWith('allowlist') && !one.rules,
)
const dangerous = cases.filter(one => one.expect !== 'safe').map(one => String(one.command))
/** Those that are one simple command, so that a program can be put in front. */
const simple = dangerous.filter(
  command =>
    !/[|&;<>(){}\n`$!#=~'"\\*]|^(for|if|while|until|case|function|time|exec|eval|source|\.|set|export|alias|read|trap|command|builtin|cd)\b/.test(
      command,
    ),
)

const TEXT_WRAPS: Record<string, (command: string) => string> = {
  'bash -c': command => `bash -c ${single(command)}`,
  'sh -c inside bash -c': command => `bash -c ${single(`sh -c ${single(command)}`)}`,
  eval: command => `eval ${single(command)}`,
  'a subshell': command => `(\n${command}\n)`,
  'a group': command => `{\n${command}\n}`,
  'a branch': command => `if true; then\n${command}\nfi`,
  'a loop': command => `for i in 1; do\n${command}\ndone`,
  'a condition': command => `while\n${command}\ndo break; done`,
  'a second line': command => `ls\n${command}`,
  'a second command': command => `echo start;\n${command}`,
  'a here-document': command => `bash <<'GATE_END'\n${command}\nGATE_END`,
  'a function': command => `wrapped() {\n${command}\n}\nwrapped`,
  'a substitution': command => `echo "$(\n${command}\n)"`,
  'a process substitution': command => `cat <(\n${command}\n)`,
  'a case arm': command => `case x in x)\n${command}\n;; esac`,
  'timeout and a shell': command => `timeout 5 nice -n 3 bash -lc ${single(command)}`,
  'xargs and a shell': command => `echo x | xargs -I{} sh -c ${single(command)}`,
  'find and a shell': command => `find . -maxdepth 0 -exec sh -c ${single(command)} \\;`,
  'a printed text piped to a shell': command => `printf '%s\\n' ${single(command)} | bash`,
  'a trap': command => `trap ${single(command)} EXIT`,
  'an alias': command => `alias wrapped=${single(command)}\nwrapped`,
  'a file that is run': command => `cat > run.sh <<'GATE_END'\n${command}\nGATE_END\nbash run.sh`,
}

const WORD_WRAPS = [
  'env',
  'env A=1',
  'nice -n 5',
  'nohup',
  'timeout 9',
  'stdbuf -oL',
  'setsid',
  'ionice -c3',
  'command',
  'exec',
  'time',
  'strace -f',
  'xvfb-run -a',
  'flock x.lock',
  'A=1 B=2',
  '/usr/bin/env',
  'busybox timeout 5',
]

/** Cases whose meaning changes when they are moved: they speak of their own position or of the shell itself. */
const POSITIONAL = /\$0|\$1|\$9|^#|export -f|shopt|alias |END\b|EOF/

describe('wrapping never lowers a verdict', () => {
  it.each(Object.entries(TEXT_WRAPS))('%s', (name, wrap) => {
    // xargs and find fill every `{}` they see, also one that was meant for a command inside.
    const moved = dangerous.filter(
      command => !POSITIONAL.test(command) && !(/xargs|find/.test(name) && command.includes('{}')),
    )
    const lowered = moved.filter(command => weigh(wrap(command)) < weigh(command))
    expect(lowered).toEqual([])
  })

  it.each(WORD_WRAPS)('%s', wrap => {
    const lowered = simple.filter(command => weigh(`${wrap} ${command}`) < weigh(command))
    expect(simple.length).toBeGreaterThan(80)
    expect(lowered).toEqual([])
  })

  it('quotes and backslashes inside the name', () => {
    const spell = [
      (name: string) => `${name[0]}""${name.slice(1)}`,
      (name: string) => `'${name}'`,
      (name: string) => `"${name}"`,
      (name: string) => `\\${name}`,
      (name: string) => `$'${[...name].map(c => `\\x${c.charCodeAt(0).toString(16)}`).join('')}'`,
      (name: string) => `${name[0]}\\\n${name.slice(1)}`,
      (name: string) => `${name.slice(0, 1)}$@${name.slice(1)}`,
    ]
    const lowered = simple.flatMap(command => {
      const [name = '', ...rest] = command.split(' ')
      if (!/^[a-z][a-z.0-9-]+$/.test(name)) return []
      return spell.map(change => [change(name), ...rest].join(' ')).filter(changed => weigh(changed) < weigh(command))
    })
    expect(lowered).toEqual([])
  })

  it('any stack of wrappers and quoting', () => {
    const wraps = [...Object.values(TEXT_WRAPS).slice(0, 12)]
    fc.assert(
      fc.property(
        fc.constantFrom(...simple),
        fc.array(fc.constantFrom(...wraps), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...WORD_WRAPS),
        (command, stack, word) => {
          const inner = `${word} ${command}`
          const outer = stack.reduce((text, wrap) => wrap(text), inner)
          return weigh(outer) >= weigh(command)
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('text is not a command', () => {
  const carriers: Record<string, (text: string) => string> = {
    echo: text => `echo ${single(text)}`,
    grep: text => `grep -rn ${single(text)} docs`,
    'a commit message': text => `git commit -m ${single(text)}`,
    'an issue': text => `gh issue create --title ${single(text)} --body x`,
    'a log line': text => `logger ${single(text)}`,
    'a file': text => `cat > notes.md <<'GATE_END'\n${text}\nGATE_END`,
    'an assignment': text => `note=${single(text)}`,
    'a comment': text => `ls # ${text.replaceAll('\n', ' ')}`,
    'a printed text': text => `printf '%s\\n' ${single(text)}`,
    'a search with ripgrep': text => `rg -F -- ${single(text)}`,
  }
  it.each(Object.entries(carriers))('%s stays silent', (_name, carry) => {
    const loud = dangerous.filter(command => weigh(carry(command)) > 0)
    expect(loud).toEqual([])
  })
})

describe('properties', () => {
  it('adding a deny rule never makes anything more allowed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases.map(one => String(one.command))),
        fc.constantFrom('ls', 'git status', 'docker rm', 'rm', 'npm test'),
        (command, rule) => weigh(command, 'bash', [rule]) >= weigh(command),
      ),
      { numRuns: 600 },
    )
  })

  it('any text in any shell ends in a verdict that the contract can carry, and never changes', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '$(',
        ')',
        '`',
        '"',
        "'",
        '{',
        '}',
        ';',
        '|',
        '&',
        '<<E',
        '\n',
        '$x',
        '${x:-',
        '\\',
        '(',
        '[[',
        ']]',
        'if',
        'fi',
        'do',
        'done',
        'case',
        'esac',
        '>',
        '<',
        '*',
        '~',
        'rm',
        'sudo',
        '-rf',
        '/',
        '%',
        '^',
        '@(',
        '#',
      ),
      fc.string({ maxLength: 6 }),
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }),
        fc.constantFrom<ShellName>('bash', 'sh', 'zsh', 'fish', 'powershell', 'cmd'),
        (pieces, shell) => {
          const command = pieces.join(' ')
          const [first, second] = [weigh(command, shell), weigh(command, shell)]
          return first === second
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('a refusal that stands first is found, whatever follows it', () => {
    const tail = fc.array(
      fc.constantFrom('$(', ')', '`', '"', "'", '{', '}', 'fi', 'done', '((', ']]', '<<X', 'x', '\\'),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(
        tail,
        pieces => weigh(`sudo id\n${pieces.join(' ')}`) === 2 && weigh(`sudo id; ${pieces.join('')}`) >= 1,
      ),
      { numRuns: 600 },
    )
  })
})
