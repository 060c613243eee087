import { WORKSPACE_NAME } from '../../../contract/model/sandbox.ts'

/**
 * Where a command starts, as a full path: what the call says, seen from the workspace, else the workspace. Agents know
 * their workspace by its name in a container, also where it has another one.
 */
export function workingFolder(cwd: string | undefined, workspace: string): string {
  if (cwd === undefined || cwd === '' || cwd === '.' || cwd === WORKSPACE_NAME) return workspace
  if (cwd.startsWith(`${WORKSPACE_NAME}/`)) return `${workspace}${cwd.slice(WORKSPACE_NAME.length)}`
  return cwd.startsWith('/') || cwd.startsWith('~') || /^[A-Za-z]:/.test(cwd) ? cwd : `${workspace}/${cwd}`
}
