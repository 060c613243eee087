import { createHash } from 'node:crypto'
import { chown, mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type Docker from 'dockerode'
import type { BackendReport, SandboxConfig, SandboxInfo } from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Sandbox, SandboxAudit, SandboxBackend, SandboxLog, SandboxOwner } from '../core/backend.ts'
import { ensureBaseImage, findBusybox } from './base-image.ts'
import { DockerBackend } from './docker-backend.ts'
import { openEngine } from './docker-engine.ts'
import { agentProgram } from './resources.ts'

/** What the room needs to run. */
export type SandboxesWorld = {
  /** The data folder. */
  readonly home: string
  readonly docker?: { readonly host?: string }
  /** The sandbox settings of an agent, read at every opening. */
  config(agent: string): SandboxConfig
  readonly clock: Clock
  readonly log: SandboxLog
  readonly audit: SandboxAudit
}

/** All sandboxes of this installation. */
export interface Sandboxes {
  /** The sandbox of an agent's session, started when there is none. */
  forAgent(agent: string, session: string): Promise<Sandbox>
  status(): Promise<BackendReport[]>
  list(): SandboxInfo[]
  /** Ends all of them at once without waiting for anything: the first step of the kill switch. */
  endAll(): void
  close(): Promise<void>
}

/** Opens the room. Nothing is started until somebody needs it. */
export function openSandboxes(world: SandboxesWorld): Sandboxes {
  return new SandboxHouse(world)
}

class SandboxHouse implements Sandboxes {
  readonly #world: SandboxesWorld
  readonly #backend: SandboxBackend
  readonly #open = new Map<string, Promise<Sandbox>>()
  readonly #live = new Set<Sandbox>()
  #closed = false

  constructor(world: SandboxesWorld) {
    this.#world = world
    const docker = openEngine(world.docker?.host)
    this.#backend = new DockerBackend({
      name: 'docker',
      docker,
      home: homeDigest(world.home),
      clock: world.clock,
      audit: world.audit,
      log: world.log,
      image: (_config, architecture) => baseImage(docker, architecture),
      workspace: (owner, config, user) => workspaceFolder(world.home, owner, config, user),
      egress: async () => null,
    })
  }

  async forAgent(agent: string, session: string): Promise<Sandbox> {
    if (this.#closed) throw new Error('Gatehouse is shutting down.')
    const config = this.#world.config(agent)
    const owner: SandboxOwner = { agent, session: config.scope === 'session' ? session : null }
    const key = sandboxKey(owner, config)
    const known = await this.#open.get(key)?.catch(() => null)
    if (known?.info()?.state === 'running') return known
    const opening = this.#start(owner, config)
    this.#open.set(key, opening)
    opening.catch(() => this.#open.delete(key))
    return opening
  }

  async #start(owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    const sandbox = await this.#backend.open(owner, config)
    this.#live.add(sandbox)
    return sandbox
  }

  async status(): Promise<BackendReport[]> {
    return [await this.#backend.probe()]
  }

  list(): SandboxInfo[] {
    return [...this.#live].flatMap(sandbox => sandbox.info() ?? []).filter(info => info.state === 'running')
  }

  endAll(): void {
    for (const sandbox of this.#live) sandbox.endNow()
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#backend.close()
  }
}

/** Two calls share a sandbox only when owner and settings are the same. */
function sandboxKey(owner: SandboxOwner, config: SandboxConfig): string {
  const who = config.scope === 'shared' ? '' : owner.agent
  return JSON.stringify([who, owner.session, config])
}

function homeDigest(home: string): string {
  return createHash('sha256').update(home).digest('hex').slice(0, 16)
}

async function baseImage(docker: Docker, architecture: string): Promise<string> {
  const agent = agentProgram(architecture)
  if (agent === null) throw new Error(`There is no exec agent for ${architecture}.`)
  const busybox = findBusybox()
  if (busybox === null) throw new Error('No sandbox image. Run "gatehouse sandbox build".')
  return ensureBaseImage(docker, agent, busybox)
}

async function workspaceFolder(
  home: string,
  owner: SandboxOwner,
  config: SandboxConfig,
  user: { uid: number; gid: number },
): Promise<string | null> {
  if (config.workspace === 'none') return null
  const folder = join(home, 'workspaces', ...workspaceParts(owner, config))
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  // Started as root, the container has another user id; the folder must be that user's to be written at all.
  if (made !== undefined && process.getuid?.() === 0) await chown(folder, user.uid, user.gid)
  return realpath(folder)
}

function workspaceParts(owner: SandboxOwner, config: SandboxConfig): string[] {
  const parts = config.scope === 'shared' ? ['shared'] : [owner.agent]
  if (config.workspacePer === 'session' && owner.session !== null) parts.push('sessions', owner.session)
  for (const part of parts) if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(part)) throw new Error(`Not a name: ${part}`)
  return parts
}
