import { randomBytes } from 'node:crypto'
import type Docker from 'dockerode'
import type { BackendName, BackendReport, SandboxConfig } from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Sandbox, SandboxAudit, SandboxBackend, SandboxLog, SandboxOwner } from '../core/backend.ts'
import { commandEnvironment, Inside, OWNER_LABEL, planContainer } from '../core/plan-container.ts'
import { AgentLink, type CommandLink } from './agent-link.ts'
import { AgentSandbox, startRecorded } from './agent-sandbox.ts'
import { attach, attachedWire } from './attached-wire.ts'
import { containerUser } from './container-user.ts'
import { engineError, probeEngine, within } from './docker-engine.ts'
import type { EgressDoor } from './egress-doors.ts'
import { EngineExecLink } from './engine-exec-link.ts'
import type { Agents, ReadyImage } from './image-shelf.ts'
import { firstToSpeak, type WireDoor } from './wire-door.ts'

/** What the Docker backend needs of the rest of the room. */
export type DockerWorld = {
  readonly name: Extract<BackendName, 'docker' | 'remote-docker'>
  readonly docker: Docker
  /** Short digest of the data folder: our containers carry it as a label. */
  readonly home: string
  readonly clock: Clock
  readonly audit: SandboxAudit
  readonly log: SandboxLog
  readonly agents: Agents
  /** How long a container waits for a sign of life from us before it ends. */
  readonly heartbeatSeconds: number
  /** The image to use, made or fetched when it is missing. */
  image(config: SandboxConfig, architecture: string): Promise<ReadyImage>
  /** The workspace folder of an owner on this machine, made when it is missing; null where it cannot be mounted. */
  workspace(owner: SandboxOwner, config: SandboxConfig, user: { uid: number; gid: number }): Promise<string | null>
  /** The folder with the socket that leads out, or null when nothing may. */
  egress(owner: SandboxOwner, config: SandboxConfig): Promise<EgressDoor | null>
  /** A straight way to the agent, or null where the engine must carry its words. */
  wireDoor(): Promise<WireDoor | null>
}

/** What was opened and asked for one container before there was one. */
type Prepared = {
  readonly name: string
  readonly owner: SandboxOwner
  readonly image: ReadyImage
  readonly way: EgressDoor | null
  readonly door: WireDoor | null
  readonly env: Readonly<Record<string, string>>
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
    if (facts === null || this.#world.agents(facts.architecture) !== null) return report
    return { ...report, why: `${report.why} ${withoutAgent(facts.architecture)}` }
  }

  async open(owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    const name = `gatehouse-${safeName(owner.agent)}-${randomBytes(4).toString('hex')}`
    this.#names.add(name)
    const undo: (() => unknown)[] = [() => this.#names.delete(name)]
    try {
      return await this.#start(name, owner, config, undo)
    } catch (error) {
      for (const each of undo.reverse()) await each()
      throw new Error(`The sandbox did not start. ${engineError(error)}`, { cause: error })
    }
  }

  /** `undo` gets what must be done when a later step fails. */
  async #start(name: string, owner: SandboxOwner, config: SandboxConfig, undo: (() => unknown)[]): Promise<Sandbox> {
    const prepared = await this.#prepare(name, owner, config, undo)
    const container = await this.#create(config, prepared)
    undo.push(() => removeQuietly(this.#world.docker, container.id))
    const link = prepared.image.agent ? await this.#greet(container, prepared.door) : await this.#hold(container)
    return startRecorded(await this.#sandboxOn(link, container, prepared), this.#world.audit)
  }

  async #prepare(name: string, owner: SandboxOwner, config: SandboxConfig, undo: (() => unknown)[]): Promise<Prepared> {
    const image = await this.#world.image(config, await this.#knownArchitecture())
    // The way out ends in our agent: without it there is none, and no door is opened that leads nowhere.
    const way = image.agent ? await this.#world.egress(owner, config) : null
    undo.push(() => way?.close())
    const door = image.agent ? await this.#world.wireDoor() : null
    undo.push(() => door?.close())
    return { name, owner, image, way, door, env: commandEnvironment(config, way !== null) }
  }

  async #create(config: SandboxConfig, { name, owner, image, way, door }: Prepared): Promise<Docker.Container> {
    const user = containerUser()
    const spec = planContainer(config, {
      owner,
      name,
      home: this.#world.home,
      imageId: image.id,
      agent: image.agent,
      workspaceFolder: await this.#world.workspace(owner, config, user),
      egressFolder: way?.folder ?? null,
      wireFolder: door?.folder ?? null,
      user,
      heartbeatSeconds: this.#world.heartbeatSeconds,
    })
    return within(20_000, this.#world.docker.createContainer(spec))
  }

  async #sandboxOn(link: CommandLink, container: Docker.Container, prepared: Prepared): Promise<AgentSandbox> {
    const { clock, audit } = this.#world
    const { name, owner, image, env } = prepared
    const { id } = container
    const initPid = this.#localPid((await container.inspect()).State.Pid)
    const where = `${WORDS[this.name]} of agent ${owner.agent} (${name})`
    const sandbox: AgentSandbox = new AgentSandbox({
      link,
      info: { id, name, backend: this.name, ...owner, initPid, image: image.id },
      place: { where, workspace: Inside.workspace, env },
      clock,
      audit,
      afterEnd: () => this.#ended(sandbox, id, prepared),
      force: () => removeQuietly(this.#world.docker, id),
    })
    this.#open.add(sandbox)
    return sandbox
  }

  #ended(sandbox: AgentSandbox, id: string, { name, way, door }: Prepared): void {
    way?.close()
    door?.close()
    this.#open.delete(sandbox)
    // AutoRemove does this as a rule; an engine that was restarted meanwhile forgets to.
    void removeQuietly(this.#world.docker, id).then(() => this.#names.delete(name))
  }

  async #knownArchitecture(): Promise<string> {
    if (this.#architecture === null) {
      const report = await this.probe()
      if (!report.usable) throw new Error(report.why)
    }
    return this.#architecture ?? 'x86_64'
  }

  /** Attaches first and starts then: the agent's first words must not be lost. */
  async #greet(container: Docker.Container, door: WireDoor | null): Promise<CommandLink> {
    const wire = attachedWire(await attach(container), line => this.#world.log(line))
    const link = new AgentLink(door === null ? wire : firstToSpeak(wire, door), this.#world.clock)
    const greeted = link.greeted(15_000)
    await within(20_000, container.start())
    if (!(await greeted)) throw new Error('its exec agent did not answer')
    return link
  }

  /** Where no agent can run: the container lives as long as its input, and the engine runs the commands. */
  async #hold(container: Docker.Container): Promise<CommandLink> {
    const hold = await attach(container)
    await within(20_000, container.start())
    const user = containerUser()
    return new EngineExecLink({ container, hold, user: `${user.uid}:${user.gid}`, clock: this.#world.clock })
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

const withoutAgent = (architecture: string) =>
  `There is no exec agent for ${architecture}: commands go through the engine, which is slower, ends the whole sandbox with a command that must be stopped, and reaches no listed domain.`

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
