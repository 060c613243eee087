import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import type { BackendReport, SandboxConfig } from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Sandbox, SandboxAudit, SandboxBackend, SandboxLog, SandboxOwner } from '../core/backend.ts'
import { type BubblewrapWorld, planBubblewrap, planLimits } from '../core/plan-bubblewrap.ts'
import { commandEnvironment, Inside } from '../core/plan-container.ts'
import { seccompFilter } from '../core/seccomp.ts'
import { AgentLink, HEARTBEAT } from './agent-link.ts'
import { AgentSandbox, startRecorded } from './agent-sandbox.ts'
import { childWire } from './child-wire.ts'
import { containerUser } from './container-user.ts'
import { agentProgram } from './resources.ts'

/** What the process backend needs of the rest of the room. */
export type ProcessWorld = {
  readonly clock: Clock
  readonly audit: SandboxAudit
  readonly log: SandboxLog
  workspace(owner: SandboxOwner, config: SandboxConfig, user: { uid: number; gid: number }): Promise<string | null>
  egress(owner: SandboxOwner, config: SandboxConfig): Promise<{ folder: string; close(): void } | null>
}

const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/opt']
/** Of /etc only what programs need to start: no passwords, no host names, no keys. */
const ETC = [
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'alternatives',
  'ssl/certs',
  'ssl/openssl.cnf',
  'ca-certificates',
  'localtime',
  'mime.types',
  'passwd',
  'group',
  'nsswitch.conf',
  'protocols',
  'services',
  'bash.bashrc',
  'profile',
  'java-17-openjdk',
  'python3',
  'terminfo',
  'magic',
]

/** Sandboxes without a container engine: bubblewrap's namespaces, our system-call filter, and our agent as their init. */
export class ProcessBackend implements SandboxBackend {
  readonly name = 'process'
  readonly #world: ProcessWorld
  readonly #open = new Set<AgentSandbox>()

  constructor(world: ProcessWorld) {
    this.#world = world
  }

  /** One real run is the only honest question: distributions switch user namespaces off in several ways. */
  async probe(): Promise<BackendReport> {
    const no = (why: string): BackendReport => ({ backend: 'process', usable: false, why })
    if (process.platform !== 'linux') return no('The process sandbox needs Linux. Install Docker instead.')
    if (agentProgram(process.arch) === null) return no(`There is no exec agent for ${process.arch}.`)
    const failed = await new Promise<string | null>(resolve => {
      const test = ['--unshare-all', '--ro-bind', '/', '/', '--', '/bin/true']
      execFile('bwrap', test, { timeout: 5000 }, (error, _out, err) =>
        resolve(error ? err.trim() || error.message : null),
      )
    })
    if (failed === null) return { backend: 'process', usable: true, why: 'bubblewrap works on this machine.' }
    if (failed.includes('ENOENT')) return no('bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap).')
    return no(`bubblewrap may not make namespaces here: ${failed.split('\n')[0]?.slice(0, 200)}`)
  }

  async open(owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    const agentFile = agentProgram(process.arch)
    if (agentFile === null) throw new Error(`There is no exec agent for ${process.arch}.`)
    const root = process.getuid?.() === 0
    const workspaceFolder = await this.#world.workspace(owner, config, containerUser())
    const egress = await this.#world.egress(owner, config)
    const filter = seccompFilter(process.arch)
    const plan = planBubblewrap(config, {
      agentFile,
      workspaceFolder,
      egressFolder: egress?.folder ?? null,
      rootBecomes: root ? containerUser() : null,
      ...systemFolders(),
      etcFiles: ETC.map(name => `/etc/${name}`).filter(name => existsSync(name)),
      seccompFd: filter === null ? null : FILTER_FD,
      infoFd: INFO_FD,
      heartbeatSeconds: HEARTBEAT.limitSeconds,
    })
    const child = this.#spawn(plan, config, filter)
    try {
      return await this.#greet(child, owner, config, egress)
    } catch (error) {
      egress?.close()
      child.kill('SIGKILL')
      throw error
    }
  }

  #spawn(plan: string[], config: SandboxConfig, filter: Uint8Array | null): ChildProcess {
    const child = spawn('prlimit', [...planLimits(config), 'bwrap', ...plan], {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    })
    const filterPipe = child.stdio[FILTER_FD] as Writable
    filterPipe.on('error', () => {}) // it ended before it read: the greeting that never comes says so
    filterPipe.end(filter ?? new Uint8Array(0))
    return child
  }

  async #greet(
    child: ChildProcess,
    owner: SandboxOwner,
    config: SandboxConfig,
    egress: { folder: string; close(): void } | null,
  ): Promise<Sandbox> {
    const { clock, audit } = this.#world
    let said = ''
    const link = new AgentLink(
      childWire(child, line => (said = (said + line).slice(-500))),
      clock,
    )
    if (!(await link.greeted(10_000)))
      throw new Error(`The process sandbox did not start: ${said.trim() || 'no reason given'}`)
    const name = `process-${owner.agent}-${randomBytes(4).toString('hex')}`
    const initPid = await readInit(child.stdio[INFO_FD] as Readable)
    const sandbox = new AgentSandbox({
      link,
      info: { id: name, name, backend: 'process', ...owner, initPid, image: 'this machine, read-only' },
      place: {
        where: `Process sandbox of agent ${owner.agent} (${name})`,
        workspace: Inside.workspace,
        env: commandEnvironment(config, egress !== null),
      },
      clock,
      audit,
      afterEnd: () => {
        egress?.close()
        this.#open.delete(sandbox)
      },
      force: () => void child.kill('SIGKILL'),
    })
    this.#open.add(sandbox)
    return await startRecorded(sandbox, audit)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map(sandbox => sandbox.close()))
  }
}

const FILTER_FD = 3
const INFO_FD = 4

/** bubblewrap writes `{"child-pid": N}`: the init of the namespace as the host sees it. */
function readInit(pipe: Readable): Promise<number | null> {
  return new Promise(resolve => {
    let text = ''
    const done = () => resolve(Number(/"child-pid":\s*(\d+)/.exec(text)?.[1] ?? 0) || null)
    pipe.on('data', (bytes: Buffer) => {
      text += bytes.toString()
      if (text.includes('}')) done()
    })
    pipe.on('close', done)
  })
}

function systemFolders(): Pick<BubblewrapWorld, 'systemLinks' | 'systemFolders'> {
  const present = SYSTEM.filter(name => existsSync(name))
  const isLink = (name: string) => lstatSync(name).isSymbolicLink()
  return {
    systemLinks: Object.fromEntries(present.filter(isLink).map(name => [name, readlinkSync(name)])),
    systemFolders: present.filter(name => !isLink(name)),
  }
}
