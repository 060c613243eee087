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
import { type CallCounts, countCalls, stillCounting } from '../policy/core/limits.ts'
import { workingFolder } from '../policy/core/paths/working-folder.ts'
import { Inside } from '../sandbox/core/plan-container.ts'
import type { Hit } from '../vault/core/redact/redactor.ts'
import { analysisOf, fileFacts } from './call-facts.ts'
import type { GrantBook } from './grants.ts'
import { holdBack } from './hold-back.ts'
import { hostWorld, insideWorld } from './inside-world.ts'
import type { Judged, Looking } from './judged.ts'
import { policySettings, sandboxSettings } from './policy-settings.ts'
import { type FactSandboxes, placeOf, programPaths, scriptDigests } from './sandbox-facts.ts'

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

  /** Judges one call with the settings that hold at this moment. */
  async judge(asked: ToolCall, looking: Looking = 'first'): Promise<Judged> {
    const call = asRun(asked)
    if (looking !== 'first') await this.#warm(call)
    const settings = policySettings(this.#world.config.current(), call.agent, this.#world.grants.current)
    const choice = await this.#world.sandboxes.choose(call.agent, placeOf(call))
    const facts = await this.#facts(call, settings, looking, choice.backend)
    const decision = holdBack(decide(facts, call), call, this.#world.findSecrets)
    const plan = await this.#plan(call, decision, looking, facts)
    const where = choice.backend === null ? `Nowhere: ${choice.why}` : whereWords(choice.backend, call.agent)
    const { links, digests = {}, programs } = facts.world
    return { decision, plan, seen: { links, digests, programs }, where, runs: choice.backend }
  }

  /** Starts the sandbox before the last look, so that nothing slow stands between that look and the run. */
  async #warm(call: ToolCall): Promise<void> {
    if (call.tool !== 'exec') return
    await this.#world.sandboxes.forAgent(call.agent, placeOf(call)).catch(() => {}) // running it says why there is none
  }

  async #facts(
    call: ToolCall,
    settings: PolicySettings,
    looking: Looking,
    sandbox: string | null,
  ): Promise<PolicyFacts> {
    const now = this.#world.clock.now()
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
      // A call is counted once. Others that came meanwhile, refused ones too, do not take its place in the count away.
      calls: looking === 'first' ? this.#count(call.agent, now) : countCalls([], now),
      elevations: this.#world.elevations(),
      privateInReach: true, // nobody can promise that nothing private is within reach, so it counts as true
    }
  }

  #count(agent: string, now: number): CallCounts {
    const times = stillCounting(this.#calls.get(agent) ?? [], now)
    this.#calls.set(agent, [...times, now])
    return countCalls(times, now)
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

  /** Only what a person is or was asked about is looked up in the sandbox: an everyday command waits for nothing. */
  async #plan(
    call: ToolCall,
    decision: Decision,
    looking: Looking,
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
    const restsOnAnswer = decision.verdict === 'ask' || decision.layer === 'grants' || looking === 'again'
    const bound = restsOnAnswer ? await this.#bound(call, decision, cwd, world) : { program: null, scripts: [] }
    return { ...about, act: command, cwd, env, ...bound }
  }

  async #bound(
    call: Extract<ToolCall, { tool: 'exec' }>,
    { segments, verdict }: Decision,
    cwd: string,
    world: CallWorld,
  ): Promise<Pick<BoundPlan, 'program' | 'scripts'>> {
    // A person sees the programs they are asked about; a list covers all of them.
    const asking = segments.filter(segment => segment.verdict === 'ask')
    const bound = verdict !== 'ask' ? segments : asking.length > 0 ? asking : segments.slice(0, 1)
    const names = new Set(bound.flatMap(({ program }) => program ?? []))
    const { scripts } = analysisOf(call, world)
    return {
      program: await programPaths(this.#world.sandboxes, call, [...names], cwd),
      scripts: await scriptDigests(this.#world.sandboxes, call, scripts),
    }
  }
}

/** Every sandbox runs bash. A call that names another shell would be judged as what it is not. */
function asRun(call: ToolCall): ToolCall {
  if (call.tool !== 'exec') return call
  const { shell: _, ...args } = call.arguments
  return { ...call, arguments: args }
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
