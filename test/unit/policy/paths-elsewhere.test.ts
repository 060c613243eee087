import { describe, expect, it } from 'vitest'
import { judgePathCase, PathCase } from '../../../src-main/policy/core/batch/path-case.ts'

interface Asked {
  path: string
  op?: PathCase['op']
  [field: string]: unknown
}

const verdictOn = (asked: Asked): string => {
  const verdict = judgePathCase(PathCase.parse({ id: 'x', op: 'read', ...asked }))
  return `${verdict.allowed ? 'allow' : 'deny'} ${verdict.ruleId}`
}

const windows = { os: 'windows', cwd: 'C:\\Users\\dev\\app' }
const mac = { os: 'macos', cwd: '/Users/dev/app', policy: { roots_rw: ['/Users/dev'] } }

describe('Windows names', () => {
  it.each<[string, string, string]>([
    ['forward slashes', 'docs/guide.md', 'allow path.root'],
    ['other case', 'c:\\users\\DEV\\APP\\x', 'allow path.root'],
    ['a share', '\\\\server\\share\\x', 'deny path.device'],
    ['a share with slashes', '//server/share', 'deny path.device'],
    ['a raw device', '\\\\.\\PhysicalDrive0', 'deny path.device'],
    ['a verbatim path', '\\\\?\\C:\\Users\\dev\\app\\x', 'deny path.device'],
    ['an NT path', '\\??\\C:\\x', 'deny path.device'],
    ['a reserved name', 'CON', 'deny path.device'],
    ['a reserved name with an extension', 'docs\\nul.txt', 'deny path.device'],
    ['a reserved name with a superscript', 'COM\u00b9', 'deny path.device'],
    ['a data stream', 'notes.txt:hidden', 'deny path.stream'],
    ['the stream of a folder', 'docs::$INDEX_ALLOCATION', 'deny path.stream'],
    ['a dot at the end', 'secret.txt.', 'deny path.trailing'],
    ['a step up with a blank', '.. \\x', 'deny path.trailing'],
    ['three dots', '...\\x', 'deny path.trailing'],
    ['a short name', 'PROGRA~1\\x', 'deny path.short-name'],
    ['another drive', 'D:\\x', 'deny path.outside'],
    ['a drive without a slash', 'C:x', 'deny path.drive'],
    ['from the root of the drive', '\\Windows\\x', 'deny path.system'],
    ['a variable', '%USERPROFILE%\\x', 'deny path.variable'],
    ['home', '~\\.ssh\\id', 'deny path.keys'],
    ['a star', '*.txt', 'deny path.characters'],
    ['a file address', 'file:///C:/Users/dev/app/x', 'allow path.root'],
    ['a file address of a share', 'file://server/x', 'deny path.file-url'],
  ])('%s', (_what, path, expected) => expect(verdictOn({ ...windows, path })).toBe(expected))

  it('a junction leads out', () => {
    const links = { 'C:\\Users\\dev\\app\\out': 'C:\\Users\\dev\\Documents' }
    expect(verdictOn({ ...windows, path: 'OUT\\x', links })).toBe('deny path.outside')
  })
})

describe('macOS volumes', () => {
  it.each<[string, Asked, string]>([
    ['other case of a refused folder', { path: '~/.SSH/id' }, 'deny path.keys'],
    ['long s', { path: '~/.\u017f\u017fh/id' }, 'deny path.keys'],
    ['characters the volume ignores', { path: '~/.s\u200csh/id' }, 'deny path.keys'],
    ['the other mount of the data volume', { path: '/System/Volumes/Data/Users/dev/.ssh/id' }, 'deny path.system'],
    [
      'the private name of a system folder',
      { path: '/private/etc/hosts', policy: { roots_ro: ['/'] } },
      'deny path.system',
    ],
    ['the keychain', { path: '~/Library/Keychains/login.keychain-db' }, 'deny path.browser'],
    ['a named fork', { path: 'a/..namedfork/rsrc' }, 'deny path.stream'],
    ['an ordinary file', { path: 'a' }, 'allow path.root'],
    ['the decomposed spelling of a name', { path: '/Users/dev/app/cafe\u0301' }, 'allow path.root'],
  ])('%s', (_what, asked, expected) => expect(verdictOn({ ...mac, ...asked })).toBe(expected))
})

describe('archive entries', () => {
  const zip = { op: 'write', entry_of: 'zip', base: '/home/dev/app/out' } as const
  it.each<[string, string, string]>([
    ['absolute', '/etc/cron.d/x', 'deny path.entry-absolute'],
    ['of another system', 'C:\\Windows\\x', 'deny path.entry-absolute'],
    ['with backslash steps', '..\\..\\x', 'deny path.entry-climbs'],
    ['out and back in', '../out/x', 'deny path.entry-climbs'],
    ['down and up', 'a/../../x', 'deny path.entry-climbs'],
    ['a tilde', '~/x', 'deny path.entry-absolute'],
    ['with a dot in front', './a/b', 'allow path.root'],
    ['a folder', 'a/b/', 'allow path.root'],
    ['without a name', '', 'deny path.empty'],
  ])('%s', (_what, path, expected) => expect(verdictOn({ ...zip, path })).toBe(expected))

  it.each<[string, string]>([
    ['into the workspace', '/home/dev/app/src'],
    ['into the temporary folder', '/tmp/x'],
    ['out of everything', '/home/dev/other'],
  ])('a link that an earlier entry made leads %s', (_where, target) => {
    const links = { '/home/dev/app/out/link': target }
    expect(verdictOn({ ...zip, path: 'link/x', links })).toMatch(/^deny/)
  })
})
