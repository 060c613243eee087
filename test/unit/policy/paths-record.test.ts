import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { judgePathCase, PathCase } from '../../../src-main/policy/core/batch/path-case.ts'
import { matchesGlob } from '../../../src-main/policy/core/paths/glob.ts'
import { runsLater } from '../../../src-main/policy/core/risky-files.ts'
import { differing } from '../../kit/case-by-case.ts'
import { corpus } from '../../kit/corpus.ts'
import { digest, Record } from '../../kit/record.ts'

interface Row {
  readonly name: string
  readonly says: () => unknown
}

const GLOBS = [
  '*',
  '**',
  '?',
  'a',
  'a*',
  '*a',
  'a?',
  '**/a',
  'a/**',
  '/a/**/b',
  '/**/*.pem',
  '/**a',
  'a**b',
  '*/b',
  '?/b',
  '***',
  '**/',
  '/a/*/b',
  'a*b*c',
]
const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'ba',
  'a/b',
  'a/x/b',
  '/a/b',
  '/a/x/b',
  '/a/x/y/b',
  '/x.pem',
  '/a/x.pem',
  '/pem',
  'a/',
  '/',
  'axbxc',
  'aa',
  '/b/a',
  'x/b',
]
const globs: Row[] = GLOBS.map(glob => ({
  name: glob,
  says: () => TEXTS.filter(text => matchesGlob(glob, text)).join(' | '),
}))

const LATER =
  '.git/hooks/x .git/hooks .git/config .git/configs .git/info/attributes .git/info/attributesx .husky/x .husky .envrc .envrcx x.envrc .vscode/tasks.json .vscode/settings.json .vscode/launch.json .vscode/tasks.jsonc .vscode/x.json .idea/x .idea .devcontainer/x .github/workflows/x .github/workflows .github/x .gitlab-ci.yml .gitlab-ci.ymlx .mcp.json .mcp.jsonx .claude/x .cursor/x .bashrc .zshrc .bash_profile .zsh_profile .bashenv .zshenv .profile .profilex a/.bashrc xbashrc a.git/hooks/x a\\.git\\hooks\\x .BASHRC'.split(
    ' ',
  )
const later: Row[] = LATER.map(path => ({ name: path, says: () => runsLater(path) }))

const PATHS = [
  'a',
  './a',
  '../a',
  '../../a',
  '/',
  '.',
  '..',
  '',
  '~',
  '~/a',
  '~/.ssh/id',
  '~/.SSH/id',
  '~root/a',
  '/etc/passwd',
  '/ETC/passwd',
  '/tmp',
  '/tmp/a',
  '/usr/bin/ls',
  '/lib/a',
  '/usr',
  '/dev/null',
  '/dev/shm/a',
  '/dev/sda',
  '/proc/self/mem',
  '/sys/x',
  '/root/a',
  '/home/dev',
  '/home/dev/app',
  '/home/dev/app/a',
  '/home/dev/appx',
  '/home/dev/.gatehouse/config',
  '/home/dev/.gatehouse/workspaces/main/a',
  '/home/dev/.gatehouse/workspaces',
  '/srv/a',
  '/opt/tools/x',
  'l',
  'l/a',
  'h',
  'private/a',
  'a/private',
  'x.pem',
  '.git/config',
  '.env',
  'a//b',
  'a/./b',
  'a/../b',
  'a/',
  'caf\u00e9',
  'cafe\u0301',
  'CON',
  'a.txt.',
  'a ',
  'a:b',
  'C:\\Users\\dev\\app\\a',
  'c:/users/dev/.ssh/id',
  '\\\\s\\x',
  'a\\b',
  '%2e%2e/a',
  '/Users/dev/a',
  '/Users/dev/Library/Keychains/x',
  '/private/tmp/a',
  '/System/x',
  '/var/run/docker.sock',
  '/boot/x',
  '/home/other/a',
  '~/.mozilla/x',
  '~/.config/google-chrome/x',
  '~/.aws/credentials',
  '~/.gnupg/x',
  '~/.bashrc',
  '~/.kube/config',
] as const
const app = '/home/dev/app'
const WORLDS: { readonly [name: string]: object } = {
  plain: {},
  'with links': {
    links: { [`${app}/l`]: '/srv', '/srv/a': `${app}/a`, [`${app}/private`]: '../other' },
    hardlinks: { [`${app}/h`]: '/home/dev/.bashrc' },
  },
  'with roots': {
    policy: {
      roots_rw: ['/srv'],
      roots_ro: ['/opt', '~/.config'],
      denied: ['private', '*.pem', '~/.kube', '**/b'],
      exec_roots: ['/opt/tools', '/usr/bin'],
    },
  },
  'all open': { policy: { roots_rw: ['/'], exec_roots: ['/'] } },
  'own workspace': {
    cwd: '/home/dev/.gatehouse/workspaces/main',
    policy: { workspace: '/home/dev/.gatehouse/workspaces/main' },
  },
  macos: { os: 'macos', cwd: '/Users/dev/app', policy: { workspace: '/Users/dev/app' } },
  'exact macos': { os: 'macos', case_insensitive: false },
  windows: { os: 'windows' },
  caseless: { case_insensitive: true, policy: { denied: ['CAF\u00c9', 'L'] } },
  'an entry of an archive': { entry_of: 'zip', base: app },
  'an entry on Windows': { entry_of: 'zip', os: 'windows' },
}
const OPERATIONS = ['read', 'write', 'list', 'delete', 'exec'] as const

const asked = (one: object): unknown => judgePathCase(PathCase.parse({ id: 'x', op: 'read', ...one }))
const grid = (world: object): Row[] =>
  PATHS.map(path => ({ name: path, says: () => OPERATIONS.map(op => asked({ path, op, ...world })) }))

const found = readFileSync(new URL('edges-paths.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const cases: Row[] = [
  ...corpus('paths').map(one => ({ name: one.id, says: () => asked(one) })),
  ...found.map(line => ({ name: line, says: () => asked(JSON.parse(line)) })),
]

/** The rules of all operations in words, and a digest of where the path leads and why. */
function short(row: Row): string {
  const said = row.says() as { ruleId: string; allowed: boolean }[]
  return `${said.map(one => `${one.allowed ? 'allow' : 'deny'} ${one.ruleId}`).join(', ')} ${digest(said)}`
}

describe('what is said about paths is on record', () => {
  it.each<[string, Row[]]>([
    ['globs', globs],
    ['later', later],
    ['cases', cases],
  ])('%s', (name, rows) => {
    const record = new Record(new URL(`records/paths-${name}.txt`, import.meta.url))
    const says = (row: Row): string => JSON.stringify(row.says())
    record.renew(rows, row => row.name, says)
    expect(differing(rows, row => record.difference(row.name, says(row)))).toEqual([])
  })

  it.each(Object.entries(WORLDS))('for five operations: %s', (name, world) => {
    const rows = grid(world)
    const record = new Record(new URL(`records/paths-${name.replaceAll(' ', '-').toLowerCase()}.txt`, import.meta.url))
    record.renew(rows, row => row.name, short)
    expect(differing(rows, row => record.difference(row.name, short(row)))).toEqual([])
  })
})
