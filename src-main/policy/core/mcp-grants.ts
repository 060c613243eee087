import type { Audience } from '../../contract/model/audience.ts'
import type { McpServerPolicy } from '../../contract/model/policy.ts'

/** What stands in the way of an MCP tool, or `null`. */
export interface McpObstacle {
  ruleId: string
  reason: string
}

/** A server starts with nothing; a tool is held when it does not look as it did when it was granted. */
export function mcpObstacle(
  servers: Readonly<Record<string, McpServerPolicy>>,
  name: string,
  digest: string | undefined,
  audience: Audience,
): McpObstacle | null {
  const slash = name.indexOf('/')
  const [server, tool] = [name.slice(0, slash), name.slice(slash + 1)]
  const policy = Object.hasOwn(servers, server) ? servers[server] : undefined
  if (slash < 1 || tool === '') return { ruleId: 'mcp.name', reason: 'This is not the name of a tool.' }
  if (!policy) return { ruleId: 'mcp.unknown', reason: `Nothing was granted to the server ${server} yet.` }
  if (!policy.grants.some(grant => grant.audience === audience && (grant.tool === tool || grant.tool === '*'))) {
    return { ruleId: 'mcp.not-granted', reason: `${tool} of ${server} was not granted to this audience.` }
  }
  const pin = Object.hasOwn(policy.pins, tool) ? policy.pins[tool] : undefined
  if (pin === undefined) return { ruleId: 'mcp.not-reviewed', reason: `${tool} of ${server} was not reviewed yet.` }
  if (digest === undefined || digest !== pin) {
    return { ruleId: 'mcp.changed', reason: `${tool} of ${server} changed since it was reviewed.` }
  }
  return null
}
