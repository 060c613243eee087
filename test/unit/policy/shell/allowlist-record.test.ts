import { describe, expect, it } from 'vitest'
import type { AllowlistEntry } from '../../../../src-main/contract/model/policy.ts'
import { CommandCase, judgeCommandCase } from '../../../../src-main/policy/core/batch/command-case.ts'
import { matchAllowlist } from '../../../../src-main/policy/core/exec-allowlist.ts'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'
import { differing } from '../../../kit/case-by-case.ts'
import { corpus } from '../../../kit/corpus.ts'
import { digest, Record } from '../../../kit/record.ts'

const home = '/home/dev'
const place = { cwd: `${home}/app`, home, user: 'dev', workspace: `${home}/app` }
const app = place.workspace

const COMMANDS = [
  'rg foo src',
  'rg',
  '/usr/bin/rg foo',
  './rg foo',
  '../bin/rg foo',
  '~/rg foo',
  'rg foo | rg bar',
  'rg foo; ls',
  'cd src && rg foo',
  'true',
  ':',
  'echo $X',
  'echo "$X" > /dev/null',
  'rg "$X"',
  'X=1 rg foo',
  'CI=1 rg foo',
  'LANG=C rg foo',
  'NODE_ENV=test rg foo',
  'CLICOLOR_FORCE=1 rg foo',
  'LC_ALL=C rg foo',
  'PATH=/tmp rg foo',
  'XCI=1 rg foo',
  'CIX=1 rg foo',
  'export CI=1; rg foo',
  'export X=1; rg foo',
  'export X+=1; rg foo',
  'set -e; rg foo',
  'shift; rg foo',
  'rg foo > out.txt',
  'rg foo > /dev/null',
  'rg foo < in.txt',
  'rg foo < /etc/passwd',
  'rg foo 2>&1',
  'rg foo /etc/passwd',
  'rg -f/etc/passwd foo',
  'rg --file=/etc/passwd foo',
  'rg --file /etc/passwd foo',
  'rg -C3 foo',
  'rg -C.5 foo',
  'rg foo ~/x',
  'rg foo src/../..',
  'rg foo /dev/null',
  'rg foo *',
  'rg --pre sh foo',
  'sudo rg foo',
  'rm build/x',
  'rm -rf build',
  'rm -rf /',
  'cat ~/.ssh/id_rsa',
  'cat notes',
  'python3 -c 1',
  'python3 x.py',
  'bash x.sh',
  'bash -c "rg foo"',
  '$CMD foo',
  'eval "$X"',
  'if rg foo; then ls; fi',
  'for f in a b; do rg $f; done',
  'basename "$X"',
  'test -f "$X"',
  '[ -f "$X" ]',
  '',
  '#',
  'x=1',
  'x=$(rg foo)',
  'rg "$(ls)"',
  'crontab x',
  'chmod +x a',
  'git status',
  'git -c a.b=c status',
  'ls',
  'ls -l',
  'env CI=1 rg foo',
  'timeout 5 rg foo',
  'xargs rg',
  'find . -exec rg foo {} +',
  'find . -name x',
  'find . -delete',
  'find . -fprint x',
  'find . -execdir ls',
  'fd x',
  'fd -x ls',
  'fd -X ls',
  'fd --exec ls',
  'fd --exec-batch ls',
  'git -c a.b=c log',
  'git --exec-path=/x status',
  'git --exec-path',
  'git --config-env=a.b=C log',
  'git log -c',
  'bash',
  'bash -s',
  'bash x.sh y',
  'bash -e x.sh',
  'bash -ec x',
  'bash --rcfile x',
  'bash --init-file x y',
  'bash --norc x.sh',
  'sh --command x',
  'python3',
  'python3 -m http.server',
  'python3 --version',
  'python3 -V',
  'python3 -u x.py',
  'node x.js',
  'node -r ./x y.js',
  'node --help',
  'node -p 1',
  'perl -ne print x',
  'perl x.pl',
  'tar -I gzip -cf a b',
  'tar -cf a b',
  'tar --remove-files -cf a b',
  'sort -o x y',
  'sort --compress-program=gzip x',
  'vim x',
  'vim -c q x',
  'gdb -ex bt x',
  'less +F x',
  'xargs ls',
  'awk 1 x',
  'eval ls',
  'source x',
  'exec ls',
  'command ls',
  'busybox ls',
  'printf x',
  'rg -- -x',
  'rg - x',
  'rg --a=b',
  'rg --file=~/x',
  'rg -f~/x',
  'rg -fx',
  'rg -f.x',
] as const
const ENTRIES: { readonly [name: string]: AllowlistEntry[] } = {
  'by path': [{ path: '/usr/bin/rg' }],
  'by another path': [{ path: '/opt/rg' }],
  'with arguments': [{ path: '/usr/bin/rg', args: ['foo*', '-C3 *'] }],
  'without arguments': [{ path: '/usr/bin/rg', args: [''] }],
  'within a folder': [{ path: '/usr/bin/rg', paths_within: app }],
  'within a linked folder': [{ path: '/usr/bin/rg', paths_within: '/work' }],
  'with its content': [{ path: '/usr/bin/rg', sha256: 'a'.repeat(64) }],
  'with other content': [{ path: '/usr/bin/rg', sha256: 'b'.repeat(64) }],
  'by a star': [{ path: '/usr/bin/*' }],
  'by stars': [{ path: '/**' }],
  'by star and arguments': [{ path: '/usr/bin/*', args: ['*'] }],
  'several programs': [
    { path: '/usr/bin/rg' },
    { path: '/usr/bin/ls' },
    { path: '/usr/bin/rm', args: ['build/*'] },
    { path: '/usr/bin/python3', args: ['*.py'] },
  ],
  'in the workspace': [{ path: `${app}/rg` }, { path: `${home}/bin/rg` }],
  none: [],
}

const world = {
  ...place,
  resolve: (name: string) => (name === 'ls' ? null : `/usr/bin/${name}`),
  realPath: (path: string) => (path === '/work' ? app : path === `${app}/notes` ? '/etc/shadow' : path),
  sha256: (path: string) => (path === '/usr/bin/rg' ? 'a'.repeat(64) : null),
}

const rows = Object.entries(ENTRIES).flatMap(([list, entries]) =>
  COMMANDS.map(command => ({ name: `${list}: ${command}`, list, command, entries })),
)

function says({ command, entries }: (typeof rows)[number]): string {
  const analysis = analyseCommand({ command, shell: 'bash', ...place })
  const { covered, because, entries: used } = matchAllowlist(analysis, entries, world)
  return `${covered ? 'covered' : 'not covered'} ${because} ${used.map(entry => entry.path).join(' ')}`.trim()
}

describe('what the allowlist says is on record', () => {
  const record = new Record(new URL('records/allowlist.txt', import.meta.url))
  record.renew(rows, row => row.name, says)

  it.each(Object.keys(ENTRIES))('entries %s', list => {
    const ours = rows.filter(row => row.list === list)
    expect(differing(ours, row => record.difference(row.name, says(row)))).toEqual([])
  })

  it('for the cases of the corpus, through all layers', () => {
    const cases = [...corpus('commands'), ...corpus('commands-windows')].filter(
      one =>
        one.expect.startsWith('allowlist') ||
        one['rules'] !== undefined ||
        one['cwd'] !== undefined ||
        one['shell'] !== undefined,
    )
    const whole = new Record(new URL('records/allowlist-cases.txt', import.meta.url))
    const decided = (one: (typeof cases)[number]): string => {
      const decision = judgeCommandCase(CommandCase.parse(one))
      return `${decision.verdict} ${decision.layer} ${decision.ruleId} ${digest(decision)}`
    }
    whole.renew(cases, one => one.id, decided)
    expect(differing(cases, one => whole.difference(one.id, decided(one)))).toEqual([])
  })
})
