import { createHash } from 'node:crypto'
import { type BoundPlan, canonical } from '../approvals/core/plan.ts'
import type { ConfigDesk } from '../config/node/config-desk.ts'
import type { CommandAnalysis } from '../contract/model/decision.ts'
import type { Elevation } from '../contract/model/elevation.ts'
import type { PolicySettings } from '../contract/model/policy.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import type { Decision } from '../contract/model/verdict.ts'
import { workingFolder } from '../contract/model/working-folder.ts'
import type { Clock } from '../kit/core/clock.ts'
import { analyseCall } from '../policy/core/analyse-call.ts'
import { decide } from '../policy/core/decide.ts'
import type { CallWorld, PolicyFacts } from '../policy/core/facts.ts'
import { type CallCounts, countCalls, stillCounting } from '../policy/core/limits.ts'
import { Inside } from '../sandbox/core/plan-container.ts'
import type { Hit } from '../vault/core/redact/redactor.ts'
import { fileFacts } from './call-facts.ts'
import type { GrantBook } from './grants.ts'
import { holdBack } from './hold-back.ts'
import { hostWorld, insideWorld, programsHere } from './inside-world.ts'
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

/** What one looking at a call begins with: the settings, where it would run, and what its command says. */
type Reading = {
  readonly settings: PolicySettings
  readonly sandbox: string | null
  readonly world: CallWorld
  readonly analysis: CommandAnalysis | null
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
    const world = await this.#worldOf(call, choice.backend)
    // Once for everything that this looking rests on: the verdict, the files looked at, and what an answer binds to.
    const analysis = analyseCall(call, { settings, world })
    const facts = await this.#facts(call, looking, { settings, sandbox: choice.backend, world, analysis })
    const decision = holdBack(decide(facts, call, analysis), call, this.#world.findSecrets)
    const plan = await this.#plan(call, decision, looking, facts, analysis)
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
    looking: Looking,
    { settings, sandbox, world: around, analysis }: Reading,
  ): Promise<PolicyFacts> {
    const now = this.#world.clock.now()
    const names = new Set(analysis?.segments.flatMap(segment => segment.program ?? []))
    const world = isHere(call, sandbox) ? { ...around, programs: programsHere([...names]) } : around
    const listed = Object.hasOwn(settings.allowlist, call.agent) ? (settings.allowlist[call.agent] ?? []) : []
    return {
      settings,
      policyVersion: digest(canonical(settings)).slice(0, 16),
      now,
      lockdown: this.#world.lockdown(),
      world: { ...world, ...(await fileFacts(this.#world.sandboxes, call, listed, world, analysis)) },
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
    if (!isHere(call, sandbox)) return insideWorld(this.#world.home)
    const { root } = await this.#world.sandboxes.files(call.agent, call.sessionId)
    return hostWorld(this.#world.home, root)
  }

  /** Only what a person is or was asked about is looked up in the sandbox: an everyday command waits for nothing. */
  async #plan(
    call: ToolCall,
    decision: Decision,
    looking: Looking,
    { world, sandbox }: PolicyFacts,
    analysis: CommandAnalysis | null,
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
    const cwd = workingFolder(call.arguments.cwd, world)
    const restsOnAnswer = decision.verdict === 'ask' || decision.layer === 'grants' || looking === 'again'
    const bound = restsOnAnswer ? await this.#bound(call, decision, cwd, analysis) : { program: null, scripts: [] }
    return { ...about, act: command, cwd, env, ...bound }
  }

  async #bound(
    call: Extract<ToolCall, { tool: 'exec' }>,
    { segments, verdict }: Decision,
    cwd: string,
    analysis: CommandAnalysis | null,
  ): Promise<Pick<BoundPlan, 'program' | 'scripts'>> {
    // A person sees the programs they are asked about; a list covers all of them.
    const asking = segments.filter(segment => segment.verdict === 'ask')
    const bound = verdict !== 'ask' ? segments : asking.length > 0 ? asking : segments.slice(0, 1)
    const names = new Set(bound.flatMap(({ program }) => program ?? []))
    return {
      program: await programPaths(this.#world.sandboxes, call, [...names], cwd),
      scripts: await scriptDigests(this.#world.sandboxes, call, analysis?.scripts ?? []),
    }
  }
}

/** Whether it is a command for this machine itself. */
const isHere = (call: ToolCall, backend: string | null): boolean => backend === 'host' && call.tool === 'exec'

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
