import type { CommandAnalysis, ShellName } from '../../contract/model/decision.ts'
import type { AllowlistEntry, PolicySettings } from '../../contract/model/policy.ts'
import type { Elevation } from './elevation.ts'
import type { CallCounts } from './limits.ts'
import type { DnsAnswers } from './network/judge-url.ts'
import type { PathWorld } from './paths/path-world.ts'

/** The machine and the workspace a call is judged for. */
export interface CallWorld extends Omit<PathWorld, 'policy' | 'cwd'> {
  /** Login name of the person this machine belongs to. */
  user: string
  /** Which shell a command is meant for when the call does not say. */
  shell: ShellName
  /** Where programs were found: bare name to full path. A name that is missing was not found. */
  programs: Readonly<Record<string, string>>
  /** Folder of every program that `programs` does not name, where that is known. */
  programFolder?: string
  /** SHA-256 of programs and scripts, hex, for entries that ask for one. */
  digests?: Readonly<Record<string, string>>
}

/** Everything a decision depends on besides the call. Gathered by the Keeper, so that deciding needs nothing else. */
export interface PolicyFacts {
  settings: PolicySettings
  /** Digest of the settings; an approval is bound to it. */
  policyVersion: string
  now: number
  lockdown: boolean
  world: CallWorld
  /** Name of the sandbox profile of the agent, for its ceiling. */
  sandbox: string | null
  /** What resolvers answered; `null` when that is left to the moment of connecting. */
  dns: DnsAnswers
  /** Calls of this agent so far, failed and blocked ones included. */
  calls: CallCounts
  elevations: readonly Elevation[]
  /** Mail, memory, files or secrets are within reach of the session. When in doubt, they are. */
  privateInReach: boolean
}

/** What the analysis of a command needs to know. */
export interface CommandInput {
  command: string
  shell: ShellName
  cwd: string
  home: string
  user: string
  workspace: string
  /** Variables that the call sets beside its command line. */
  env?: Readonly<Record<string, string>>
  userRules: { deny: readonly string[]; danger: readonly string[] }
}

/** What deciding whether an allowlist covers a command needs to know. */
export interface CoverInput {
  analysis: CommandAnalysis
  entries: readonly AllowlistEntry[]
  cwd: string
  world: CallWorld
}

/** The shell analysis, as the composition uses it. */
export interface ShellReader {
  analyse: (input: CommandInput) => CommandAnalysis
  covers: (input: CoverInput) => boolean
}
