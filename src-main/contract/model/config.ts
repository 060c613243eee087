import { z } from 'zod'
import { Audience } from './audience.ts'
import {
  ActionLimits,
  ApprovalMode,
  AudiencePolicy,
  Autonomy,
  CallLimits,
  Ceiling,
  NetworkPolicy,
  OutwardCategory,
  OutwardRule,
  PathPolicy,
  Posture,
  ShellMode,
  UserPatterns,
} from './policy.ts'
import { BackendName, SshTarget } from './sandbox.ts'
import { SecretRef } from './secret.ts'

/** Id of an agent or model in config. It becomes a folder name, so it is plain. */
export const ConfigId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use a small letter first, then small letters, digits or "-", at most 40.')

const ModelConfig = z.strictObject({
  provider: z
    .enum(['anthropic', 'openai', 'openai-compatible', 'ollama', 'practice'])
    .describe('Who runs the model. "practice" is the built-in one that needs no key'),
  model: z.string().min(1).max(200).describe("The provider's own name of the model"),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address of a server of your own, or a compatible one'),
  key: SecretRef.optional().describe('Reference to the API key in the vault, written secret:NAME'),
  fallbacks: z.array(ConfigId).default([]).describe('Models to try in this order when this one does not answer'),
  maxOutputTokens: z.int().positive().max(1_000_000).default(8192).describe('Longest answer, in tokens'),
})

const SandboxConfig = z.strictObject({
  backend: z
    .enum(['auto', 'docker', 'process', 'ssh', 'remote-docker', 'host'])
    .default('auto')
    .describe(
      'Where commands run. "auto" takes the strongest wall there is; "host" means on this machine, without one',
    ),
  when: z
    .enum(['off', 'non-main', 'all'])
    .default('all')
    .describe('Which sessions are sandboxed; "non-main" leaves out your own direct session'),
  scope: z.enum(['session', 'agent', 'shared']).default('session').describe('Who shares one sandbox'),
  workspaceAccess: z
    .enum(['none', 'ro', 'rw'])
    .default('rw')
    .describe("What the sandbox may do with the agent's workspace"),
  image: z.string().min(1).optional().describe('Image to use, pinned by digest; the built-in one when left out'),
  network: z
    .strictObject({
      allow: z.array(z.string().min(1)).default([]).describe('Domains the sandbox may reach; none when empty'),
    })
    .default({ allow: [] })
    .describe('What the sandbox may reach'),
  limits: z
    .strictObject({
      memoryMb: z.int().min(16).max(1_048_576).default(1024).describe('Memory, in MB'),
      cpus: z.number().positive().max(1024).default(1).describe('Processor cores'),
      processes: z.int().min(8).max(32_768).default(256).describe('Processes at once'),
      timeoutSeconds: z.int().positive().max(86_400).default(120).describe('Longest run of one command, in seconds'),
      outputKb: z.int().positive().max(1_048_576).default(256).describe('Longest output of one command, in KB'),
    })
    .prefault({})
    .describe('What one sandbox may use'),
  binds: z
    .array(
      z.strictObject({
        from: z.string().min(1).describe('Folder on this machine'),
        to: z.string().min(1).describe('Folder in the sandbox'),
        mode: z.enum(['ro', 'rw']).default('ro').describe('Read only, or read and write'),
      }),
    )
    .default([])
    .describe('Further folders the sandbox sees'),
  ssh: SshTarget.omit({ folder: true }).optional().describe('The machine of the backend "ssh"'),
  remoteDocker: z
    .string()
    .regex(/^(tcp|https|ssh|unix):\/\/\S+$/)
    .optional()
    .describe(
      'The engine of the backend "remote-docker": ssh://user@host#SHA256:… with its host key, or tcp://host:2376 with certificates',
    ),
  hostUser: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,31}$/)
    .optional()
    .describe('Another user of this machine to run commands as, for the backend "host"'),
})

const AgentConfig = z.strictObject({
  model: ConfigId.describe('Id of one of the models above'),
  workspace: z.string().min(1).optional().describe('Folder of the agent; one inside the data folder when left out'),
  instructions: z.string().max(100_000).default('').describe('What the agent is told about its task'),
  tools: Ceiling.prefault({}).describe('Tools the agent may use at most; a deny wins'),
  sandbox: SandboxConfig.prefault({}).describe("The agent's sandbox"),
  autonomy: Autonomy.optional().describe('Own level for this agent; the general one when left out'),
})

/** One rule, as a person sets it: so many of that within so many minutes, and what happens then. */
export const AnomalyRule = z.strictObject({
  id: ConfigId.describe('Name of the rule'),
  pattern: z
    .enum([
      'failed-commands',
      'sensitive-files',
      'blocked-commands',
      'denied-tools',
      'new-destinations',
      'allowlist-changes',
    ])
    .describe('What is counted'),
  count: z.int().positive().describe('How many'),
  withinMinutes: z.int().positive().max(1440).describe('In how many minutes'),
  act: z.enum(['alert', 'pause-session', 'freeze-tools', 'kill']).describe('What happens then'),
})
export type AnomalyRule = z.infer<typeof AnomalyRule>

/**
 * Everything a person can set. This one schema is the validator, the type and the documentation
 * (`gatehouse config docs` prints it); unknown keys are refused, so that a misspelt wall is not a missing wall.
 */
export const Config = z.strictObject({
  version: z.literal(1).default(1).describe('Version of this file'),
  posture: Posture.default('personal').describe(
    'Who is at the other end: yourself, a team, or the public. Sets the defaults of everything below',
  ),
  gateway: z
    .strictObject({
      startWithKeeper: z.boolean().default(true).describe('Start the gateway when Gatehouse starts'),
      defaultAgent: ConfigId.default('main').describe('Agent that answers when nothing else is said'),
      logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('How much goes to the log'),
    })
    .prefault({})
    .describe('The process that talks to people and models'),
  models: z
    .record(ConfigId, ModelConfig)
    .default({ practice: { provider: 'practice', model: 'practice', fallbacks: [], maxOutputTokens: 8192 } })
    .describe('Models by id'),
  agents: z
    .record(ConfigId, AgentConfig)
    .prefault({ main: { model: 'practice' } })
    .describe('Agents by id'),
  approvals: z
    .strictObject({
      mode: ApprovalMode.default('ask').describe(
        'ask: dangerous calls prompt. strict: every call prompts. auto: nothing prompts',
      ),
      expiresAfterSeconds: z.int().min(10).max(86_400).default(300).describe('No answer in this time is a no'),
      pauseAfterDenials: z.int().min(1).max(100).default(3).describe('Denials in a row that pause a session'),
      doNotDisturb: z.boolean().default(false).describe('Keep questions in the queue and show only a badge'),
    })
    .prefault({})
    .describe('Questions to you'),
  policy: z
    .strictObject({
      autonomy: Autonomy.default('supervised').describe(
        'How much an agent does alone. readonly: it only looks. supervised: it asks as approvals.mode says. full: as if that were auto, unless it is strict',
      ),
      shell: ShellMode.default('sandbox').describe('Where commands run: nowhere, in the sandbox, on this machine'),
      readOnly: z.boolean().default(false).describe('Block every write, command and message'),
      tools: Ceiling.prefault({}).describe('Tools any agent may use at most; a deny wins'),
      audienceTools: z.partialRecord(Audience, Ceiling).default({}).describe('Tools each audience may use at most'),
      sandboxTools: z
        .partialRecord(BackendName, Ceiling)
        .default({})
        .describe('Tools that may be used at most where commands run so: docker, process, ssh, host …'),
      audiences: z.record(Audience, AudiencePolicy).describe('What each audience may have'),
      paths: PathPolicy.prefault({}).describe('Path rules on top of the built-in ones'),
      network: NetworkPolicy.prefault({}).describe('Hosts the web tools may reach'),
      outward: z.record(OutwardCategory, OutwardRule).describe('What leaves the machine: free, ask, approve or deny'),
      limits: z
        .strictObject({ ...CallLimits.shape, agents: z.record(ConfigId, ActionLimits).default({}) })
        .describe('How many calls an agent may make'),
      patterns: UserPatterns.prefault({}).describe('Patterns of your own on top of the built-in rules'),
    })
    .describe('What agents may do'),
  access: z
    .strictObject({
      admins: z
        .array(z.string().min(3).max(200))
        .default([])
        .describe('People who may use privileged chat commands, as channel:id'),
      messagesPerMinute: z
        .int()
        .positive()
        .max(10_000)
        .default(20)
        .describe('Messages to an agent in a minute, from one sender; commands such as /stop are not counted'),
    })
    .prefault({})
    .describe('Who may talk to the agents'),
  audit: z
    .strictObject({
      retentionDays: z.int().min(1).max(36_500).default(365).describe('How long the trail is kept'),
      rotateAfterMb: z.int().min(1).max(10_240).default(64).describe('Size of one segment, in MB'),
      rotateAfterDays: z.int().min(1).max(366).default(7).describe('Age of one segment, in days'),
      anomalies: z.array(AnomalyRule).describe('What looks wrong, and what happens then'),
    })
    .describe('The audit trail'),
  redaction: z
    .strictObject({
      patterns: z
        .array(
          z.strictObject({
            name: ConfigId.describe('What stands in place of what was found'),
            pattern: z.string().min(1).max(1000).describe('The pattern'),
          }),
        )
        .default([])
        .describe('Patterns of your own (RE2 syntax) that never reach a log'),
      personalData: z
        .boolean()
        .default(false)
        .describe('Also hide card numbers, IBANs, e-mail addresses and phone numbers'),
    })
    .prefault({})
    .describe('What is blacked out in everything written'),
  secrets: z
    .strictObject({
      remindAfterDays: z
        .int()
        .min(1)
        .max(3650)
        .default(90)
        .describe('Age at which you are reminded to replace a secret'),
    })
    .prefault({})
    .describe('The vault'),
  dashboard: z
    .strictObject({
      enabled: z.boolean().default(true).describe('Offer the same pages in a browser on this machine'),
      port: z.int().min(0).max(65_535).default(0).describe('Port on 127.0.0.1; 0 picks a free one'),
      sessionMinutes: z.int().min(1).max(10_080).default(720).describe('How long a browser stays signed in'),
    })
    .prefault({})
    .describe('The dashboard'),
})
export type Config = z.infer<typeof Config>

/** Which way a change moves the walls. */
export const Direction = z.enum(['loosens', 'tightens', 'neutral'])
export type Direction = z.infer<typeof Direction>

/** A place in the config, as keys from the top. */
export const ConfigPath = z.array(z.string().max(200)).max(12)
export type ConfigPath = z.infer<typeof ConfigPath>

/** One line of a diff between two configs. Values are shown as text; null means "not there". */
export const ConfigChange = z.strictObject({
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  direction: Direction,
})
export type ConfigChange = z.infer<typeof ConfigChange>

/** One thing that is wrong in a config file, with its place and a way out. */
export const ConfigProblem = z.strictObject({
  path: z.string(),
  line: z.int().positive(),
  column: z.int().positive(),
  message: z.string(),
  /** The valid key or value that is closest to what was written. */
  nearest: z.string().nullable(),
})
export type ConfigProblem = z.infer<typeof ConfigProblem>

/** The files that count only as far as a person accepted them. */
export const SealedFile = z.enum(['config', 'grants'])
export type SealedFile = z.infer<typeof SealedFile>

/** What is known about a file that is not as it was sealed. */
export const PendingChange = z.strictObject({
  of: SealedFile,
  reason: z.enum(['changed-outside', 'never-sealed', 'removed', 'invalid', 'rolled-back']),
  advice: z.string(),
  changes: z.array(ConfigChange),
  problems: z.array(ConfigProblem),
  /** Digest of the file as shown; accepting names it, so that a later change is not accepted unseen. */
  digest: z.string(),
})
export type PendingChange = z.infer<typeof PendingChange>

/** One version of a sealed file. */
export const HistoryEntry = z.strictObject({
  id: z.int().positive(),
  at: z.iso.datetime(),
  by: z.string(),
  why: z.string(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>
