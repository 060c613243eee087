import type { ShellMode } from '../../contract/model/policy.ts'
import type {
  BackendName,
  BackendReport,
  ProbeResult,
  SandboxConfig,
  SandboxExplanation,
  SandboxInfo,
} from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Sandbox, SandboxAudit, SandboxLog, SandboxOwner } from '../core/backend.ts'
import { type Choice, chooseBackend } from '../core/choose-backend.ts'
import { explainSandbox } from '../core/explain.ts'
import { Inside } from '../core/plan-container.ts'
import { Backends } from './backends.ts'
import { containerUser } from './container-user.ts'
import { EgressDoors } from './egress-doors.ts'
import type { Outside } from './egress-proxy.ts'
import { verifySandbox } from './verify.ts'
import { WorkspaceFiles } from './workspace-files.ts'
import { type WorkspaceHome, wipeSessionFolder, workspaceFolder } from './workspace-folder.ts'

/** What the room needs to run. */
export type SandboxesWorld = {
  /** The data folder. */
  readonly home: string
  readonly docker?: { readonly host?: string }
  /** The exec agents there are; those of this installation when left out. */
  readonly agents?: (architecture: string) => string | null
  /** How long a container waits for a sign of life from us before it ends; ten seconds when left out. */
  readonly heartbeatSeconds?: number
  /** The sandbox settings of an agent, read at every use. */
  config(agent: string): SandboxConfig
  /** Where commands may run at all; `sandbox` when left out. */
  shellMode?(agent: string): ShellMode
  /** Whether a person lets a session run on this machine for now; nobody when left out. */
  elevated?(session: string): boolean
  /** The folder a person gave an agent as its workspace, when it is not the usual one. */
  workspaceOf?(agent: string): string | undefined
  readonly clock: Clock
  readonly log: SandboxLog
  readonly audit: SandboxAudit
  /** The network that sandboxes with listed domains reach; the real one when left out. */
  readonly outside?: Outside
}

/** Which session asks. `main`: the owner's own direct conversation. */
export type SessionPlace = { readonly session: string; readonly main?: boolean }

/** All sandboxes of this installation. */
export interface Sandboxes {
  /** The sandbox of an agent's session, started when there is none. */
  forAgent(agent: string, session: string | SessionPlace): Promise<Sandbox>
  /** The file tools of an agent's session. */
  files(agent: string, session: string): Promise<WorkspaceFiles>
  /** Where a session's commands would run, and why. */
  choose(agent: string, session: SessionPlace): Promise<Choice>
  explain(agent: string): Promise<SandboxExplanation>
  status(): Promise<BackendReport[]>
  /** Tries to get out, from inside, on every backend that the agent could use here. */
  verify(agent: string): AsyncGenerator<ProbeResult>
  /** Builds or fetches the image of an agent; lines about its progress. */
  build(agent: string): AsyncIterable<string>
  /** Calls back when a sandbox began or ended. */
  onChange(tell: () => void): void
  /** Every sandbox that runs, with the process id of its init: what the kill switch needs. */
  list(): SandboxInfo[]
  /** Ends all of them, or these, at once and without waiting: the first step of the kill switch. */
  endAll(): void
  endThese(ids: readonly string[]): void
  /** Ends every connection of every sandbox, and lets none begin until it is restored. */
  cutNetwork(): void
  restoreNetwork(): void
  /** Ends what the agent has, so that the next command starts afresh. */
  recreate(agent: string): Promise<number>
  /** Starts what the agent will need before it is needed. */
  warm(agent: string): Promise<void>
  /** Ends sandboxes that nobody used for a while, and removes what an earlier run left. */
  prune(idleMs?: number): Promise<string[]>
  /** Ends a session's own sandbox; `wipe` removes its own workspace too (public sessions). */
  endSession(agent: string, session: string, workspace: 'keep' | 'wipe'): Promise<void>
  close(): Promise<void>
}

/** A sandbox that nobody used for a day is ended; the next command gets a new one in a moment. */
const IDLE_MS = 24 * 3600 * 1000
/** More than this run only while all of them are busy: an idle one costs 13 MB, and a day has many conversations. */
const MOST_RUNNING = 24
/** How long after a spare was taken the next one is started. */
const REFILL_MS = 300

/** Opens the room. Nothing is started until somebody needs it. */
export function openSandboxes(world: SandboxesWorld): Sandboxes {
  return new SandboxHouse(world)
}

class SandboxHouse implements Sandboxes {
  readonly #world: SandboxesWorld
  readonly #doors: EgressDoors
  readonly #folders: WorkspaceHome
  readonly #backends: Backends
  readonly #open = new Map<string, Promise<Sandbox>>()
  readonly #spares = new Map<string, Promise<Sandbox>>()
  readonly #live = new Set<Sandbox>()
  readonly #watchers: (() => void)[] = []
  #stopPruning: () => void = () => {}
  #closed = false
  /** Counts the times that everything was ended. */
  #round = 0

  constructor(world: SandboxesWorld) {
    this.#world = world
    this.#doors = new EgressDoors(world.home, world.audit, world.outside)
    this.#folders = { home: world.home, folderOf: agent => world.workspaceOf?.(agent) }
    this.#backends = new Backends({ ...world, doors: this.#doors, folders: this.#folders })
    this.#pruneLater()
  }

  async forAgent(agent: string, asked: string | SessionPlace): Promise<Sandbox> {
    if (this.#closed) throw new Error('Gatehouse is shutting down.')
    const place = typeof asked === 'string' ? { session: asked } : asked
    const config = this.#world.config(agent)
    const choice = await this.choose(agent, place)
    if (choice.backend === null) throw new Error(choice.why)
    const owner: SandboxOwner = { agent, session: config.scope === 'session' ? place.session : null }
    const key = keyOf(choice.backend, owner, config)
    const known = await this.#open.get(key)?.catch(() => null)
    if (known?.info().state === 'running') return known
    // Two calls at once share one start.
    const again = this.#open.get(key)
    if (again !== undefined && (await again.catch(() => null))?.info().state === 'running') return again
    const opening = this.#take(choice.backend, owner, config)
    this.#open.set(key, opening)
    opening.catch(() => this.#open.delete(key))
    return opening
  }

  #endIdlest(): void {
    const idle = [...this.#live].filter(each => each.info().state === 'running' && each.info().running === 0)
    idle.sort((a, b) => a.info().lastUsedAt - b.info().lastUsedAt)
    const tooMany = this.#live.size - MOST_RUNNING
    for (const sandbox of idle.slice(0, Math.max(tooMany, 0))) sandbox.endNow()
  }

  /** A spare when one runs, else a new one; and another spare is started for whoever comes next. */
  async #take(backend: BackendName, owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    const pool = spareKey(backend, owner, config)
    const spare = pool === null ? null : await this.#spares.get(pool)?.catch(() => null)
    if (pool !== null) this.#spares.delete(pool)
    const ready = spare?.info().state === 'running' ? spare : null
    if (ready && owner.session !== null) ready.assign(owner.session)
    const sandbox = ready ?? (await this.#start(backend, owner, config))
    // Not at once: starting a container keeps the engine busy, and the first command should not wait for that.
    if (pool !== null) this.#world.clock.after(REFILL_MS, () => this.#keepSpare(pool, backend, owner, config))
    return sandbox
  }

  #keepSpare(pool: string, backend: BackendName, owner: SandboxOwner, config: SandboxConfig): void {
    if (this.#spares.has(pool) || this.#closed) return
    const starting = this.#start(backend, { agent: owner.agent, session: null }, config)
    this.#spares.set(pool, starting)
    const forget = () => {
      if (this.#spares.get(pool) === starting) this.#spares.delete(pool)
    }
    starting.then(spare => spare.onEnd(forget), forget)
    starting.catch(error => this.#world.log('sandbox: no spare could be started', { error: String(error) }))
  }

  async #start(name: BackendName, owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    const round = this.#round
    const sandbox = await this.#backends.open(name, owner, config)
    if (this.#closed || round !== this.#round) {
      // Everything was ended while this one was on its way; it must not slip through.
      await sandbox.close()
      throw new Error('Sandboxes were stopped while this one started.')
    }
    this.#live.add(sandbox)
    this.#endIdlest()
    sandbox.onEnd(() => {
      this.#live.delete(sandbox)
      this.#changed()
    })
    this.#changed()
    return sandbox
  }

  async choose(agent: string, place: SessionPlace): Promise<Choice> {
    const config = this.#world.config(agent)
    const shell = this.#world.shellMode?.(agent) ?? 'sandbox'
    const reports = await this.#backends.report(config)
    const elevated = this.#world.elevated?.(place.session) === true
    return chooseBackend(config, { shell, main: place.main === true, elevated, reports })
  }

  async explain(agent: string): Promise<SandboxExplanation> {
    return explainSandbox(agent, this.#world.config(agent), await this.choose(agent, { session: 'explain' }))
  }

  async *verify(agent: string): AsyncGenerator<ProbeResult> {
    const config = this.#world.config(agent)
    const reports = await this.#backends.report(config)
    const named = await this.choose(agent, { session: 'verify' })
    for (const { backend, usable } of reports) {
      if (!usable || (backend === 'host' && named.backend !== 'host')) continue
      const sandbox = await this.#start(backend, { agent, session: 'verify' }, config)
      try {
        yield* verifySandbox(sandbox, this.#world.home)
      } finally {
        await sandbox.close()
      }
    }
  }

  build(agent: string): AsyncIterable<string> {
    return this.#backends.build(this.#world.config(agent))
  }

  onChange(tell: () => void): void {
    this.#watchers.push(tell)
  }

  #changed(): void {
    for (const tell of this.#watchers) tell()
  }

  status(): Promise<BackendReport[]> {
    return this.#backends.ask()
  }

  async files(agent: string, session: string): Promise<WorkspaceFiles> {
    const config = this.#world.config(agent)
    const user = containerUser()
    const inside = Inside.workspace
    if (await this.#isElsewhere(agent, session, config))
      return new WorkspaceFiles({ root: '/nonexistent', inside, access: 'elsewhere', owner: null })
    const owner = { agent, session: config.workspacePer === 'session' ? session : null }
    const root = await workspaceFolder(this.#folders, owner, config, user)
    return new WorkspaceFiles({
      root: root ?? '/nonexistent',
      inside,
      access: config.workspace,
      owner: process.getuid?.() === 0 ? user : null,
    })
  }

  /** Asked only where settings name another machine: the answer may need the network. */
  async #isElsewhere(agent: string, session: string, config: SandboxConfig): Promise<boolean> {
    if (config.ssh === undefined && config.remoteDocker === undefined) return false
    const { backend } = await this.choose(agent, { session })
    return backend === 'ssh' || backend === 'remote-docker'
  }

  list(): SandboxInfo[] {
    return [...this.#live].map(sandbox => sandbox.info()).filter(info => info.state === 'running')
  }

  endAll(): void {
    this.#round += 1
    for (const sandbox of this.#live) sandbox.endNow()
  }

  endThese(ids: readonly string[]): void {
    if (this.list().every(info => ids.includes(info.id))) return this.endAll()
    for (const sandbox of this.#live) if (ids.includes(sandbox.info().id)) sandbox.endNow()
  }

  cutNetwork(): void {
    this.#doors.cut()
  }
  restoreNetwork(): void {
    this.#doors.restore()
  }
  async recreate(agent: string): Promise<number> {
    const theirs = [...this.#live].filter(sandbox => sandbox.info().agent === agent)
    await Promise.all(theirs.map(sandbox => sandbox.close()))
    return theirs.length
  }

  async warm(agent: string): Promise<void> {
    const config = this.#world.config(agent)
    const choice = await this.choose(agent, { session: 'warm' })
    if (choice.backend === null) throw new Error(choice.why)
    const owner: SandboxOwner = { agent, session: null }
    const pool = spareKey(choice.backend, owner, config)
    if (pool === null) return void (await this.forAgent(agent, 'warm'))
    this.#keepSpare(pool, choice.backend, owner, config)
    await this.#spares.get(pool)
  }

  async prune(idleMs = IDLE_MS): Promise<string[]> {
    const now = this.#world.clock.now()
    const idle = [...this.#live].filter(each => each.info().running === 0 && now - each.info().lastUsedAt >= idleMs)
    await Promise.all(idle.map(sandbox => sandbox.close()))
    const abandoned = await this.#backends.removeAbandoned()
    // The engine may still list one that was ended a moment ago.
    return [...new Set([...idle.map(sandbox => sandbox.info().name), ...abandoned])]
  }

  #pruneLater(): void {
    this.#stopPruning = this.#world.clock.after(3600 * 1000, () => {
      void this.prune()
      this.#pruneLater()
    })
  }

  async endSession(agent: string, session: string, workspace: 'keep' | 'wipe'): Promise<void> {
    const theirs = [...this.#live].filter(each => each.info().agent === agent && each.info().session === session)
    await Promise.all(theirs.map(sandbox => sandbox.close()))
    const own = this.#world.config(agent).workspacePer === 'session'
    if (workspace === 'wipe' && own) await wipeSessionFolder(this.#folders, agent, session)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stopPruning()
    await Promise.allSettled([...this.#open.values(), ...this.#spares.values()])
    await this.#backends.close()
  }
}

/** Two calls share a sandbox only when backend, owner and settings are the same. */
function keyOf(backend: BackendName, owner: SandboxOwner, config: SandboxConfig): string {
  const who = config.scope === 'shared' ? '' : owner.agent
  return JSON.stringify([backend, who, owner.session, config])
}

/**
 * A spare is kept where every session gets a sandbox of its own but all of them see the same folder: mounts are fixed
 * when a container is made. On other machines and on the host there is nothing to save.
 */
function spareKey(backend: BackendName, owner: SandboxOwner, config: SandboxConfig): string | null {
  const local = backend === 'docker' || backend === 'process'
  const sameFolder = config.workspacePer === 'agent' || config.workspace === 'none'
  return local && config.scope === 'session' && sameFolder ? keyOf(backend, { ...owner, session: null }, config) : null
}
