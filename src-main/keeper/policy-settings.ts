import type { Grants } from '../approvals/core/grants.ts'
import type { Config } from '../contract/model/config.ts'
import type { PolicySettings } from '../contract/model/policy.ts'
import { type SandboxConfig, SshTarget } from '../contract/model/sandbox.ts'

/** The settings a decision about one agent depends on, from what people configured and what they granted. */
export function policySettings(config: Config, agent: string, grants: Omit<Grants, 'notes'>): PolicySettings {
  const { policy } = config
  return {
    ...autonomySettings(config, agent),
    posture: config.posture,
    shellMode: policy.shell,
    readOnly: policy.readOnly,
    ceilings: {
      global: policy.tools,
      agents: Object.fromEntries(Object.entries(config.agents).map(([id, agent]) => [id, agent.tools])),
      sandboxes: policy.sandboxTools,
      audiences: policy.audienceTools,
    },
    audiences: policy.audiences,
    paths: policy.paths,
    network: policy.network,
    matrix: policy.outward,
    limits: policy.limits,
    patterns: policy.patterns,
    allowlist: grants.allowlist,
    grants: grants.grants,
    mcp: grants.mcp,
    knownRecipients: grants.knownRecipients,
  }
}

/** How much one agent does alone: its own level, else the general one. Freedom takes no "strict" away that was asked for. */
function autonomySettings(config: Config, agent: string): Pick<PolicySettings, 'autonomy' | 'approvalMode'> {
  const own = Object.hasOwn(config.agents, agent) ? config.agents[agent]?.autonomy : undefined
  const autonomy = own ?? config.policy.autonomy
  const { mode } = config.approvals
  return { autonomy, approvalMode: autonomy === 'full' && mode === 'ask' ? 'auto' : mode }
}

/** Whether some agent acts without asking; people are told as long as one does. */
export function asksNothing(config: Config): boolean {
  return Object.keys(config.agents).some(agent => autonomySettings(config, agent).approvalMode === 'auto')
}

/** The sandbox of one agent. */
export function sandboxSettings(config: Config, agent: string): Partial<SandboxConfig> {
  const own = config.agents[agent]?.sandbox
  if (!own) return {}
  const { memoryMb, cpus, processes } = own.limits
  return {
    backend: own.backend,
    when: own.when,
    scope: own.scope,
    workspace: own.workspaceAccess,
    image: own.image ?? 'auto',
    egress: own.network.allow,
    binds: own.binds.map(({ from, to, mode }) => ({ from, to, access: mode })),
    limits: { memoryMb, cpus, processes, openFiles: 1024, tmpMb: 64 },
    ...(own.ssh === undefined ? {} : { ssh: SshTarget.parse(own.ssh) }),
    ...(own.remoteDocker === undefined ? {} : { remoteDocker: own.remoteDocker }),
    ...(own.hostUser === undefined ? {} : { hostUser: own.hostUser }),
  }
}
