import { describe, expect, it } from 'vitest'
import type { AllowlistEntry } from '../../../../src-main/contract/model/policy.ts'
import { matchAllowlist } from '../../../../src-main/policy/core/exec-allowlist.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'
import { corpus } from '../../../kit/corpus.ts'

const place = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }

interface Row {
  id: string
  command: string
  expect: string
  accept?: string[]
  allowlist: AllowlistEntry[]
  resolve?: Record<string, string>
}

function verdictOf(row: Pick<Row, 'command' | 'allowlist' | 'resolve'>): string {
  const analysis = analyseCommand({ command: row.command, shell: 'bash', ...place })
  const resolve = (name: string): string => row.resolve?.[name] ?? `/usr/bin/${name}`
  return matchAllowlist(analysis, row.allowlist, { ...place, resolve }).covered ? 'allowlist-hit' : 'allowlist-miss'
}

describe('the exec allowlist', () => {
  const rows = corpus('commands').filter(one => one.expect.startsWith('allowlist')) as unknown as Row[]

  it('covers the corpus cases as labelled', () => {
    const wrong = rows.flatMap(row => {
      const got = verdictOf(row)
      return got === row.expect || row.accept?.includes(got) ? [] : [`${row.id} ${got}: ${row.command}`]
    })
    expect(rows.length).toBe(44)
    expect(wrong).toEqual([])
  })

  const covered = (command: string, ...allowlist: AllowlistEntry[]): boolean =>
    verdictOf({ command, allowlist }) === 'allowlist-hit'

  it.each([
    ['a listed program that asks by itself', 'rm build/out.txt', { path: '/usr/bin/rm', args: ['build/*'] }, true],
    ['credentials read by a program listed as a whole', 'cat ~/.ssh/id_rsa', { path: '/usr/bin/cat' }, false],
    ['an argument that is only known at the run', 'cat "$FILE"', { path: '/usr/bin/cat' }, false],
    ['an option that names a plain helper', 'tar -I zstd -cf a.tar src', { path: '/usr/bin/tar' }, false],
    ['inline code that is harmless', 'python3 -c "print(1)"', { path: '/usr/bin/python3' }, false],
    [
      'a script of a listed interpreter',
      'python3 tools/gen.py',
      { path: '/usr/bin/python3', args: ['tools/*.py'] },
      true,
    ],
    ['code on the input of a listed interpreter', 'python3 <<< "print(1)"', { path: '/usr/bin/python3' }, false],
    ['a pattern under a bare entry', 'wc -l src/*.ts', { path: '/usr/bin/wc' }, true],
    [
      'a glued path outside the folder',
      'grep -f/etc/passwd x',
      { path: '/usr/bin/grep', paths_within: '/home/dev/app' },
      false,
    ],
    [
      'a long option with a path outside the folder',
      'grep --file=/etc/passwd x',
      { path: '/usr/bin/grep', paths_within: '/home/dev/app' },
      false,
    ],
    [
      'a redirect from outside the folder',
      'wc -l < /etc/passwd',
      { path: '/usr/bin/wc', paths_within: '/home/dev/app' },
      false,
    ],
    ['an exported search path', 'export PATH=/opt/x/bin:$PATH; ls', { path: '/usr/bin/ls' }, false],
    ['a git setting in front of a listed verb', 'git -c color.ui=never diff', { path: '/usr/bin/git' }, false],
    ['a hash that does not fit', 'rg foo', { path: '/usr/bin/rg', sha256: 'aa' }, false],
  ] as [string, string, AllowlistEntry, boolean][])('%s', (_name, command, entry, expected) => {
    expect(covered(command, entry)).toBe(expected)
  })

  it('follows links before it compares', () => {
    const analysis = analyseCommand({ command: 'cat notes', shell: 'bash', ...place })
    const realPath = (path: string): string => (path === '/home/dev/app/notes' ? '/etc/shadow' : path)
    const entries = [{ path: '/usr/bin/cat', paths_within: '/home/dev/app' }]
    expect(matchAllowlist(analysis, entries, { ...place, resolve: name => `/usr/bin/${name}`, realPath }).covered).toBe(
      false,
    )
    expect(matchAllowlist(analysis, entries, { ...place, resolve: name => `/usr/bin/${name}` }).covered).toBe(true)
  })

  it('refuses what is hard denied even when everything is listed', () => {
    expect(covered('rm -rf ~', { path: '/**' })).toBe(false)
  })
})
