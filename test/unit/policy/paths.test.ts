import { describe, expect, it } from 'vitest'
import { judgePathCase, PathCase } from '../../../src-main/policy/core/batch/path-case.ts'
import { corpus, passes } from '../../kit/corpus.ts'

interface Asked {
  path: string
  op?: PathCase['op']
  [field: string]: unknown
}

const verdictOn = (asked: Asked): string => {
  const verdict = judgePathCase(PathCase.parse({ id: 'x', op: 'read', ...asked }))
  return `${verdict.allowed ? 'allow' : 'deny'} ${verdict.ruleId}`
}

describe('the path corpus', () => {
  it.each(corpus('paths').map(one => [one.id, one.why, one] as const))('%s: %s', (_id, _why, one) => {
    const verdict = judgePathCase(PathCase.parse(one))
    expect(passes(one, verdict.allowed ? 'allow' : 'deny'), verdict.reason).toBe(true)
  })
})

describe('spellings that can be read in two ways', () => {
  it.each<[string, Asked, string]>([
    ['double encoding', { path: '%252e%252e/x' }, 'deny path.encoded'],
    ['overlong encoding', { path: '%c0%ae%c0%ae/x' }, 'deny path.encoded'],
    ['old %u encoding', { path: '%u002e%u002e/x' }, 'deny path.encoded'],
    ['full-width dots', { path: '\uff0e\uff0e/other' }, 'deny path.look-alike'],
    ['a two dot leader', { path: '\u2025/other' }, 'deny path.look-alike'],
    ['a full-width slash', { path: 'a\uff0fb' }, 'deny path.look-alike'],
    ['a division slash', { path: 'a\u2215b' }, 'deny path.look-alike'],
    ['an ellipsis in a name', { path: 'wait\u2026.md' }, 'allow path.root'],
    ['a fraction in a name', { path: 'cup \u00bd.md' }, 'allow path.root'],
    ['a percent sign in a name', { path: '100%25 sure.md' }, 'allow path.root'],
    ['backslash steps on Linux', { path: '..\\..\\etc\\passwd' }, 'deny path.backslash'],
    ['a drive on Linux', { path: 'C:\\Windows\\x' }, 'deny path.foreign'],
    ['a network share on Linux', { path: '\\\\server\\share' }, 'deny path.foreign'],
    ['an address of the web', { path: 'https://example.com/x' }, 'deny path.scheme'],
    ['half a character', { path: 'a\ud800b' }, 'deny path.text'],
    ['a name no disk can hold', { path: 'a'.repeat(256) }, 'deny path.too-long'],
    ['braced variable', { path: '$' + '{HOME}/x' }, 'deny path.variable'],
    ['command substitution', { path: '$(pwd)/x' }, 'deny path.variable'],
    ['a price in a name', { path: 'cost $5.md' }, 'allow path.root'],
    ['tilde plus', { path: '~+/x' }, 'deny path.tilde'],
    ['a backup file', { path: 'notes.md~' }, 'allow path.root'],
  ])('%s', (_what, asked, expected) => expect(verdictOn(asked)).toBe(expected))
})

describe('file addresses', () => {
  it.each<[string, string, string]>([
    ['of this machine', 'file://localhost/home/dev/app/a', 'allow path.root'],
    ['with one slash', 'file:/home/dev/app/a', 'allow path.root'],
    ['of another host', 'file://server/home/dev/app/a', 'deny path.file-url'],
    ['in capitals', 'FILE:///etc/passwd', 'deny path.system'],
    ['with encoded slashes', 'file:///home/dev/app%2f..%2f.ssh%2fid', 'deny path.keys'],
    ['encoded twice', 'file:///home/dev/app/%252e%252e/x', 'deny path.encoded'],
    ['with NUL', 'file:///home/dev/app/a%00b', 'deny path.file-url'],
    ['with broken encoding', 'file:///home/dev/app/%zz', 'deny path.file-url'],
    ['with a query', 'file:///home/dev/app/a?b', 'deny path.file-url'],
    ['relative', 'file:a', 'deny path.file-url'],
  ])('%s', (_what, path, expected) => expect(verdictOn({ path })).toBe(expected))
})

describe('links', () => {
  const app = '/home/dev/app'
  it.each<[string, Asked, string]>([
    [
      'delete behind a link acts on the target',
      { path: 'old/', op: 'delete', links: { [`${app}/old`]: '/home/dev/other' } },
      'deny path.outside',
    ],
    [
      'delete of a name below a link',
      { path: 'old/x', op: 'delete', links: { [`${app}/old`]: '/home/dev/other' } },
      'deny path.outside',
    ],
    [
      'a refused folder reached through its own target',
      { path: 'keys/id', links: { '/home/dev/.ssh': `${app}/keys` } },
      'deny path.keys',
    ],
    [
      'a link inside a refused folder',
      { path: '~/.ssh/x', links: { '/home/dev/.ssh/x': `${app}/README.md` } },
      'deny path.keys',
    ],
    ['a link of a process folder', { path: '/proc/self/cwd/a', links: { '/proc/self/cwd': app } }, 'deny path.system'],
    [
      'a very long chain',
      { path: 'l0', links: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${app}/l${i}`, `l${i + 1}`])) },
      'deny path.link-cycle',
    ],
    ['a link to itself and more', { path: 'a', links: { [`${app}/a`]: 'a/b' } }, 'deny path.link-cycle'],
    [
      'a refused place of the policy behind a link',
      { path: 's/k', links: { [`${app}/s`]: 'secrets' }, policy: { denied: [`${app}/secrets`] } },
      'deny path.denied',
    ],
    [
      'the temporary folder is a link',
      { path: '/tmp/x', op: 'write', links: { '/tmp': '/var/tmp' } },
      'allow path.root',
    ],
    [
      'a second name two steps away',
      { path: 'a', hardlinks: { [`${app}/a`]: `${app}/b`, [`${app}/b`]: '/home/dev/.bashrc' } },
      'deny path.outside',
    ],
    [
      'a second name the other way round',
      { path: 'a', hardlinks: { '/home/dev/.ssh/id': `${app}/a` } },
      'deny path.keys',
    ],
    [
      'removing one of two names',
      { path: 'a', op: 'delete', hardlinks: { [`${app}/a`]: '/home/dev/x' } },
      'allow path.root',
    ],
  ])('%s', (_what, asked, expected) => expect(verdictOn(asked)).toBe(expected))
})

describe('places nobody opens', () => {
  const all = { roots_rw: ['/'] }
  it.each<[string, Asked, string]>([
    ['the Docker socket', { path: '/var/run/docker.sock', policy: all }, 'deny path.system'],
    ['a browser profile', { path: '~/.mozilla/firefox/p/logins.json', policy: all }, 'deny path.browser'],
    ['a device', { path: '/dev/mem', policy: all }, 'deny path.system'],
    ['the null device when deleting', { path: '/dev/null', op: 'delete', policy: all }, 'deny path.system'],
    [
      'the folder that holds a refused one, when deleting',
      { path: '/home/dev', op: 'delete', policy: all },
      'deny path.delete-root',
    ],
    ['the workspace itself, when deleting', { path: '.', op: 'delete' }, 'deny path.delete-root'],
    ['a star rule of a user', { path: 'a/b/server.pem', policy: { denied: ['*.pem'] } }, 'deny path.denied'],
    [
      'a star rule covers what lies below',
      { path: 'x/private/y/z', policy: { denied: ['**/private'] } },
      'deny path.denied',
    ],
    ['a star rule elsewhere', { path: 'a/server.pem.txt', policy: { denied: ['*.pem'] } }, 'allow path.root'],
    [
      'a home rule of a user',
      { path: '~/vault/x', policy: { roots_rw: ['~'], denied: ['~/vault'] } },
      'deny path.denied',
    ],
    [
      'the other spelling of an accent',
      { path: 'cafe\u0301/x', policy: { denied: ['/home/dev/app/caf\u00e9'] } },
      'deny path.denied',
    ],
    [
      'all workspaces together',
      {
        path: '/home/dev/.gatehouse/workspaces',
        op: 'list',
        policy: { workspace: '/home/dev/.gatehouse/workspaces/main' },
      },
      'deny path.gatehouse',
    ],
    [
      'a workspace with the same beginning',
      {
        path: '../main2/x',
        cwd: '/home/dev/.gatehouse/workspaces/main',
        policy: { workspace: '/home/dev/.gatehouse/workspaces/main' },
      },
      'deny path.gatehouse',
    ],
    [
      'a data folder taken for a workspace',
      { path: 'config.yaml', cwd: '/home/dev/.gatehouse', policy: { workspace: '/home/dev/.gatehouse' } },
      'deny path.gatehouse',
    ],
    ['a program in the workspace', { path: 'run.sh', op: 'exec' }, 'deny path.outside'],
  ])('%s', (_what, asked, expected) => expect(verdictOn(asked)).toBe(expected))
})
