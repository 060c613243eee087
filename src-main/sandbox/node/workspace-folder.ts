import { chown, lstat, mkdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SandboxConfig } from '../../contract/model/sandbox.ts'
import type { SandboxOwner } from '../core/backend.ts'

/** Where workspaces are, and whose folder an agent was given instead. */
export type WorkspaceHome = { readonly home: string; folderOf(agent: string): string | undefined }

/** The workspace of an owner, made when it is missing; null when the settings give none. */
export async function workspaceFolder(
  at: WorkspaceHome,
  owner: SandboxOwner,
  config: SandboxConfig,
  user: { uid: number; gid: number } | null,
): Promise<string | null> {
  if (config.workspace === 'none') return null
  const folder = workspacePath(at, owner, config)
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  // The data folder is private, so a link in it was put there by somebody who may already do everything else;
  // a folder that a person named may be a link of theirs. Both are resolved once, here.
  const real = await realpath(folder)
  // Started as root, the sandbox has another user id; a new folder must be that user's to be written at all.
  if (made !== undefined && user !== null && process.getuid?.() === 0) await chown(real, user.uid, user.gid)
  return real
}

/** Removes what a session left; the folder is its own, and nothing above it goes. */
export async function wipeSessionFolder(at: WorkspaceHome, agent: string, session: string): Promise<void> {
  const folder = join(baseFolder(at, agent), 'sessions', safePart(session))
  if ((await lstat(folder).catch(() => null))?.isDirectory()) await rm(folder, { recursive: true, force: true })
}

function workspacePath(at: WorkspaceHome, owner: SandboxOwner, config: SandboxConfig): string {
  const base = config.scope === 'shared' ? join(at.home, 'workspaces', 'shared') : baseFolder(at, owner.agent)
  const perSession = config.workspacePer === 'session' && owner.session !== null
  return perSession ? join(base, 'sessions', safePart(owner.session ?? '')) : base
}

function baseFolder(at: WorkspaceHome, agent: string): string {
  return at.folderOf(agent) ?? join(at.home, 'workspaces', safePart(agent))
}

function safePart(part: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/.test(part))
    throw new Error(`This cannot be the name of a folder: ${part.slice(0, 80)}`)
  return part
}
