/**
 * A data folder of its own for each test, so that no test can touch a person's real one.
 *
 *   await using home = aHome()                 // removed at the end of the block
 *   spawn(node, [cli], { env: home.env() })    // GATEHOUSE_HOME is set
 *   home.path('config.yaml')
 *
 * Without `using`: call `home.remove()` in afterEach.
 */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A temporary data folder; see the head of this file. */
export interface TempHome extends AsyncDisposable {
  readonly root: string
  /** A path inside the folder; its parent folders are made. */
  path(...parts: string[]): string
  /** An environment for a child process: `base` (default: PATH, TMPDIR and LANG only) plus GATEHOUSE_HOME. */
  env(base?: NodeJS.ProcessEnv): NodeJS.ProcessEnv
  remove(): Promise<void>
}

/** Makes a private (0700) data folder, below the place given. Short on purpose: a socket path may have 107 characters at most. */
export function aHome(below = tmpdir()): TempHome {
  const root = mkdtempSync(join(below, 'gh-'))
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  return {
    root,
    path(...parts) {
      const full = join(root, ...parts)
      mkdirSync(dirname(full), { recursive: true, mode: 0o700 })
      return full
    },
    env: (base = plainEnv()) => ({ ...base, GATEHOUSE_HOME: root }),
    remove,
    [Symbol.asyncDispose]: remove,
  }
}

function plainEnv(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {}
  for (const name of ['PATH', 'TMPDIR', 'LANG', 'SystemRoot']) {
    const value = process.env[name]
    if (value !== undefined) env[name] = value
  }
  return env
}
