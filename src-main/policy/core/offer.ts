import type { ToolCall } from '../../contract/model/tool-call.ts'
import type { OfferedGrant } from '../../contract/model/verdict.ts'
import type { CallWorld } from './facts.ts'
import type { Look } from './look.ts'

/** The narrowest rule that would answer this question the next time, or `null` when it should ask each time. */
export function offerRule(call: ToolCall, look: Look, world: CallWorld): OfferedGrant | null {
  if (call.tool === 'exec') return offerProgram(call.agent, look, world)
  const scope = { effect: 'allow', agent: call.agent, audience: call.audience } as const
  if (call.tool === 'web_fetch' && look.url?.host) {
    const words = `${call.agent} may fetch pages of ${look.url.host}.`
    return { kind: 'grant', grant: { ...scope, tool: call.tool, host: look.url.host }, words }
  }
  if (call.tool.includes('/') || call.tool === 'web_search' || call.tool === 'sessions_send') {
    return { kind: 'grant', grant: { ...scope, tool: call.tool }, words: `${call.agent} may use ${call.tool}.` }
  }
  const path = look.paths[0]?.resolved
  if ((call.tool === 'write' || call.tool === 'edit') && path) {
    return {
      kind: 'grant',
      grant: { ...scope, tool: call.tool, pathsWithin: path },
      words: `${call.agent} may change ${path}.`,
    }
  }
  return null
}

function offerProgram(agent: string, { analysis }: Look, world: CallWorld): OfferedGrant | null {
  const suggested = analysis?.suggested
  if (!suggested) return null
  const { args, words } = suggested
  const path = fullPath(suggested.path, world)
  return path === null ? null : { kind: 'allowlist', agent, entries: [{ path, args }], words }
}

/** A rule with a bare name would never match, so one that cannot be resolved is not offered. */
function fullPath(name: string, { programs, programFolder }: CallWorld): string | null {
  if (name.includes('/')) return name
  if (Object.hasOwn(programs, name)) return programs[name] ?? null
  return programFolder === undefined ? null : `${programFolder}/${name}`
}
