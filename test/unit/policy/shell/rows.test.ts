import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'
import { ACTING_OPTIONS } from '../../../../src-main/policy/core/shell/tables/acting-options.ts'
import { INTERPRETERS } from '../../../../src-main/policy/core/shell/tables/interpreters.ts'
import { LISTED } from '../../../../src-main/policy/core/shell/tables/listed-programs.ts'
import { WRAPPERS } from '../../../../src-main/policy/core/shell/tables/wrappers.ts'

const place = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }

/** What a line comes to, without the name of its program. */
function outcome(command: string, name: string): string {
  const { verdict, ruleId, segments, scripts, bindable, categories, reasons, suggested } = analyseCommand({
    command,
    shell: 'bash',
    ...place,
  })
  const programs = segments.map(one => (one.program === name ? '' : one.program))
  const said = reasons.map(reason => reason.replaceAll(name, ''))
  return JSON.stringify([verdict, ruleId, programs, scripts, bindable, categories, said, suggested !== null])
}

/** The lines on record (and so pinned) by the program they begin with. */
function recorded(): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  const record = readFileSync(new URL('records/rows.txt', import.meta.url), 'utf8').split('\n')
  for (const line of [...record, ...EXAMPLES.map(example => `\tbash ${example}`)]) {
    const command = /\tbash (.*)$/.exec(line)?.[1]?.replaceAll('\\n', '\n')
    const name = command?.split(' ')[0]
    if (command && name) lines.set(name, [...(lines.get(name) ?? []), command])
  }
  return lines
}

const tables = { acting: ACTING_OPTIONS, interpreters: INTERPRETERS, listed: LISTED, wrappers: WRAPPERS }

/** Rows that only a line of their own brings out, and rows that came after the record was begun. */
const EXAMPLES = [
  "deno eval 'Deno.removeSync(1)'",
  ...'brctl bridge nmcli iw iwconfig ethtool resolvectl networkctl hostnamectl scutil'
    .split(' ')
    .map(name => `${name} set x`),
  'apt-file update',
  ...'dbus-send gdbus busctl qdbus qdbus6 dbus-test-tool'.split(' ').map(name => `${name} call x`),
  'guix install x',
  'proot rm x',
  'sponge /etc/x',
  'sandbox-exec -n x rm y',
  'shx rm y',
  'shuf -o /etc/x y',
  'tic -o /etc/x y',
  'fstrim /',
  'conntrack -F',
  'tsp rm y',
  'onchange x -- rm y',
  'pkgutil --forget x',
  'semanage port -a x',
  'gpg -o /etc/x y',
  'openssl enc -out /etc/x',
  'sops exec-env x "rm y"',
  'zf_rm x',
  'firmwarepasswd -setpasswd',
  "smbclient //x/y -c '!rm z'",
  "rpm --eval '%(rm x)'",
  "mail --exec='!rm x' y",
  "bpftrace -e 'BEGIN { x }'",
  'cabal exec rm x',
  'stack exec rm x',
  'tox exec -- rm x',
  'grc rm x',
  'setlock x rm y',
  'openvt rm x',
  'ksu x -e rm y',
  'csvtool call "rm x" y',
  'salt-call cmd.run "rm x"',
  "salt '*' cmd.run 'rm x'",
  'zf_rmdir x',
]

describe('every row of the tables is tested', () => {
  it.each(Object.entries(tables))(
    '%s: a line on record would come to something else without the row',
    (_name, table) => {
      const lines = recorded()
      const untested = Object.keys(table).filter(
        name =>
          !(lines.get(name) ?? []).some(line => {
            const stranger = line.replace(name, () => 'nobodyknows')
            return outcome(line, name) !== outcome(stranger, 'nobodyknows')
          }),
      )
      expect(untested).toEqual([])
    },
  )

  it('acting options: each option of each program changes what a line comes to', () => {
    const values = ['/etc/x', 'rm x', './x', '~/.bashrc', '/tmp/x', '!id', 'system("id")']
    const silent = Object.entries(ACTING_OPTIONS).flatMap(([name, row]) =>
      Object.keys(row.acts ?? {})
        .filter(option => {
          const dash = option.length === 1 || row.oneDash === true || /^[A-Z]{2}$/.test(option) ? '-' : '--'
          return !values.some(value => {
            const line = `${name} ${dash}${option} '${value}' x`.replace("'~/.bashrc'", '~/.bashrc')
            const other = line.replace(`${dash}${option}`, () => `${dash}-nobodyknows`)
            return outcome(line, name) !== outcome(other, name)
          })
        })
        .map(option => `${name} ${option}`),
    )
    expect(silent).toEqual([])
  })
})
