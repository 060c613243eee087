import type { Grants } from '../approvals/core/grants.ts'
import type { Config } from '../contract/model/config.ts'
import type { PolicySettings } from '../contract/model/policy.ts'
import { type SandboxConfig, SshTarget } from '../contract/model/sandbox.ts'

/** The settings a decision depends on, from what people configured and what they granted. */
export function policySettings(config: Config, grants: Omit<Grants, 'notes'>): PolicySettings {
  const { policy } = config
  return {
    approvalMode: config.approvals.mode,
    autonomy: policy.autonomy,
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

/** The sandbox of one agent. Backends that do not exist yet fall to `auto`, which only ever picks a walled one. */
export function sandboxSettings(config: Config, agent: string): Partial<SandboxConfig> {
  const own = config.agents[agent]?.sandbox
  if (!own) return {}
  const { memoryMb, cpus, processes } = own.limits
  return {
    backend: own.backend === 'daytona' || own.backend === 'modal' ? 'auto' : own.backend,
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
