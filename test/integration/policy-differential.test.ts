import { spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyseCommand } from '../../src-main/policy/core/shell/analyse-command.ts'
import { corpus } from '../kit/corpus.ts'

/**
 * Ground truth: each line is run by a real bash in a namespace of its own, with no network, an empty home and a
 * search path of stubs that write down their name. What was really called must be among what the analysis named.
 */

const place = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }

/** Programs that do their real work after they were recorded, because they start or feed others. */
const REAL =
  'bash sh dash env nice nohup timeout stdbuf setsid xargs find cat base64 rev tr head tail sort printf echo test [ true false seq basename dirname readlink tee wc cut uniq date pwd ls grep sed awk time flock ionice tac od'.split(
    ' ',
  )

/** Names that must exist as stubs: every program that a line of the corpus could reach. */
const STUBS =
  'rm unlink shred dd sudo su doas pkexec chmod chown iptables ip6tables nft ufw route ip ifconfig apt apt-get dpkg dnf pacman apk brew snap npm npx pnpm yarn pip pip3 python python3 perl ruby node php lua git curl wget kill killall pkill pgrep pidof killall5 mkfs mkfs.ext4 mkfs.vfat mkfs.xfs mkfs.btrfs systemctl service launchctl docker gatehouse mv cp ln tar zip unzip gzip gunzip rsync ssh scp sftp nc socat man vim vi ex less more make cmake cargo go gcc jq yq xxd openssl gpg crontab at shutdown reboot halt useradd passwd mount umount fdisk parted wipefs security gh gcloud kubectl psql sqlite3 redis-cli busybox strace script watch parallel xterm tmux screen diff file stat du df ps ss lsof touch mkdir rmdir truncate install id whoami hostname uname logger tree nl paste bc column split realpath smartctl zcat cp useradd reboot visudo npm.cmd rg fd bat eslint tsc jest vite pytest ruff black mypy tox uv poetry bundle rake rails mvn gradle dotnet swift flutter helm terraform aws az heroku gpgconf secret-tool pass op bw vault tldr which whereis dig ping host nslookup sleep yes'.split(
    ' ',
  )

let root = ''
let stubs = ''
let real = ''

beforeAll(() => {
  if (!existsSync('/usr/bin/bwrap')) return
  root = mkdtempSync(join(tmpdir(), 'gatehouse-diff-'))
  stubs = join(root, 'stubs')
  real = join(root, 'real')
  mkdirSync(stubs)
  mkdirSync(real)
  const stub = (name: string, acts: boolean): void => {
    const path = join(stubs, name)
    const act = acts ? `exec "/real/${name}" "$@"` : 'exit 0'
    writeFileSync(path, `#!/real/bash\nbuiltin printf '%s\\n' ${JSON.stringify(name)} >> /rec/log\n${act}\n`)
    chmodSync(path, 0o755)
  }
  for (const name of STUBS) stub(name, false)
  for (const name of REAL.filter(name => existsSync(`/usr/bin/${name}`))) {
    // Copies in one folder: a mount for each of forty programs would take longer than the line that is run.
    copyFileSync(`/usr/bin/${name}`, join(real, name))
    stub(name, true)
  }
})

afterAll(() => {
  if (root !== '') rmSync(root, { recursive: true, force: true })
})

/** Runs one line, with a record of its own: what a killed line still writes must not count for the next one. */
async function called(command: string): Promise<string[]> {
  const record = mkdtempSync(join(root, 'rec-'))
  await new Promise(done => {
    const options = { timeout: 8000, killSignal: 'SIGKILL', stdio: 'ignore' } as const
    spawn('/usr/bin/bwrap', [...walls(record), '/real/bash', '-c', command], options).once('close', done)
  })
  const log = join(record, 'log')
  const names = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : []
  rmSync(record, { recursive: true, force: true })
  return [...new Set(names)]
}

function walls(record: string): string[] {
  const lib64 = existsSync('/usr/lib64') ? ['--ro-bind /usr/lib64 /usr/lib64'] : []
  return [
    '--unshare-all --die-with-parent --new-session --clearenv',
    `--setenv PATH /usr/bin --setenv HOME ${place.home} --setenv USER ${place.user}`,
    '--ro-bind /usr/lib /usr/lib',
    ...lib64,
    '--symlink usr/lib /lib --symlink usr/lib64 /lib64',
    `--ro-bind ${stubs} /usr/bin --ro-bind ${real} /real --bind ${record} /rec`,
    '--symlink usr/bin /bin --symlink bin /usr/sbin --symlink usr/bin /sbin',
    '--proc /proc --dev /dev --tmpfs /tmp --tmpfs /home',
    `--dir ${place.cwd} --chdir ${place.cwd}`,
  ].flatMap(words => words.split(' '))
}

/** Lines that would only burn time here: they never end, or start copies of themselves. */
const ENDLESS =
  /\|\s*:|fork|boom|bomb|yes |while true|until |tail -f|sleep [3-9]|\bf \| f|f & f|b \| b|b\|b|_ \| _|x \| x|\$0 ?[&|]|for \(\(;;\)\)|while :|^wait|select /

function ownLines(name: string): string[] {
  const text = readFileSync(new URL(`../unit/policy/shell/lines/${name}.txt`, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => (/^(printf|find)\b/.test(line) ? line : line.replaceAll('\\n', '\n')))
}

describe.skipIf(!existsSync('/usr/bin/bwrap'))('against a real bash (needs bubblewrap; skipped without it)', () => {
  it('records what really runs', async () => {
    expect(await called('rm x; env nice git status | xargs -n1 wc; f() { docker ps; }; f')).toEqual(
      expect.arrayContaining(['rm', 'env', 'nice', 'git', 'xargs', 'docker']),
    )
    expect(await called('echo "$(/bin/rm x)" > /dev/null')).toEqual(['rm'])
    expect(await called("echo 'rm x'")).toEqual([])
  })

  it('names every program that bash really calls', { timeout: 240_000 }, async () => {
    const fromCorpus = corpus('commands')
      .filter(one => one.shell === undefined)
      .map(one => String(one.command))
    const ours = ['deny', 'danger', 'safe'].flatMap(name => ownLines(name).filter((_, i) => i % 5 === 0))
    const lines = [...fromCorpus, ...ours].filter(line => !ENDLESS.test(line))
    const { toRun, misses } = sift(lines)
    let calls = 0
    const waiting = [...toRun]
    const compare = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { command, named } = next
        const really = await called(command)
        const unnamed = really.filter(name => !named.has(name))
        calls += really.length
        if (unnamed.length > 0) misses.push(`${unnamed.join(', ')} unnamed in: ${command}`)
      }
    }
    await Promise.all([compare(), compare(), compare()])
    console.log(
      `compared ${toRun.length} of ${lines.length} lines (${calls} calls) with a real bash; the others are asked about because part of them is only known at the run`,
    )
    expect(toRun.length).toBeGreaterThanOrEqual(300)
    expect(calls).toBeGreaterThan(toRun.length / 2)
    expect(misses).toEqual([])
  })
})

/** What says "I cannot see all of it" has said enough, as long as it never passes without a person. */
function sift(lines: readonly string[]): { toRun: { command: string; named: Set<string> }[]; misses: string[] } {
  const toRun: { command: string; named: Set<string> }[] = []
  const misses: string[] = []
  for (const command of lines) {
    const analysis = analyseCommand({ command, shell: 'bash', ...place })
    const openEnded =
      !analysis.bindable || analysis.categories.some(category => category === 'unknown' || category === 'runs-code')
    if (openEnded && analysis.verdict === 'allow') misses.push(`open-ended and allowed: ${command}`)
    const names = analysis.segments.map(segment => (segment.program ?? '').split('/').at(-1) ?? '')
    if (!openEnded) toRun.push({ command, named: new Set(names) })
  }
  return { toRun, misses }
}
