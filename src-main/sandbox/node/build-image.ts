import { execFile, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import type Docker from 'dockerode'
import { Inside } from '../core/plan-container.ts'
import { tar } from '../core/tar.ts'
import { IMAGE_NAME, imageId, importTree } from './base-image.ts'

const run = promisify(execFile)

/** What an agent works with. Everything these need comes along; nothing that serves the network does. */
export const PACKAGES = [
  'bash',
  'coreutils',
  'findutils',
  'grep',
  'sed',
  'gawk',
  'diffutils',
  'patch',
  'tar',
  'gzip',
  'xz-utils',
  'bzip2',
  'unzip',
  'less',
  'procps',
  'file',
  'jq',
  'curl',
  'ca-certificates',
  'git',
  'python3',
  'nodejs',
  'ripgrep',
  'util-linux',
  'hostname',
  'dash',
  'debianutils',
  'base-files',
  'media-types',
  'netbase',
]

/** Base of the image where this machine has no Debian packages of its own; fetched once, then pinned by digest. */
export const BASE_REFERENCE = 'debian:12-slim'

/** Builds the full image: from this machine's package source when it is a Debian or Ubuntu, else on a fetched base. */
export async function buildFullImage(
  docker: Docker,
  agentFile: string | null,
  tell: (line: string) => void,
): Promise<string> {
  if (canUsePackages()) await fromPackages(docker, agentFile, tell)
  else await onBase(docker, agentFile, tell)
  const id = await imageId(docker, `${IMAGE_NAME}:full`)
  if (id === null) throw new Error('The image was built but the engine does not know it.')
  tell(`Done: ${IMAGE_NAME}:full (${id.slice(7, 19)})`)
  return id
}

function canUsePackages(): boolean {
  return process.platform === 'linux' && existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-deb')
}

/**
 * Without a registry and without root: the package manager downloads and checks the packages, and they are unpacked
 * side by side. No script of any package runs; what those would have done and is needed here is done below.
 */
async function fromPackages(docker: Docker, agentFile: string | null, tell: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gh-image-'))
  try {
    const names = await packageNames(folder)
    tell(`Downloading ${names.length} packages…`)
    const packages = join(folder, 'packages')
    mkdirSync(packages)
    await run('apt-get', ['download', '-q', ...emptyState(folder), ...names], { cwd: packages, maxBuffer: 16e6 })
    const tree = join(folder, 'tree')
    mergedFolders(tree)
    tell('Unpacking…')
    for (const file of readdirSync(packages)) await run('dpkg-deb', ['--extract', join(packages, file), tree])
    finish(tree, agentFile)
    tell('Handing it to the engine…')
    await importTree(docker, packed(tree), 'full')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Asks the package manager what these need on a machine that has nothing yet. */
async function packageNames(folder: string): Promise<string[]> {
  const { stdout } = await run(
    'apt-get',
    ['install', '-qq', '--print-uris', '--no-install-recommends', ...emptyState(folder), ...PACKAGES],
    { maxBuffer: 16e6 },
  )
  const names = [...stdout.matchAll(/^'[^']+' ([^_\s]+)_/gm)].map(match => match[1] ?? '')
  if (names.length === 0) throw new Error('The package list is empty. Run "apt-get update" first.')
  return names
}

/** As if nothing were installed: what this machine happens to have must not decide what comes along. */
function emptyState(folder: string): string[] {
  const status = join(folder, 'status')
  if (!existsSync(status)) writeFileSync(status, '')
  const archives = join(folder, 'archives')
  mkdirSync(join(archives, 'partial'), { recursive: true })
  // Packages that lie in the machine's own cache would be left out of the answer, so it gets an empty one.
  const settings = [`Dir::State::status=${status}`, `Dir::Cache::archives=${archives}`, 'Debug::NoLocking=1']
  return settings.flatMap(setting => ['-o', setting])
}

/** Today's layout: /bin and its like are links into /usr. */
function mergedFolders(tree: string): void {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(tree, 'usr', name), { recursive: true })
    symlinkSync(`usr/${name}`, join(tree, name))
  }
}

const SERVERS = [
  'usr/sbin/agetty',
  'usr/bin/su',
  'usr/bin/mount',
  'usr/bin/umount',
  'usr/bin/chsh',
  'usr/bin/chfn',
  'usr/bin/newgrp',
  'usr/bin/passwd',
  'usr/bin/gpasswd',
  'usr/bin/wall',
]

/** What the packages' scripts would have done, and what is ours. */
function finish(tree: string, agentFile: string | null): void {
  for (const name of [
    'dev',
    'proc',
    'sys',
    'run/gatehouse',
    'home/agent',
    'workspace',
    'tmp',
    'etc/ssl/certs',
    'usr/local/bin',
  ])
    mkdirSync(join(tree, name), { recursive: true })
  chmodSync(join(tree, 'tmp'), 0o1777)
  writeFileSync(
    join(tree, 'etc/passwd'),
    'root:x:0:0:root:/:/bin/sh\nagent:x:10001:10001:agent:/home/agent:/bin/bash\n',
  )
  writeFileSync(join(tree, 'etc/group'), 'root:x:0:\nagent:x:10001:\n')
  for (const name of ['awk', 'nawk'])
    if (!existsSync(join(tree, 'usr/bin', name))) symlinkSync('gawk', join(tree, 'usr/bin', name))
  if (!existsSync(join(tree, 'usr/bin/pager'))) symlinkSync('less', join(tree, 'usr/bin/pager'))
  const authorities = join(tree, 'usr/share/ca-certificates/mozilla')
  const bundle = existsSync(authorities)
    ? readdirSync(authorities)
        .map(name => readFileSync(join(authorities, name), 'utf8'))
        .join('')
    : ''
  writeFileSync(join(tree, 'etc/ssl/certs/ca-certificates.crt'), bundle)
  // Programs with extra rights are useless without rights, and one thing less to look at.
  for (const name of SERVERS) rmSync(join(tree, name), { force: true })
  for (const name of ['usr/share/doc', 'usr/share/man', 'usr/share/info', 'usr/share/locale', 'usr/share/lintian'])
    rmSync(join(tree, name), { recursive: true, force: true })
  if (agentFile === null) return
  copyFileSync(agentFile, join(tree, Inside.agentProgram))
  chmodSync(join(tree, Inside.agentProgram), 0o755)
}

/** The tree as an archive: owner 0, time 0, in order, so that the same packages give the same layer. */
function packed(tree: string): Readable {
  const options = ['--owner=0', '--group=0', '--numeric-owner', '--mtime=@0', '--sort=name']
  const child = spawn('tar', [...options, '-C', tree, '-c', '.'], { stdio: ['ignore', 'pipe', 'ignore'] })
  return child.stdout
}

/** On a fetched base, with the engine's own build: for macOS, Windows and other Linux systems. */
async function onBase(docker: Docker, agentFile: string | null, tell: (line: string) => void): Promise<void> {
  const base = await pullPinned(docker, BASE_REFERENCE, tell)
  const steps = [
    `RUN apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')} && rm -rf /var/lib/apt/lists/*`,
  ]
  await addAgent(docker, base, agentFile, 'full', tell, steps)
}

/**
 * Fetches an image with progress and answers with its name by digest: a tag can be moved by whoever owns it, what was
 * fetched once is what runs from then on.
 */
export async function pullPinned(docker: Docker, reference: string, tell: (line: string) => void): Promise<string> {
  tell(`Fetching ${reference}…`)
  const progress = await docker.pull(reference)
  const share = new FetchedShare()
  let last = ''
  await followed(docker, progress, event => {
    const words = [event.id, event.status].filter(Boolean).join(': ')
    const line = event.progressDetail?.current === undefined ? words : share.next(event)
    if (line !== null && line !== last) tell(line)
    last = line ?? last
  })
  const { RepoDigests: digests = [], Id } = await docker.getImage(reference).inspect()
  const wanted = /@sha256:[0-9a-f]{64}$/.exec(reference)?.[0]
  if (wanted !== undefined && !digests.some(each => each.endsWith(wanted)))
    throw new Error(`What was fetched is not ${reference}.`)
  return digests[0] ?? Id
}

/** Puts our agent on top of another image, so that it can be a sandbox. */
export async function addAgent(
  docker: Docker,
  base: string,
  agentFile: string | null,
  tag: string,
  tell: (line: string) => void,
  steps: readonly string[] = [],
): Promise<string> {
  const copy = agentFile === null ? [] : [`COPY agent ${Inside.agentProgram}`]
  const text = ['FROM '.concat(base), ...steps, ...copy, ''].join('\n')
  const file = (path: string, bytes: Uint8Array, mode: number) => ({ path, bytes, mode, kind: 'file' as const })
  const context = tar(
    [
      file('Dockerfile', Buffer.from(text), 0o644),
      ...(agentFile === null ? [] : [file('agent', readFileSync(agentFile), 0o755)]),
    ],
    each => Buffer.from(each),
  )
  // No cache: the classic builder's can be poisoned for images that start from scratch.
  const progress = await docker.buildImage(Readable.from([Buffer.from(context)]), {
    t: `${IMAGE_NAME}:${tag}`,
    nocache: true,
    forcerm: true,
  })
  await followed(docker, progress, event => {
    const line = event.stream?.trim()
    if (line) tell(line)
  })
  const id = await imageId(docker, `${IMAGE_NAME}:${tag}`)
  if (id === null) throw new Error(`The image could not be made from ${base}.`)
  return id
}

type Progress = {
  id?: string
  status?: string
  stream?: string
  error?: string
  progressDetail?: { current?: number; total?: number }
}

/** How much of all layers is here, in steps of ten: an engine reports every few kilobytes. */
class FetchedShare {
  readonly #layers = new Map<string, { current: number; total: number }>()
  #told = -1

  next({ id = '', status = '', progressDetail: { current = 0, total = 0 } = {} }: Progress): string | null {
    if (status !== 'Downloading' || total === 0) return null
    this.#layers.set(id, { current, total })
    const all = [...this.#layers.values()]
    const sum = all.reduce((so, layer) => so + layer.total, 0)
    const share = Math.floor((all.reduce((so, layer) => so + layer.current, 0) * 10) / sum)
    if (share <= this.#told) return null
    this.#told = share
    return `Fetched ${share * 10} % of ${(sum / 1e6).toFixed(1)} MB`
  }
}

function followed(docker: Docker, stream: NodeJS.ReadableStream, tell: (event: Progress) => void): Promise<void> {
  return new Promise((done, fail) =>
    docker.modem.followProgress(
      stream,
      (error: Error | null) => (error ? fail(error) : done()),
      (event: Progress) => {
        // A failure is an event like any other, and the stream ends well after it.
        if (event.error !== undefined) fail(new Error(event.error))
        else tell(event)
      },
    ),
  )
}
