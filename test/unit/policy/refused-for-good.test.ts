import { describe, expect, it } from 'vitest'
import type { AllowlistEntry } from '../../../src-main/contract/model/policy.ts'
import { refusedForGood } from '../../../src-main/policy/core/refused-for-good.ts'
import { INTERPRETERS } from '../../../src-main/policy/core/shell/tables/interpreters.ts'
import { WRAPPERS } from '../../../src-main/policy/core/shell/tables/wrappers.ts'

const rule = (...paths: string[]) => ({
  kind: 'allowlist' as const,
  agent: 'main',
  entries: paths.map((path): AllowlistEntry => ({ path })),
  words: 'test',
})
const shells =
  'bash sh zsh dash ksh mksh rbash yash ash fish csh tcsh nu elvish pwsh powershell cmd cmd.exe PowerShell.exe bash5 bash-5.2'
const interpreters =
  'python python3 python3.12 python2.7 node node22 nodejs deno bun perl perl5.36.0 ruby ruby3.1 php php8.2 lua lua5.4 Rscript tclsh'
const wrappers =
  'env nice nohup timeout stdbuf setsid xargs parallel watch script flock ssh docker podman kubectl busybox toybox find sed awk gawk mawk sudo su chroot nsenter unshare strace gdb make npx tar rsync vim emacs'
const ordinary = 'ls cat rg grep git rm mkdir curl cp base64 md5sum gcc-12 clang-15 x86_64-linux-gnu-ld jq date'

describe('a lasting yes', () => {
  it.each([...shells.split(' '), ...interpreters.split(' '), ...wrappers.split(' ')])(
    'is never kept for %s, which can start any other program',
    name => {
      expect(refusedForGood(rule(`/usr/bin/${name}`))).toContain('can start any other program')
      expect(refusedForGood(rule('/usr/bin/rg', `/opt/x/${name}`))).not.toBeNull()
    },
  )

  it('is never kept for any program that the analysis knows as an interpreter or a wrapper', () => {
    const names = [...Object.keys(INTERPRETERS), ...Object.keys(WRAPPERS)]
    expect(names.length).toBeGreaterThan(80)
    expect(names.filter(name => refusedForGood(rule(`/usr/bin/${name}`)) === null)).toEqual([])
  })

  it.each(ordinary.split(' '))('may be kept for %s', name => {
    expect(refusedForGood(rule(`/usr/bin/${name}`))).toBeNull()
  })

  it.each([
    ['more than one program', '/usr/bin/*', 'names more than one program'],
    ['more than one folder', '/**/rg', 'names more than one program'],
    ['a letter that stands for any', '/usr/bin/bas?', 'names more than one program'],
    ['a folder', '/usr/bin/', 'names more than one program'],
    ['a bare name', 'rg', 'full path'],
    ['a path with a step up', '/usr/bin/../../tmp/rg', 'full path'],
    ['a path seen from somewhere', './rg', 'full path'],
  ])('is never kept for %s', (_name, path, why) => {
    expect(refusedForGood(rule(path))).toContain(why)
  })

  it('names something', () => {
    expect(refusedForGood(rule())).toBe('It names no program.')
  })

  it('is a yes', () => {
    const grant = { effect: 'deny' as const, tool: 'exec', agent: 'main' }
    expect(refusedForGood({ kind: 'grant', grant, words: 'no' })).toContain('This is a refusal')
    expect(
      refusedForGood({ kind: 'grant', grant: { ...grant, effect: 'allow', host: 'a.org' }, words: 'a' }),
    ).toBeNull()
  })
})
