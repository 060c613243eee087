import { WORKSPACE_NAME } from './sandbox.ts'

/** What the folder of a command is seen from. The home is known where the command is judged. */
export type FolderWorld = { readonly workspace: string; readonly home?: string }

/**
 * Where a command starts, as a full path without detours: what the call says, seen from the workspace, else the workspace.
 * Agents know their workspace by its name in a container, also where it has another one. The one definition for what is
 * judged and for what runs; said again of its own answer it changes nothing, so that both are the same folder.
 */
export function workingFolder(cwd: string | undefined, { workspace, home }: FolderWorld): string {
  const said = cwd ?? '.'
  if (!workspace.startsWith('/')) return onWindows(said, workspace)
  const path = withoutDetours(rooted(said, workspace, home))
  // A data folder may itself lie below a folder of that name: what is in the workspace already is not put there again.
  if (isWithin(path, workspace) || !isWithin(path, WORKSPACE_NAME)) return path
  return `${workspace}${path.slice(WORKSPACE_NAME.length)}`
}

/** Nothing expands a tilde when a program is started, so only what we put in its place is the home. */
function rooted(said: string, workspace: string, home: string | undefined): string {
  if (said.startsWith('/')) return said
  if (home !== undefined && (said === '~' || said.startsWith('~/'))) return `${home}${said.slice(1)}`
  return `${workspace}/${said}`
}

/** By the text alone: the folder that is judged is the one named in the end, whatever the links on the way there are. */
function withoutDetours(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

const isWithin = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`)

/** Nothing runs there; its commands are only judged, where a path is what Windows takes for one. */
const onWindows = (said: string, workspace: string): string => {
  if (said === '' || said === '.' || said === WORKSPACE_NAME) return workspace
  return /^(?:[/\\~]|[A-Za-z]:)/.test(said) ? said : `${workspace}/${said}`
}
