import type { CommandAnalysis } from '../../contract/model/decision.ts'
import type { OutwardCategory } from '../../contract/model/policy.ts'
import type { ToolCall } from '../../contract/model/tool-call.ts'
import { workingFolder } from '../../contract/model/working-folder.ts'
import { analyseCall } from './analyse-call.ts'
import { activeElevation, type Elevation } from './elevation.ts'
import type { PolicyFacts, ShellReader } from './facts.ts'
import { judgeUrl, type UrlVerdict } from './network/judge-url.ts'
import { outwardCategory } from './outward.ts'
import { judgePath } from './paths/judge-path.ts'
import type { PathOperation, PathVerdict, PathWorld } from './paths/path-world.ts'

/** What was found out about a call once, for all layers. */
export interface Look {
  analysis: CommandAnalysis | null
  /** Words of all commands, one line per command, for the patterns of users. */
  words: readonly string[]
  covered: boolean
  paths: readonly PathVerdict[]
  url: UrlVerdict | null
  category: OutwardCategory | null
  elevation: Elevation | null
}

/** Looks at the arguments of a call: command, paths, address. */
export function lookAt(call: ToolCall, facts: PolicyFacts, shell: ShellReader): Look {
  const analysis = analyseCall(call, facts, shell)
  const world = pathWorld(facts)
  return {
    analysis,
    words: analysis && hasPatterns(facts) ? wordsOf(analysis) : [],
    covered: analysis !== null && isCovered(call, analysis, facts, shell),
    paths: [...pathsOf(call).map(each => judgePath(each.path, each.operation, world)), ...folderOf(call, world)],
    url: call.tool === 'web_fetch' ? judgeUrl(call.arguments.url, facts.settings.network, facts.dns) : null,
    category: outwardCategory(call, facts.settings),
    elevation: activeElevation(facts.elevations, call.sessionId, facts.now),
  }
}

function isCovered(call: ToolCall, analysis: CommandAnalysis, facts: PolicyFacts, shell: ShellReader): boolean {
  const { allowlist } = facts.settings
  const listed = Object.hasOwn(allowlist, call.agent) ? (allowlist[call.agent] ?? []) : []
  const entries = listed.filter(({ expiresAt }) => expiresAt === undefined || facts.now < expiresAt)
  if (call.tool !== 'exec' || entries.length === 0) return false
  const cwd = workingFolder(call.arguments.cwd, facts.world)
  return shell.covers({ analysis, entries, cwd, world: facts.world })
}

const hasPatterns = ({ settings: { patterns } }: PolicyFacts): boolean =>
  patterns.denied.length > 0 || patterns.dangerous.length > 0

/** What patterns of users are matched with: the resolved words, and the text as a person reads it. */
function wordsOf(analysis: CommandAnalysis): string[] {
  return analysis.segments.flatMap(segment => [segment.argv.map(word => word.text).join(' '), segment.display])
}

function pathsOf(call: ToolCall): { path: string; operation: PathOperation }[] {
  switch (call.tool) {
    case 'read':
      return [{ path: call.arguments.path, operation: 'read' }]
    case 'write':
      return [{ path: call.arguments.path, operation: 'write' }]
    case 'edit':
      return [
        { path: call.arguments.path, operation: 'read' },
        { path: call.arguments.path, operation: 'write' },
      ]
    case 'list':
      return [{ path: call.arguments.path, operation: 'list' }]
    case 'search':
      return [{ path: call.arguments.path ?? '.', operation: 'list' }]
    case 'message':
      return (call.arguments.attachments ?? []).map(path => ({ path, operation: 'read' as const }))
    default:
      return []
  }
}

/** The folder a command starts in: one the agent may look into, or one that commands may name. */
function folderOf(call: ToolCall, world: PathWorld): PathVerdict[] {
  if (call.tool !== 'exec' || call.arguments.cwd === undefined) return []
  const folder = workingFolder(call.arguments.cwd, world)
  const looked = judgePath(folder, 'list', world)
  if (looked.allowed) return [looked]
  const named = judgePath(folder, 'exec', world)
  return [named.allowed ? named : looked]
}

function pathWorld({ world, settings }: PolicyFacts): PathWorld {
  return { ...world, cwd: world.workspace, policy: settings.paths }
}
