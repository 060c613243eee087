/** Where a command starts, as a full path: what the call says, seen from the workspace, else the workspace. */
export function workingFolder(cwd: string | undefined, workspace: string): string {
  if (cwd === undefined || cwd === '' || cwd === '.') return workspace
  return cwd.startsWith('/') || cwd.startsWith('~') || /^[A-Za-z]:/.test(cwd) ? cwd : `${workspace}/${cwd}`
}
