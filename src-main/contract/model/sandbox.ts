import { z } from 'zod'

/** What agents call their workspace, whatever folder of the machine it is. */
export const WORKSPACE_NAME = '/workspace'

/** Where tools of an agent run. `auto` takes the strongest one this machine has, and says which and why. */
export const BackendName = z.enum(['docker', 'remote-docker', 'process', 'ssh', 'host'])
export type BackendName = z.infer<typeof BackendName>

/** `session`: one sandbox per conversation. `agent`: one per agent. `shared`: one for all. */
export const SandboxScope = z.enum(['session', 'agent', 'shared'])
export type SandboxScope = z.infer<typeof SandboxScope>

/** What the sandbox may do with the workspace folder. */
export const WorkspaceAccess = z.enum(['none', 'ro', 'rw'])
export type WorkspaceAccess = z.infer<typeof WorkspaceAccess>

/** A folder of the host that a sandbox may see. */
export const Bind = z.strictObject({
  from: z.string().min(1).max(4096),
  to: z.string().min(1).max(4096),
  access: z.enum(['ro', 'rw']).default('ro'),
})
export type Bind = z.infer<typeof Bind>

/** What a sandbox may use up. */
export const SandboxLimits = z.strictObject({
  memoryMb: z.int().min(16).max(1_048_576).default(512),
  cpus: z.number().positive().max(256).default(1),
  processes: z.int().min(8).max(32_768).default(256),
  openFiles: z.int().min(64).max(1_048_576).default(1024),
  tmpMb: z.int().min(1).max(65_536).default(64),
})
export type SandboxLimits = z.infer<typeof SandboxLimits>

/** A machine reached by SSH. Its host key is pinned: without it nothing is sent there. */
export const SshTarget = z.strictObject({
  host: z.string().min(1).describe('Name or address of the machine'),
  port: z.int().min(1).max(65_535).default(22).describe('Port of its SSH server'),
  user: z.string().min(1).describe('User there'),
  hostKey: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/)
    .describe('Its host key as "ssh-keygen -lf" prints it; nothing is sent to a machine that shows another one'),
  keyFile: z.string().min(1).optional().describe('Your private key file; the SSH agent is asked when left out'),
  /** Folder on that machine in which commands run. */
  folder: z.string().default('.gatehouse-sandbox'),
})
export type SshTarget = z.infer<typeof SshTarget>

/** The sandbox settings of one agent. */
export const SandboxConfig = z.strictObject({
  backend: z.union([z.literal('auto'), BackendName]).default('auto'),
  /** Which sessions are sandboxed; matters only in shell mode `host`. */
  when: z.enum(['off', 'non-main', 'all']).default('all'),
  scope: SandboxScope.default('agent'),
  workspace: WorkspaceAccess.default('rw'),
  /** Whether every conversation has a folder of its own. */
  workspacePer: z.enum(['agent', 'session']).default('agent'),
  /** An image reference, or `auto` for the one that Gatehouse builds. */
  image: z.string().min(1).default('auto'),
  limits: SandboxLimits.default(SandboxLimits.parse({})),
  binds: z.array(Bind).max(32).default([]),
  env: z.record(z.string(), z.string()).default({}),
  /** Domains it may reach (`example.com`, `*.example.com`). Empty: no network at all. */
  egress: z.array(z.string().min(1).max(253)).max(512).default([]),
  ssh: SshTarget.optional(),
  /** `ssh://user@host#SHA256:…` (its host key), `tcp://host:port` or `unix://…` of a Docker engine elsewhere. */
  remoteDocker: z.string().optional(),
  /** Another user of this machine to run host commands as, where one was set up. */
  hostUser: z.string().optional(),
})
export type SandboxConfig = z.infer<typeof SandboxConfig>

/** A running sandbox, as lists show it and as the kill switch needs it. */
export const SandboxInfo = z.strictObject({
  id: z.string(),
  name: z.string(),
  backend: BackendName,
  agent: z.string(),
  session: z.string().nullable(),
  state: z.enum(['running', 'stopped', 'gone']),
  /** Process id of its init as the host sees it; null where it is on another machine. */
  initPid: z.int().positive().nullable(),
  image: z.string(),
  createdAt: z.int(),
  lastUsedAt: z.int(),
  running: z.int().nonnegative(),
})
export type SandboxInfo = z.infer<typeof SandboxInfo>

/** What one backend can do here and now. */
export const BackendReport = z.strictObject({
  backend: BackendName,
  usable: z.boolean(),
  /** One sentence: why it is (not) usable. */
  why: z.string(),
})
export type BackendReport = z.infer<typeof BackendReport>

/** `holds`: the attempt failed, as it must. `no-wall`: this backend has none there, by design. */
export const ProbeVerdict = z.enum(['holds', 'open', 'no-wall', 'unknown'])
export type ProbeVerdict = z.infer<typeof ProbeVerdict>

/** One attempt to get out of a sandbox, made from inside. */
export const ProbeResult = z.strictObject({
  backend: BackendName,
  id: z.string(),
  title: z.string(),
  verdict: ProbeVerdict,
  /** What it got, when it got something. */
  found: z.string(),
})
export type ProbeResult = z.infer<typeof ProbeResult>

/** A shell that is open somewhere. */
export const TerminalInfo = z.strictObject({
  id: z.string(),
  agent: z.string(),
  where: z.string(),
  openedAt: z.int(),
})
export type TerminalInfo = z.infer<typeof TerminalInfo>

/** What a terminal stream sends. */
export const TerminalItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), terminal: TerminalInfo }),
  z.strictObject({ kind: z.literal('data'), text: z.string() }),
  z.strictObject({ kind: z.literal('ended'), exitCode: z.int().nullable() }),
])
export type TerminalItem = z.infer<typeof TerminalItem>

/** Everything about sandboxes at this moment. */
export const SandboxView = z.strictObject({
  sandboxes: z.array(SandboxInfo),
  backends: z.array(BackendReport),
  terminals: z.array(TerminalInfo),
})
export type SandboxView = z.infer<typeof SandboxView>

/** Where an agent's commands run, and everything that was decided about it, in words. */
export const SandboxExplanation = z.strictObject({
  agent: z.string(),
  backend: BackendName.nullable(),
  why: z.string(),
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
})
export type SandboxExplanation = z.infer<typeof SandboxExplanation>
