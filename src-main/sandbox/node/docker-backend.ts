import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type Docker from 'dockerode'
import type { BackendName, BackendReport, SandboxConfig } from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Sandbox, SandboxAudit, SandboxBackend, SandboxLog, SandboxOwner } from '../core/backend.ts'
import { commandEnvironment, Inside, OWNER_LABEL, planContainer } from '../core/plan-container.ts'
import { StdcopyReader } from '../core/stdcopy.ts'
import { AgentLink, type AgentWire, HEARTBEAT } from './agent-link.ts'
import { AgentSandbox, startRecorded } from './agent-sandbox.ts'
import { containerUser } from './container-user.ts'
import { engineError, probeEngine, within } from './docker-engine.ts'

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

const WORDS = { docker: 'Docker sandbox', 'remote-docker': 'Docker sandbox on another machine' } as const

/** Sandboxes as hardened containers with the exec agent as their first process. */
export class DockerBackend implements SandboxBackend {
  readonly name: DockerWorld['name']
  readonly #world: DockerWorld
  readonly #open = new Set<AgentSandbox>()
  /** Names of ours, also of those that are only being made: tidying up must not take them for abandoned. */
  readonly #names = new Set<string>()
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
    const { docker, clock, audit } = this.#world
    const user = containerUser()
    const name = `gatehouse-${safeName(owner.agent)}-${randomBytes(4).toString('hex')}`
    let egress: { folder: string; close(): void } | null = null
    let container: Docker.Container | null = null
    this.#names.add(name)
    try {
      const imageId = await this.#world.image(config, await this.#knownArchitecture())
      const way = await this.#world.egress(owner, config)
      egress = way
      const workspaceFolder = await this.#world.workspace(owner, config, user)
      const spec = planContainer(config, {
        owner,
        name,
        home: this.#world.home,
        imageId,
        workspaceFolder,
        egressFolder: way?.folder ?? null,
        user,
        heartbeatSeconds: HEARTBEAT.limitSeconds,
      })
      container = await within(20_000, docker.createContainer(spec))
      const link = await this.#attach(container)
      const { id } = container
      const { State } = await container.inspect()
      const sandbox = new AgentSandbox({
        link,
        info: { id, name, backend: this.name, ...owner, initPid: this.#localPid(State.Pid), image: imageId },
        place: {
          where: `${WORDS[this.name]} of agent ${owner.agent} (${name})`,
          workspace: Inside.workspace,
          env: commandEnvironment(config, way !== null),
        },
        clock,
        audit,
        afterEnd: () => {
          way?.close()
          this.#open.delete(sandbox)
          // AutoRemove does this as a rule; an engine that was restarted meanwhile forgets to.
          void removeQuietly(docker, id).then(() => this.#names.delete(name))
        },
        force: () => removeQuietly(docker, id),
      })
      this.#open.add(sandbox)
      return await startRecorded(sandbox, audit)
    } catch (error) {
      this.#names.delete(name)
      egress?.close()
      if (container) await removeQuietly(docker, container.id)
      throw new Error(`The sandbox did not start. ${engineError(error)}`, { cause: error })
    }
  }

  async #knownArchitecture(): Promise<string> {
    if (this.#architecture === null) {
      const report = await this.probe()
      if (!report.usable) throw new Error(report.why)
    }
    return this.#architecture ?? 'x86_64'
  }

  /** Attaches first and starts then: the agent's first words must not be lost. */
  async #attach(container: Docker.Container): Promise<AgentLink> {
    const options = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true }
    const socket = (await container.attach(options)) as unknown as Duplex
    const link = new AgentLink(
      attachedWire(socket, line => this.#world.log(line)),
      this.#world.clock,
    )
    const greeted = link.greeted(15_000)
    await within(20_000, container.start())
    if (!(await greeted)) throw new Error('its exec agent did not answer')
    return link
  }

  #localPid(pid: number): number | null {
    return this.name === 'docker' && pid > 0 ? pid : null
  }

  /** Removes containers that an earlier run of this installation left, whatever the reason. */
  async removeAbandoned(): Promise<string[]> {
    const filters = { label: [`${OWNER_LABEL}=${this.#world.home}`] }
    const found = await within(5000, this.#world.docker.listContainers({ all: true, filters }))
    const isOurs = (names: readonly string[]) => names.some(name => this.#names.has(name.slice(1)))
    const abandoned = found.filter(container => !isOurs(container.Names))
    await Promise.all(abandoned.map(each => removeQuietly(this.#world.docker, each.Id)))
    return abandoned.map(each => each.Names[0]?.slice(1) ?? each.Id)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map(sandbox => sandbox.close()))
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
