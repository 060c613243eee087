import { chmodSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

/** Where everything of one installation lies. Nothing is written anywhere else. */
export type DataFolder = {
  readonly home: string
  readonly run: string
  readonly audit: string
  readonly logs: string
  readonly workspaces: string
}

/** The data folder this process is meant to use: `GATEHOUSE_HOME`, or `~/.gatehouse`. */
export function homeFromEnvironment(env: Readonly<Record<string, string | undefined>>): string {
  const given = env['GATEHOUSE_HOME']
  if (given === undefined || given === '') return join(homedir(), '.gatehouse')
  return isAbsolute(given) ? given : resolve(given)
}

/** Makes the folder, readable by its owner only, also when it was there before with looser rights. */
export function prepareFolder(home: string): DataFolder {
  const folder: DataFolder = {
    home,
    run: join(home, 'run'),
    audit: join(home, 'audit'),
    logs: join(home, 'logs'),
    workspaces: join(home, 'workspaces'),
  }
  for (const path of Object.values(folder)) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    chmodSync(path, 0o700)
  }
  return folder
}
