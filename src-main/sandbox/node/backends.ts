import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { BackendName, BackendReport, SandboxConfig } from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Sandbox, SandboxAudit, SandboxBackend, SandboxLog, SandboxOwner } from '../core/backend.ts'
import { checkBind } from '../core/check-bind.ts'
import { isElsewhere } from '../core/engine-address.ts'
import { HEARTBEAT } from './agent-link.ts'
import { DockerBackend } from './docker-backend.ts'
import { engineAddress, openEngine } from './docker-engine.ts'
import type { EgressDoors } from './egress-doors.ts'
import { HostBackend } from './host-backend.ts'
import { type Agents, ImageShelf } from './image-shelf.ts'
import { KnownAMoment } from './known-a-moment.ts'
import { ProcessBackend } from './process-backend.ts'
import { agentProgram } from './resources.ts'
import { sweepSocketFolders } from './socket-folder.ts'
import { SshBackend } from './ssh-backend.ts'
import { openWireDoor } from './wire-door.ts'
import { type WorkspaceHome, workspaceFolder } from './workspace-folder.ts'

/** What the backends need of the room. */
export type BackendsWorld = {
  readonly home: string
  readonly docker?: { readonly host?: string }
  /** The exec agents there are; those of this installation when left out. */
  readonly agents?: Agents
  /** How long a container waits for a sign of life from us before it ends; ten seconds when left out. */
  readonly heartbeatSeconds?: number
  readonly clock: Clock
  readonly log: SandboxLog
  readonly audit: SandboxAudit
  readonly doors: EgressDoors
  readonly folders: WorkspaceHome
}

/** Every way to make a sandbox that this machine has or that settings name, and what each says about itself. */
export class Backends {
  readonly #world: BackendsWorld
  readonly #made = new Map<string, SandboxBackend>()
  readonly #reports: KnownAMoment<BackendReport[]>

  constructor(world: BackendsWorld) {
    this.#world = world
    const isDockerUsable = (reports: BackendReport[]) => reports.some(each => each.backend === 'docker' && each.usable)
    this.#reports = new KnownAMoment(world.clock, () => this.ask(), isDockerUsable)
  }

  /** Opens a sandbox. Folders are checked by their real path, and the real path is what is bound. */
  async open(name: BackendName, owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    if (config.binds.length > 0 && this.#isElsewhere(name)) throw new Error(NOT_THERE)
    const checked = this.#checked(config)
    try {
      return await this.#backend(name, config).open(owner, checked)
    } catch (error) {
      this.#reports.forget() // what it said about itself is no longer true
      throw error
    }
  }

  /** What every backend says now, those included that exist only by an agent's own settings. */
  async report(config: SandboxConfig): Promise<BackendReport[]> {
    const named: BackendName[] = []
    if (config.ssh !== undefined) named.push('ssh')
    if (config.remoteDocker !== undefined) named.push('remote-docker')
    const own = await Promise.all(named.map(name => this.#backend(name, config).probe()))
    return [...(await this.#reports.get()), ...own]
  }

  /** Asks the backends of this machine. */
  ask(): Promise<BackendReport[]> {
    return Promise.all((['docker', 'process', 'host'] as const).map(name => this.#backend(name).probe()))
  }

  /** Builds or fetches the image that these settings need. */
  build(config: SandboxConfig): AsyncIterable<string> {
    const host = config.backend === 'remote-docker' ? config.remoteDocker : this.#world.docker?.host
    return new ImageShelf(openEngine(host), this.#world.log, this.#world.agents).build(config)
  }

  /** Removes containers that an earlier run of this installation left. */
  async removeAbandoned(): Promise<string[]> {
    sweepSocketFolders(this.#world.home)
    const docker = this.#made.get('docker')
    return docker instanceof DockerBackend ? docker.removeAbandoned().catch(() => []) : []
  }

  async close(): Promise<void> {
    await Promise.all([...this.#made.values()].map(backend => backend.close()))
  }

  #checked(config: SandboxConfig): SandboxConfig {
    const dataFolder = realOr(this.#world.home)
    const world = { homeFolder: realOr(homedir()), dataFolder, workspaces: join(dataFolder, 'workspaces') }
    const binds = config.binds.map(bind => ({ ...bind, from: realOr(bind.from) }))
    for (const bind of binds) {
      const refused = checkBind(bind, world)
      if (refused !== null) throw new Error(`This folder cannot be shared with a sandbox. ${refused}`)
    }
    return { ...config, binds }
  }

  /** Whether it is another machine on which this backend runs things. */
  #isElsewhere(name: BackendName): boolean {
    if (name !== 'docker') return name === 'remote-docker' || name === 'ssh'
    const address = engineAddress(this.#world.docker?.host)
    return address !== null && isElsewhere(address)
  }

  #backend(name: BackendName, config?: SandboxConfig): SandboxBackend {
    const key = name === 'remote-docker' ? `${name} ${config?.remoteDocker ?? ''}` : name
    const known = this.#made.get(key)
    if (known) return known
    try {
      const made = this.#make(name, config)
      this.#made.set(key, made)
      return made
    } catch (error) {
      return new Unusable(name, error instanceof Error ? error.message : String(error))
    }
  }

  #make(name: BackendName, config: SandboxConfig | undefined): SandboxBackend {
    const { clock, log, audit, doors, folders } = this.#world
    const common = {
      clock,
      log,
      audit,
      workspace: (owner: SandboxOwner, settings: SandboxConfig, user: { uid: number; gid: number } | null) =>
        workspaceFolder(folders, owner, settings, user),
      egress: (owner: SandboxOwner, settings: SandboxConfig) => doors.open(owner, settings),
    }
    if (name === 'process') return new ProcessBackend(common)
    if (name === 'host') return new HostBackend(common)
    if (name === 'ssh') return new SshBackend(common)
    const remote = this.#isElsewhere(name)
    const docker = openEngine(name === 'remote-docker' ? config?.remoteDocker : this.#world.docker?.host)
    const agents = this.#world.agents ?? agentProgram
    const shelf = new ImageShelf(docker, log, agents)
    return new DockerBackend({
      ...common,
      name,
      docker,
      home: createHash('sha256').update(this.#world.home).digest('hex').slice(0, 16),
      agents,
      heartbeatSeconds: this.#world.heartbeatSeconds ?? HEARTBEAT.limitSeconds,
      image: (settings, architecture) => shelf.ready(settings, architecture),
      wireDoor: () => openWireDoor(this.#world.home),
      // Folders and sockets of this machine cannot be shown to an engine on another one.
      ...(remote ? { workspace: async () => null, egress: async () => null, wireDoor: async () => null } : {}),
    })
  }
}

const NOT_THERE =
  "Folders of this machine cannot be shared with a sandbox on another one. Remove them from the agent's sandbox settings, or use a sandbox on this machine."

/** Stands for a backend whose settings may not be used, and says why. */
class Unusable implements SandboxBackend {
  readonly name: BackendName
  readonly #why: string

  constructor(name: BackendName, why: string) {
    this.name = name
    this.#why = why
  }

  probe(): Promise<BackendReport> {
    return Promise.resolve({ backend: this.name, usable: false, why: this.#why })
  }

  open(): Promise<Sandbox> {
    return Promise.reject(new Error(this.#why))
  }

  async close(): Promise<void> {}
}

function realOr(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path // it does not exist: the engine will say so when it is asked to bind it
  }
}
