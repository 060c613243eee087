import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type Docker from 'dockerode'
import type { ExecPlan, ExecResult } from '../../contract/model/exec.ts'
import type { BackendName, BackendReport, SandboxConfig, SandboxInfo } from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type {
  RunWatch,
  Sandbox,
  SandboxAudit,
  SandboxBackend,
  SandboxLog,
  SandboxOwner,
  Terminal,
  TerminalPlan,
} from '../core/backend.ts'
import { commandEnvironment, Inside, OWNER_LABEL, planContainer } from '../core/plan-container.ts'
import { StdcopyReader } from '../core/stdcopy.ts'
import { AgentLink, type AgentWire, HEARTBEAT } from './agent-link.ts'
import { openAgentTerminal } from './agent-terminal.ts'
import { engineError, probeEngine, within } from './docker-engine.ts'
import { runOnAgent } from './run-on-agent.ts'

/** What the Docker backend needs of the rest of the room. */
export type DockerWorld = {
  readonly name: Extract<BackendName, 'docker' | 'remote-docker'>
  readonly docker: Docker
  /** Short digest of the data folder: our containers carry it as a label. */
  readonly home: string
  readonly clock: Clock
  readonly audit: SandboxAudit
  readonly log: SandboxLog
  /** The id of the image to use, made or fetched when it is missing. */
  image(config: SandboxConfig, architecture: string): Promise<string>
  /** The workspace folder of an owner on this machine, made when it is missing; null where it cannot be mounted. */
  workspace(owner: SandboxOwner, config: SandboxConfig, user: { uid: number; gid: number }): Promise<string | null>
  /** The folder with the socket that leads out, or null when nothing may. */
  egress(owner: SandboxOwner, config: SandboxConfig): Promise<{ folder: string; close(): void } | null>
}

/**
 * Files that a container writes should belong to the person, so it runs with their user id; as root that would give
 * a process root's id, so then it is an id that nobody has.
 */
export function containerUser(): { uid: number; gid: number } {
  const uid = process.getuid?.() ?? 0
  return uid === 0 ? { uid: 10001, gid: 10001 } : { uid, gid: process.getgid?.() ?? uid }
}

/** Sandboxes as hardened containers with the exec agent as their first process. */
export class DockerBackend implements SandboxBackend {
  readonly name: DockerWorld['name']
  readonly #world: DockerWorld
  readonly #open = new Set<DockerSandbox>()
  #architecture: string | null = null

  constructor(world: DockerWorld) {
    this.name = world.name
    this.#world = world
  }

  async probe(): Promise<BackendReport> {
    const { report, facts } = await probeEngine(this.#world.docker, this.name)
    this.#architecture = facts?.architecture ?? null
    return report
  }

  async open(owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    if (this.#architecture === null) {
      const report = await this.probe()
      if (!report.usable) throw new Error(report.why)
    }
    const sandbox = new DockerSandbox(this.#world, owner, config, this.#architecture ?? 'x86_64')
    this.#open.add(sandbox)
    try {
      await sandbox.start()
    } catch (error) {
      this.#open.delete(sandbox)
      throw error
    }
    sandbox.onEnd(() => this.#open.delete(sandbox))
    return sandbox
  }

  /** Removes containers that an earlier run of this installation left, whatever the reason. */
  async removeAbandoned(): Promise<string[]> {
    const filters = { label: [`${OWNER_LABEL}=${this.#world.home}`] }
    const found = await within(5000, this.#world.docker.listContainers({ all: true, filters }))
    const ours = new Set([...this.#open].map(sandbox => sandbox.info()?.id))
    const abandoned = found.filter(container => !ours.has(container.Id))
    await Promise.all(abandoned.map(each => removeQuietly(this.#world.docker, each.Id)))
    return abandoned.map(each => each.Names[0]?.slice(1) ?? each.Id)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map(sandbox => sandbox.close()))
  }
}

class DockerSandbox implements Sandbox {
  readonly backend: DockerWorld['name']
  readonly where: string
  readonly #world: DockerWorld
  readonly #owner: SandboxOwner
  readonly #config: SandboxConfig
  readonly #architecture: string
  readonly #name: string
  #container: Docker.Container | null = null
  #link: AgentLink | null = null
  #info: SandboxInfo | null = null
  #egress: { folder: string; close(): void } | null = null
  #terminals = 0

  constructor(world: DockerWorld, owner: SandboxOwner, config: SandboxConfig, architecture: string) {
    this.backend = world.name
    this.#world = world
    this.#owner = owner
    this.#config = config
    this.#architecture = architecture
    this.#name = `gatehouse-${safeName(owner.agent)}-${randomBytes(4).toString('hex')}`
    const kind = world.name === 'docker' ? 'Docker sandbox' : 'Docker sandbox on another machine'
    this.where = `${kind} of agent ${owner.agent} (${this.#name})`
  }

  async start(): Promise<void> {
    const { docker } = this.#world
    const user = containerUser()
    const imageId = await this.#world.image(this.#config, this.#architecture)
    const workspaceFolder = await this.#world.workspace(this.#owner, this.#config, user)
    this.#egress = await this.#world.egress(this.#owner, this.#config)
    const spec = planContainer(this.#config, {
      owner: this.#owner,
      name: this.#name,
      home: this.#world.home,
      imageId,
      workspaceFolder,
      egressFolder: this.#egress?.folder ?? null,
      user,
      heartbeatSeconds: HEARTBEAT.limitSeconds,
    })
    const container = await docker.createContainer(spec)
    this.#container = container
    try {
      await this.#attach(container)
      const state = await container.inspect()
      this.#remember(container.id, state.State.Pid, imageId)
    } catch (error) {
      this.#egress?.close()
      await removeQuietly(docker, container.id)
      throw new Error(`The sandbox did not start. ${engineError(error)}`, { cause: error })
    }
  }

  /** Attaches first and starts then: the agent's first words must not be lost. */
  async #attach(container: Docker.Container): Promise<void> {
    const options = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true }
    const socket = (await container.attach(options)) as unknown as Duplex
    const link = new AgentLink(
      attachedWire(socket, line => this.#world.log(line)),
      this.#world.clock,
    )
    const greeted = link.greeted(15_000)
    await container.start()
    if (!(await greeted)) throw new Error('its exec agent did not answer')
    this.#link = link
    link.onEnd(() => this.#ended())
  }

  #remember(id: string, initPid: number, image: string): void {
    const now = this.#world.clock.now()
    this.#info = {
      id,
      name: this.#name,
      backend: this.backend,
      agent: this.#owner.agent,
      session: this.#owner.session,
      state: 'running',
      initPid: this.backend === 'docker' && initPid > 0 ? initPid : null,
      image,
      createdAt: now,
      lastUsedAt: now,
      running: 0,
    }
    this.#world.audit({ what: 'sandbox.started', sandbox: this.#info })
  }

  #ended(): void {
    if (this.#info === null || this.#info.state !== 'running') return
    this.#info = { ...this.#info, state: 'gone' }
    this.#egress?.close()
    this.#world.audit({ what: 'sandbox.ended', name: this.#name, why: 'its stream ended' })
    // AutoRemove does this as a rule; an engine that was restarted meanwhile forgets to.
    if (this.#container) void removeQuietly(this.#world.docker, this.#container.id)
  }

  onEnd(tell: () => void): void {
    this.#link?.onEnd(tell)
  }

  async run(plan: ExecPlan, watch?: RunWatch): Promise<ExecResult> {
    const link = this.#used()
    return runOnAgent(link, plan, this.#place(), this.#world.clock, watch)
  }

  async openTerminal(plan: TerminalPlan): Promise<Terminal> {
    this.#terminals += 1
    return openAgentTerminal(this.#used(), `${this.#name}/${this.#terminals}`, plan, this.#place())
  }

  #used(): AgentLink {
    if (this.#link === null) throw new Error('The sandbox is not running.')
    if (this.#info) this.#info = { ...this.#info, lastUsedAt: this.#world.clock.now() }
    return this.#link
  }

  #place() {
    const env = commandEnvironment(this.#config, this.#egress !== null)
    return { where: this.where, workspace: Inside.workspace, env }
  }

  info(): SandboxInfo | null {
    return this.#info && { ...this.#info, running: this.#link?.running ?? 0 }
  }

  endNow(): void {
    this.#link?.end()
  }

  async close(): Promise<void> {
    const link = this.#link
    if (!link?.alive) return
    const gone = new Promise<boolean>(resolve => link.onEnd(() => resolve(true)))
    link.end()
    const patience = new Promise<boolean>(resolve => this.#world.clock.after(1500, () => resolve(false)))
    if (!(await Promise.race([gone, patience])) && this.#container) {
      await removeQuietly(this.#world.docker, this.#container.id)
    }
  }
}

/** The attach stream as the agent's wire. */
function attachedWire(socket: Duplex, onStderr: (line: string) => void): AgentWire {
  if ('setNoDelay' in socket && typeof socket.setNoDelay === 'function') socket.setNoDelay(true)
  return {
    write: bytes => void socket.write(bytes),
    onBytes: tell => {
      const reader = new StdcopyReader((stream, bytes) => {
        if (stream === 'stdout') tell(bytes)
        else onStderr(Buffer.from(bytes).toString('utf8'))
      })
      socket.on('data', (bytes: Buffer) => reader.read(bytes))
    },
    onEnd: tell => {
      for (const event of ['end', 'close', 'error']) socket.once(event, tell)
    },
    end: () => void socket.end(),
  }
}

async function removeQuietly(docker: Docker, id: string): Promise<void> {
  try {
    await within(5000, docker.getContainer(id).remove({ force: true }))
  } catch {
    // It is gone already, is being removed, or the engine is; the sweep at the next start looks again.
  }
}

function safeName(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, 32)
}
