import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { stage } from './stage.ts'

const chosen = new Map<string, string>()

function config(): string {
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
}

/** Runs must not see each other's lock or storage, so the data folder is a fresh one unless it was named. */
function userData(): string {
  const named = stage.args.switches.get('user-data-dir')
  const folder = named || freshFolder()
  chosen.set('userData', folder)
  return folder
}

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'electron-host-data-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const usual: Record<string, () => string> = {
  home: homedir,
  appData: config,
  userData,
  sessionData: () => appPath('userData'),
  temp: tmpdir,
  exe: () => process.argv[0] ?? process.execPath,
  module: () => process.argv[0] ?? process.execPath,
  desktop: () => join(homedir(), 'Desktop'),
  documents: () => join(homedir(), 'Documents'),
  downloads: () => join(homedir(), 'Downloads'),
  music: () => join(homedir(), 'Music'),
  pictures: () => join(homedir(), 'Pictures'),
  videos: () => join(homedir(), 'Videos'),
  logs: () => join(appPath('userData'), 'logs'),
  crashDumps: () => join(appPath('userData'), 'Crashpad'),
  assets: () => stage.appPath,
}

/** One of Electron's named places. */
export function appPath(name: string): string {
  const path = chosen.get(name) ?? usual[name]?.()
  if (path === undefined) throw new Error(`Failed to get '${name}' path`)
  return path
}

/** Moves one of the named places. */
export function setAppPath(name: string, path: string): void {
  if (!usual[name]) throw new Error(`Failed to set path`)
  chosen.set(name, path)
}
