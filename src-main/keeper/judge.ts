import { createHash } from 'node:crypto'
import { type BoundPlan, canonical } from '../approvals/core/plan.ts'
import type { ConfigDesk } from '../config/node/config-desk.ts'
import type { Elevation } from '../contract/model/elevation.ts'
import type { PolicySettings } from '../contract/model/policy.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import type { Decision } from '../contract/model/verdict.ts'
import type { Clock } from '../kit/core/clock.ts'
import { decide } from '../policy/core/decide.ts'
import type { CallWorld, PolicyFacts } from '../policy/core/facts.ts'
import { countCalls, stillCounting } from '../policy/core/limits.ts'
import { workingFolder } from '../policy/core/paths/working-folder.ts'
import { Inside } from '../sandbox/core/plan-container.ts'
import type { Hit } from '../vault/core/redact/redactor.ts'
import { analysisOf, fileFacts } from './call-facts.ts'
import type { GrantBook } from './grants.ts'
import { holdBack } from './hold-back.ts'
import { hostWorld, insideWorld } from './inside-world.ts'
import { policySettings, sandboxSettings } from './policy-settings.ts'
import { type FactSandboxes, placeOf, programPath, scriptDigests } from './sandbox-facts.ts'
import type { Judged } from './tool-door.ts'

/** What judging needs. */
export type JudgeWorld = {
  readonly config: ConfigDesk
  readonly grants: GrantBook
  readonly sandboxes: FactSandboxes
  readonly home: string
  readonly lockdown: () => boolean
  /** Conversations that a person lets run on this machine for now. */
  readonly elevations: () => readonly Elevation[]
  /** Finds what must not leave the machine. */
  readonly findSecrets: (text: string) => readonly Hit[]
  readonly clock: Clock
}

/** Gathers the facts of a call, lets the policy decide, and writes down the exact plan that would run. */
export class Judge {
  readonly #world: JudgeWorld
  readonly #calls = new Map<string, number[]>()

  constructor(world: JudgeWorld) {
    this.#world = world
  }

  /** Judges one call with the settings that hold at this moment. `again` is the same call at the moment of running. */
  async judge(call: ToolCall, when: 'first' | 'again' = 'first'): Promise<Judged> {
    const settings = policySettings(this.#world.config.current(), this.#world.grants.current)
    const choice = await this.#world.sandboxes.choose(call.agent, placeOf(call))
    const facts = await this.#facts(call, settings, when, choice.backend)
    const decision = holdBack(decide(facts, call), call, this.#world.findSecrets)
    const plan = await this.#plan(call, decision, when, facts)
    const where = choice.backend === null ? `Nowhere: ${choice.why}` : whereWords(choice.backend, call.agent)
    return { decision, plan, where, runs: choice.backend }
  }

  async #facts(
    call: ToolCall,
    settings: PolicySettings,
    when: 'first' | 'again',
    sandbox: string | null,
  ): Promise<PolicyFacts> {
    const now = this.#world.clock.now()
    const times = stillCounting(this.#calls.get(call.agent) ?? [], now)
    if (when === 'first') this.#calls.set(call.agent, [...times, now])
    const world = await this.#worldOf(call, sandbox)
    const listed = Object.hasOwn(settings.allowlist, call.agent) ? (settings.allowlist[call.agent] ?? []) : []
    return {
      settings,
      policyVersion: digest(canonical(settings)).slice(0, 16),
      now,
      lockdown: this.#world.lockdown(),
      world: { ...world, ...(await fileFacts(this.#world.sandboxes, call, listed, world)) },
      sandbox,
      dns: null,
      calls: countCalls(when === 'first' ? times : times.slice(0, -1), now),
      elevations: this.#world.elevations(),
      privateInReach: true, // nobody can promise that nothing private is within reach, so it counts as true
    }
  }

  /** A command without a sandbox sees this machine; whatever else an agent does it does in its workspace. */
  async #worldOf(call: ToolCall, sandbox: string | null): Promise<CallWorld> {
    const inside = insideWorld(this.#world.home)
    if (sandbox !== 'host' || call.tool !== 'exec') return inside
    const { root } = await this.#world.sandboxes.files(call.agent, call.sessionId)
    const { segments } = analysisOf(call, { ...inside, workspace: root })
    const names = new Set(segments.flatMap(segment => segment.program ?? []))
    return hostWorld(this.#world.home, root, [...names])
  }

  /** Only what a person is asked about is looked up in the sandbox: an everyday command waits for nothing. */
  async #plan(
    call: ToolCall,
    decision: Decision,
    when: 'first' | 'again',
    { world, sandbox }: PolicyFacts,
  ): Promise<BoundPlan> {
    const about = {
      tool: call.tool,
      agent: call.agent,
      session: call.sessionId,
      // With the backend that was chosen: a yes for the sandbox is no yes for this machine, nor the other way round.
      sandbox: canonical({ ...sandboxSettings(this.#world.config.current(), call.agent), runs: sandbox }),
      policyVersion: decision.policyVersion,
    }
    if (call.tool !== 'exec')
      return { ...about, act: canonical(call.arguments), cwd: Inside.workspace, env: {}, program: null, scripts: [] }
    const { command, env = {} } = call.arguments
    const cwd = workingFolder(call.arguments.cwd, world.workspace)
    const isBound = decision.verdict === 'ask' || when === 'again'
    const bound = isBound ? await this.#bound(call, decision, world) : { program: null, scripts: [] }
    return { ...about, act: command, cwd, env, ...bound }
  }

  async #bound(
    call: Extract<ToolCall, { tool: 'exec' }>,
    decision: Decision,
    world: CallWorld,
  ): Promise<Pick<BoundPlan, 'program' | 'scripts'>> {
    const asking = decision.segments.find(segment => segment.verdict === 'ask') ?? decision.segments[0]
    const { scripts } = analysisOf(call, world)
    return {
      program: asking?.program ? await programPath(this.#world.sandboxes, call, asking.program) : null,
      scripts: await scriptDigests(this.#world.sandboxes, call, scripts),
    }
  }
}

function whereWords(backend: string, agent: string): string {
  const words: Record<string, string> = {
    docker: `In the Docker sandbox of agent ${agent}`,
    'remote-docker': `In the sandbox of agent ${agent}, on another machine's Docker`,
    process: `In the process sandbox of agent ${agent}`,
    ssh: `On another machine, as agent ${agent}`,
    host: 'On this computer, without a sandbox',
  }
  return words[backend] ?? backend
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
