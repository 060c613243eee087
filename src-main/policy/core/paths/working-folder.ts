import { Inside } from '../../../sandbox/core/plan-container.ts'

/**
 * Where a command starts, as a full path: what the call says, seen from the workspace, else the workspace. Agents know
 * their workspace by its name in a container, also where it has another one.
 */
export function workingFolder(cwd: string | undefined, workspace: string): string {
  if (cwd === undefined || cwd === '' || cwd === '.' || cwd === Inside.workspace) return workspace
  if (cwd.startsWith(`${Inside.workspace}/`)) return `${workspace}${cwd.slice(Inside.workspace.length)}`
  return cwd.startsWith('/') || cwd.startsWith('~') || /^[A-Za-z]:/.test(cwd) ? cwd : `${workspace}/${cwd}`
}
