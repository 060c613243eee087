import type { ExecPlan, ExecResult } from '../../contract/model/exec.ts'
import type { BackendName, SandboxInfo } from '../../contract/model/sandbox.ts'
import { Fault } from '../../contract/wire/fault.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { RunWatch, Sandbox, SandboxAudit, SandboxEvent, Terminal, TerminalPlan } from '../core/backend.ts'
import type { CommandLink } from './agent-link.ts'
import { openAgentTerminal } from './agent-terminal.ts'
import { type RunPlace, runOnAgent } from './run-on-agent.ts'

/** What makes one running agent a sandbox, whatever carries it. */
export type AgentSandboxParts = {
  readonly link: CommandLink
  readonly info: Omit<SandboxInfo, 'state' | 'running' | 'lastUsedAt' | 'createdAt'>
  readonly place: RunPlace
  readonly clock: Clock
  readonly audit: SandboxAudit
  /** Tidies up once it has ended, however that happened. */
  readonly afterEnd: () => void
  /** Ends it by force when the end of its stream did not. */
  readonly force: () => void | Promise<void>
}

/** How long the end of a stream may take before force is used. */
const PATIENCE_MS = 1500

/** Hands out a sandbox once its start is recorded; when that fails it is ended, and nothing has run in it. */
export async function startRecorded(sandbox: AgentSandbox, audit: SandboxAudit): Promise<AgentSandbox> {
  try {
    await record(audit, { what: 'sandbox.started', sandbox: sandbox.info() })
    return sandbox
  } catch (error) {
    await sandbox.close()
    if (error instanceof Fault) throw error // a lockdown, in its own words
    throw new Error('The start of the sandbox could not be recorded, so it was ended.', { cause: error })
  }
}

const record = async (audit: SandboxAudit, event: SandboxEvent) => void (await audit(event))

/** A sandbox that is an exec agent at the other end of a stream. */
export class AgentSandbox implements Sandbox {
  readonly backend: BackendName
  readonly where: string
  readonly #parts: AgentSandboxParts
  #info: SandboxInfo
  #terminals = 0

  constructor(parts: AgentSandboxParts) {
    this.#parts = parts
    this.backend = parts.info.backend
    this.where = parts.place.where
    const now = parts.clock.now()
    this.#info = { ...parts.info, state: 'running', running: 0, createdAt: now, lastUsedAt: now }
    parts.link.onEnd(() => this.#ended())
  }

  #ended(): void {
    if (this.#info.state === 'gone') return
    this.#info = { ...this.#info, state: 'gone' }
    this.#parts.afterEnd()
    // Stopping never waits for the trail, and a trail that fails does not undo the end.
    void record(this.#parts.audit, { what: 'sandbox.ended', name: this.#info.name, why: 'its stream ended' }).catch(
      () => {},
    )
  }

  run(plan: ExecPlan, watch?: RunWatch): Promise<ExecResult> {
    return runOnAgent(this.#used(), plan, this.#parts.place, this.#parts.clock, watch)
  }

  async openTerminal(plan: TerminalPlan): Promise<Terminal> {
    this.#terminals += 1
    return openAgentTerminal(this.#used(), `${this.#info.name}/${this.#terminals}`, plan, this.#parts.place)
  }

  #used(): CommandLink {
    this.#info = { ...this.#info, lastUsedAt: this.#parts.clock.now() }
    return this.#parts.link
  }

  info(): SandboxInfo {
    return { ...this.#info, running: this.#parts.link.running }
  }

  /** A spare that was started before it was known for whom. */
  assign(session: string): void {
    this.#info = { ...this.#info, session, lastUsedAt: this.#parts.clock.now() }
  }

  onEnd(tell: () => void): void {
    this.#parts.link.onEnd(tell)
  }

  endNow(): void {
    this.#parts.link.end()
  }

  async close(): Promise<void> {
    const { link, clock } = this.#parts
    if (!link.alive) return
    const gone = new Promise<'gone'>(resolve => link.onEnd(() => resolve('gone')))
    const late = new Promise<'late'>(resolve => clock.after(PATIENCE_MS, () => resolve('late')))
    link.end()
    if ((await Promise.race([gone, late])) === 'late') await this.#parts.force()
  }
}
