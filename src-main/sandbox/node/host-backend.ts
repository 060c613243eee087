import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { BackendReport, SandboxConfig } from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Sandbox, SandboxAudit, SandboxBackend, SandboxLog, SandboxOwner } from '../core/backend.ts'
import { AgentLink, HEARTBEAT } from './agent-link.ts'
import { AgentSandbox, startRecorded } from './agent-sandbox.ts'
import { childWire } from './child-wire.ts'
import { agentProgram } from './resources.ts'

/** What the host backend needs of the rest of the room. */
export type HostWorld = {
  readonly clock: Clock
  readonly audit: SandboxAudit
  readonly log: SandboxLog
  workspace(
    owner: SandboxOwner,
    config: SandboxConfig,
    user: { uid: number; gid: number } | null,
  ): Promise<string | null>
}

/** What a host command inherits: enough to work, nothing that carries a secret of ours. */
const INHERITED = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'SHELL', 'USER', 'LOGNAME', 'XDG_RUNTIME_DIR']

/**
 * No wall at all: commands run on this machine, as the person or as another user that was set up for it. The exec agent
 * still runs them, as a child subreaper, so that their end and ours is the end of what they started.
 */
export class HostBackend implements SandboxBackend {
  readonly name = 'host'
  readonly #world: HostWorld
  readonly #open = new Set<AgentSandbox>()

  constructor(world: HostWorld) {
    this.#world = world
  }

  async probe(): Promise<BackendReport> {
    const agent = process.platform === 'linux' ? agentProgram(process.arch) : null
    if (agent === null)
      return {
        backend: 'host',
        usable: false,
        why: `Commands on the host need the exec agent, which is made for Linux.`,
      }
    return { backend: 'host', usable: true, why: 'Commands run on this machine, without a wall.' }
  }

  async open(owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    const agent = agentProgram(process.arch)
    if (agent === null || process.platform !== 'linux') throw new Error((await this.probe()).why)
    const user = config.hostUser === undefined ? null : otherUser(config.hostUser)
    const folder = (await this.#world.workspace(owner, config, user)) ?? '/'
    const child = spawnAgent(agent, user)
    const { clock, audit, log } = this.#world
    const link = new AgentLink(childWire(child, log), clock)
    if (!(await link.greeted(10_000))) {
      child.kill('SIGKILL')
      throw new Error(
        user === null
          ? 'The exec agent did not start.'
          : `Commands cannot run as ${user.name}: allow it with a sudo rule.`,
      )
    }
    const name = `host-${owner.agent}-${randomBytes(4).toString('hex')}`
    const sandbox = new AgentSandbox({
      link,
      info: { id: name, name, backend: 'host', ...owner, initPid: child.pid ?? null, image: 'this machine' },
      place: {
        where:
          user === null ? 'this machine, without a sandbox' : `this machine, as user ${user.name}, without a sandbox`,
        workspace: folder,
        env: hostEnvironment(config, user),
      },
      clock,
      audit,
      afterEnd: () => this.#open.delete(sandbox),
      force: () => void child.kill('SIGKILL'),
    })
    this.#open.add(sandbox)
    return await startRecorded(sandbox, audit)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map(sandbox => sandbox.close()))
  }
}

type OtherUser = { readonly name: string; readonly uid: number; readonly gid: number; readonly home: string }

/** Root becomes the other user by itself; anybody else needs a sudo rule that a person wrote. */
function spawnAgent(agent: string, user: OtherUser | null): ChildProcess {
  const beat = ['--beat', String(HEARTBEAT.limitSeconds)]
  const options = {
    stdio: ['pipe', 'pipe', 'pipe'] as ('pipe' | 'pipe')[],
    env: { PATH: process.env['PATH'] ?? '' },
    cwd: '/',
  }
  if (user === null) return spawn(agent, beat, options)
  if (process.getuid?.() === 0) return spawn(agent, ['--user', `${user.uid}:${user.gid}`, ...beat], options)
  return spawn('sudo', ['-n', '-u', user.name, '--', agent, ...beat], options)
}

function otherUser(name: string): OtherUser {
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(name) || name === 'root')
    throw new Error(`${name} cannot be used to run commands.`)
  let line: string
  try {
    line = execFileSync('getent', ['passwd', name], { encoding: 'utf8' })
  } catch (error) {
    throw new Error(`There is no user ${name} on this machine. Create it, or remove hostUser from the settings.`, {
      cause: error,
    })
  }
  const [, , uid = '', gid = '', , home = '/'] = line.trim().split(':')
  if (Number(uid) === 0) throw new Error(`${name} is root and cannot be used to run commands.`)
  return { name, uid: Number(uid), gid: Number(gid), home }
}

function hostEnvironment(config: SandboxConfig, user: OtherUser | null): Record<string, string> {
  const own = INHERITED.flatMap(name =>
    process.env[name] === undefined ? [] : [[name, process.env[name]] as [string, string]],
  )
  const person = user === null ? {} : { HOME: user.home, USER: user.name, LOGNAME: user.name }
  return { ...Object.fromEntries(own), ...person, ...config.env }
}
