import { z } from 'zod'
import { Audience } from './audience.ts'

/** `ask`: dangerous calls prompt. `strict`: every call prompts. `auto`: nothing prompts, hard denies still hold. */
export const ApprovalMode = z.enum(['ask', 'strict', 'auto'])
export type ApprovalMode = z.infer<typeof ApprovalMode>

/** Name of the preset of how much the agent does alone. */
export const Autonomy = z.enum(['readonly', 'supervised', 'full'])
export type Autonomy = z.infer<typeof Autonomy>

/** Name of the preset of who is expected at the other end. */
export const Posture = z.enum(['personal', 'team', 'public'])
export type Posture = z.infer<typeof Posture>

/** Where commands run: nowhere, in the agent's sandbox, or on this machine. */
export const ShellMode = z.enum(['off', 'sandbox', 'host'])
export type ShellMode = z.infer<typeof ShellMode>

/** A tool name, `server/tool`, `server/*` or `*`. */
export const ToolPattern = z.string().min(1).max(256)
export type ToolPattern = z.infer<typeof ToolPattern>

/** What a layer lets through at most; a deny wins over an allow. */
export const Ceiling = z.strictObject({
  allow: z.array(ToolPattern).default(['*']).describe('Tools that may be used: a name, server/tool, server/* or *'),
  deny: z.array(ToolPattern).default([]).describe('Tools that may not; wins over allow'),
})
export type Ceiling = z.infer<typeof Ceiling>

/** `auto`: as the approval mode says. `approval`: always a person. `deny`: never. */
export const AudienceRule = z.enum(['auto', 'approval', 'deny'])
export type AudienceRule = z.infer<typeof AudienceRule>

/** What an audience may have, with exceptions per tool (MCP tools as `server/tool`). */
export const AudiencePolicy = z.strictObject({
  default: AudienceRule.describe('auto: as the approval mode says. approval: always a person. deny: never'),
  tools: z.record(ToolPattern, AudienceRule).default({}).describe('Exceptions by tool, MCP tools as server/tool'),
})
export type AudiencePolicy = z.infer<typeof AudiencePolicy>

/** Categories of what leaves the machine or stays on it. */
export const OutwardCategory = z.enum([
  'read-files',
  'search-memory',
  'write-files',
  'web',
  'send-known',
  'send-new',
  'other-session',
  'schedule',
  'mcp',
])
export type OutwardCategory = z.infer<typeof OutwardCategory>

/** `free`: no question. `ask`: a question that may be remembered. `approve`: a question every time. `deny`: never. */
export const OutwardRule = z.enum(['free', 'ask', 'approve', 'deny'])
export type OutwardRule = z.infer<typeof OutwardRule>

/** Path rules on top of the built-in ones, which cannot be taken away. */
export const PathPolicy = z.strictObject({
  rootsRw: z.array(z.string()).default([]).describe('Folders outside the workspace that file tools may read and write'),
  rootsRo: z.array(z.string()).default([]).describe('Folders outside the workspace that file tools may read'),
  denied: z.array(z.string()).default([]).describe('Paths that are never touched, besides the built-in ones'),
  execRoots: z.array(z.string()).default([]).describe('Folders that commands may name besides the workspace'),
})
export type PathPolicy = z.infer<typeof PathPolicy>

/** Hosts the web tools may reach; `null` means every public host, an empty list means none. */
export const NetworkPolicy = z.strictObject({
  allow: z
    .array(z.string())
    .nullable()
    .default(null)
    .describe('Hosts that may be reached; null is every public one, an empty list none'),
  deny: z.array(z.string()).default([]).describe('Hosts that may not; wins over allow'),
})
export type NetworkPolicy = z.infer<typeof NetworkPolicy>

/** How many calls an agent may make in a sliding window, failed and blocked ones included. */
export const ActionLimits = z.strictObject({
  perMinute: z.int().positive().describe('Calls a minute'),
  perHour: z.int().positive().describe('Calls an hour'),
  perDay: z.int().positive().describe('Calls a day'),
})
export type ActionLimits = z.infer<typeof ActionLimits>

/** The limits of every agent, and those that stand for one in their place. */
export const CallLimits = z.strictObject({ everyAgent: ActionLimits, agents: z.record(z.string(), ActionLimits) })

/** One program that may run without a question. Globs; `paths_within` bounds every path argument. */
export const AllowlistEntry = z.strictObject({
  path: z.string().min(1),
  args: z.array(z.string()).optional(),
  paths_within: z.string().optional(),
  /** SHA-256 of the program or script, hex. */
  sha256: z.string().optional(),
  /** From this moment on it covers nothing. */
  expiresAt: z.number().optional(),
})
export type AllowlistEntry = z.infer<typeof AllowlistEntry>

/** A lasting yes or no of a person to one tool, with an optional scope. */
export const StandingGrant = z.strictObject({
  id: z.string().min(1),
  effect: z.enum(['allow', 'deny']),
  tool: ToolPattern,
  agent: z.string().min(1).default('*'),
  audience: Audience.optional(),
  sessionId: z.string().optional(),
  /** Files below this directory, for file tools. */
  pathsWithin: z.string().optional(),
  /** Host or `*.host`, for web tools. */
  host: z.string().optional(),
  /** `channel:recipient`, for messages. */
  recipient: z.string().optional(),
  /** Command text that must be equal, for a lasting no to one command. */
  command: z.string().optional(),
  expiresAt: z.number().optional(),
})
export type StandingGrant = z.infer<typeof StandingGrant>

/** What a person granted of an MCP server and what its tools looked like at that moment. */
export const McpServerPolicy = z.strictObject({
  /** Tool name to digest of its name, description and schema. */
  pins: z.record(z.string(), z.string()).default({}),
  grants: z.array(z.strictObject({ audience: Audience, tool: z.string().min(1) })).default([]),
})
export type McpServerPolicy = z.infer<typeof McpServerPolicy>

/** Patterns a user adds; they are matched by a linear-time engine and never replace the built-in rules. */
export const UserPatterns = z.strictObject({
  /** Asks when found in the words of a command. */
  dangerous: z.array(z.string()).default([]).describe('Patterns (RE2 syntax) in a command that ask'),
  /** Refuses when found in the words of a command. */
  denied: z.array(z.string()).default([]).describe('Patterns (RE2 syntax) in a command that refuse it'),
  /** Word chains at the start of a command that are refused, such as `docker rm`. */
  deniedCommands: z
    .array(z.string())
    .default([])
    .describe('Beginnings of commands that are refused, such as docker rm'),
  /** Plain text that asks when found in the words of a command. */
  dangerousText: z.array(z.string()).default([]).describe('Plain text in a command that asks'),
})
export type UserPatterns = z.infer<typeof UserPatterns>

/** Every setting that a decision depends on. Set by people, never by an agent. */
export const PolicySettings = z.strictObject({
  approvalMode: ApprovalMode,
  autonomy: Autonomy,
  posture: Posture,
  shellMode: ShellMode,
  readOnly: z.boolean(),
  ceilings: z.strictObject({
    global: Ceiling,
    agents: z.record(z.string(), Ceiling),
    sandboxes: z.record(z.string(), Ceiling),
    audiences: z.partialRecord(Audience, Ceiling),
  }),
  audiences: z.record(Audience, AudiencePolicy),
  paths: PathPolicy,
  network: NetworkPolicy,
  matrix: z.record(OutwardCategory, OutwardRule),
  limits: CallLimits,
  patterns: UserPatterns,
  allowlist: z.record(z.string(), z.array(AllowlistEntry)),
  grants: z.array(StandingGrant),
  mcp: z.record(z.string(), McpServerPolicy),
  /** Channel recipients (`channel:id`) that the owner has written with before. */
  knownRecipients: z.array(z.string()),
})
export type PolicySettings = z.infer<typeof PolicySettings>

/** The settings of a new installation: the personal posture, supervised. */
export function defaultPolicy(): PolicySettings {
  return {
    approvalMode: 'ask',
    autonomy: 'supervised',
    posture: 'personal',
    shellMode: 'sandbox',
    readOnly: false,
    ceilings: { global: { allow: ['*'], deny: [] }, agents: {}, sandboxes: {}, audiences: {} },
    audiences: {
      owner: { default: 'auto', tools: {} },
      team: { default: 'approval', tools: {} },
      public: { default: 'deny', tools: {} },
    },
    paths: { rootsRw: [], rootsRo: [], denied: [], execRoots: [] },
    network: { allow: null, deny: [] },
    matrix: {
      'read-files': 'free',
      'search-memory': 'free',
      'write-files': 'free',
      web: 'ask',
      'send-known': 'approve',
      'send-new': 'approve',
      'other-session': 'ask',
      schedule: 'approve',
      mcp: 'ask',
    },
    // One call a second for a minute is a busy agent; a runaway loop makes thousands.
    limits: { everyAgent: { perMinute: 60, perHour: 1000, perDay: 8000 }, agents: {} },
    patterns: { dangerous: [], denied: [], deniedCommands: [], dangerousText: [] },
    allowlist: {},
    grants: [],
    mcp: {},
    knownRecipients: [],
  }
}
