import type { CommandAnalysis } from '../contract/model/decision.ts'
import type { AllowlistEntry } from '../contract/model/policy.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import { workingFolder } from '../contract/model/working-folder.ts'
import type { CallWorld } from '../policy/core/facts.ts'
import { resolve } from '../policy/core/paths/resolve.ts'
import { entryPathMatches } from '../policy/core/shell/grants/glob.ts'
import { absolute, isBelow } from '../policy/core/shell/paths.ts'
import { type FactSandboxes, fileDigest } from './sandbox-facts.ts'

/** What is only known by looking at files: where links lead, and what programs contain. */
export type FileFacts = {
  readonly links: Readonly<Record<string, string>>
  readonly digests: Readonly<Record<string, string>>
}

/** So many words of one command are looked up. A longer one is not covered by a list anyway: nobody reads it. */
const MOST_WORDS = 500

/**
 * Looks at the files a call names. An everyday command of an agent without a list costs nothing: only its folder is
 * looked at. `entries` is the list of the agent.
 */
export async function fileFacts(
  sandboxes: FactSandboxes,
  call: ToolCall,
  entries: readonly AllowlistEntry[],
  world: CallWorld,
  read: CommandAnalysis | null,
): Promise<FileFacts> {
  const analysis = entries.length > 0 ? read : null
  const places = [...placesOf(call, world), ...(analysis ? wordsOf(analysis, call, world) : [])]
  const inWorkspace = [...new Set(places)].filter(path => isBelow(path, world.workspace))
  const links: Record<string, string> = {}
  if (inWorkspace.length > 0) {
    const files = await sandboxes.files(call.agent, call.sessionId)
    const linkAt = (place: string): string | undefined => {
      const target = isBelow(place, world.workspace) ? files.linkAt(place) : null
      if (target !== null) links[place] = target
      return target ?? undefined
    }
    for (const path of inWorkspace) resolve(path, linkAt)
  }
  const digests = analysis ? await digestsOf(sandboxes, call, analysis, entries, world, links) : {}
  return { links, digests }
}

/** The paths that file tools and attachments name, and the folder a command starts in. */
function placesOf(call: ToolCall, world: CallWorld): string[] {
  const full = (path: string): string => absolute(path, world.workspace, world.home)
  switch (call.tool) {
    case 'exec':
      return [full(workingFolder(call.arguments.cwd, world))]
    case 'read':
    case 'write':
    case 'edit':
    case 'list':
      return [full(call.arguments.path)]
    case 'search':
      return [full(call.arguments.path ?? '.')]
    case 'message':
      return (call.arguments.attachments ?? []).map(full)
    default:
      return []
  }
}

/** Every word of a command that could be a path, the program included. */
function wordsOf({ segments }: CommandAnalysis, call: ToolCall, world: CallWorld): string[] {
  const cwd = workingFolder(call.tool === 'exec' ? call.arguments.cwd : undefined, world)
  const words = segments.flatMap(({ argv, redirects }) => [...argv, ...redirects.map(one => one.target)])
  return words
    .filter(word => word.literal && word.text !== '')
    .slice(0, MOST_WORDS)
    .flatMap(({ text }) => [text, text.slice(text.indexOf('=') + 1), text.startsWith('-') ? text.slice(2) : text])
    .map(text => absolute(text, cwd, world.home))
}

/** The content of the programs for which an entry asks for one. */
async function digestsOf(
  sandboxes: FactSandboxes,
  call: ToolCall,
  { segments }: CommandAnalysis,
  entries: readonly AllowlistEntry[],
  world: CallWorld,
  links: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const pinned = entries.filter(entry => entry.sha256 !== undefined)
  const cwd = workingFolder(call.tool === 'exec' ? call.arguments.cwd : undefined, world)
  const digests: Record<string, string> = {}
  for (const { program } of segments.slice(0, MOST_WORDS)) {
    if (program === null) continue
    const path = realProgram(program, cwd, world, links)
    if (digests[path] !== undefined || !pinned.some(entry => entryPathMatches(entry.path, path))) continue
    const found = await fileDigest(sandboxes, call, path)
    if ('sha256' in found) digests[path] = found.sha256
  }
  return digests
}

function realProgram(program: string, cwd: string, world: CallWorld, links: Readonly<Record<string, string>>): string {
  const named = program.includes('/') ? absolute(program, cwd, world.home) : `${world.programFolder ?? ''}/${program}`
  const found = resolve(named, place => (Object.hasOwn(links, place) ? links[place] : undefined))
  return found.ok ? found.path : named
}
