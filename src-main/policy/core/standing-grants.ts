import type { StandingGrant } from '../../contract/model/policy.ts'
import type { ToolCall } from '../../contract/model/tool-call.ts'
import { readHost } from './network/host.ts'
import { hostRuleCovers } from './network/host-rule.ts'
import { within } from './paths/sameness.ts'
import { toolMatches } from './tool-pattern.ts'

/** What is already known of the call when grants are looked at. */
export interface GrantContext {
  now: number
  /** Where the path of a file tool leads. */
  resolvedPath: string | null
  host: string | null
  port: number | null
}

/** The grant that means exactly this call, or `null`. A scope that cannot be checked does not match. */
export function matchingGrant(
  grants: readonly StandingGrant[],
  effect: StandingGrant['effect'],
  call: ToolCall,
  context: GrantContext,
): StandingGrant | null {
  return grants.find(grant => grant.effect === effect && grantMeans(grant, call, context)) ?? null
}

function grantMeans(grant: StandingGrant, call: ToolCall, context: GrantContext): boolean {
  if (!toolMatches(grant.tool, call.tool)) return false
  if (grant.agent !== '*' && grant.agent !== call.agent) return false
  if (grant.audience !== undefined && grant.audience !== call.audience) return false
  if (grant.sessionId !== undefined && grant.sessionId !== call.sessionId) return false
  if (grant.expiresAt !== undefined && !(context.now < grant.expiresAt)) return false
  return scopeMeans(grant, call, context)
}

function scopeMeans(grant: StandingGrant, call: ToolCall, context: GrantContext): boolean {
  if (call.tool === 'exec') return commandMeans(grant, call.arguments)
  if (grant.command !== undefined) return false
  if (grant.pathsWithin !== undefined && !pathMeans(grant.pathsWithin, context)) return false
  if (grant.host !== undefined && !hostMeans(grant.host, context)) return false
  if (grant.recipient !== undefined) {
    return call.tool === 'message' && grant.recipient === `${call.arguments.channel}:${call.arguments.to}`
  }
  return true
}

type ExecArguments = Extract<ToolCall, { tool: 'exec' }>['arguments']

/**
 * A yes to the shell as a whole would be a yes to everything: commands are granted word for word only, and without
 * variables, which can make the same words do something else. A refusal holds whatever is set.
 */
function commandMeans({ command, effect }: StandingGrant, call: ExecArguments): boolean {
  if (command === undefined) return effect === 'deny'
  return command === call.command && (effect === 'deny' || Object.keys(call.env ?? {}).length === 0)
}

function pathMeans(root: string, { resolvedPath }: GrantContext): boolean {
  const clean = root.length > 1 && root.endsWith('/') ? root.slice(0, -1) : root
  return resolvedPath !== null && clean.startsWith('/') && within(resolvedPath, clean)
}

function hostMeans(rule: string, { host, port }: GrantContext): boolean {
  if (host === null) return false
  return hostRuleCovers(rule, readHost(host.includes(':') ? `[${host}]` : host), port ?? 443)
}
