// Whether a window can be had, and the Electron that opens it. Electron has no install script: its binary comes on first use.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, ROOT } from './packages.mjs'

const PACKAGE = join(ROOT, 'node_modules', 'electron')
const EXECUTABLE = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/** @returns {string | null} why there can be no window here */
export function noWindow(env = process.env, platform = process.platform, uid = process.getuid?.()) {
  if (platform !== 'linux') return null
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'There is no display here'
  if (uid === 0 && !chosen(env)) return 'You are root, for whom the window’s own sandbox does not work'
  return null
}

/**
 * Finds Electron, downloading it if need be.
 * @returns {{ path: string } | { why: string }}
 */
export function obtainElectron(say, env = process.env, folder = PACKAGE) {
  const named = chosen(env)
  if (named)
    return existsSync(named) ? { path: named } : { why: `There is no file ${named} (named by ${chosenBy(env)}).` }
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
  const before = installed(folder, version)
  if (before) return { path: before }
  say(`Downloading Electron ${version} (about 120 MB, once) …`)
  const proxy = env.HTTPS_PROXY || env.https_proxy ? { ELECTRON_GET_USE_PROXY: '1' } : {}
  // Not `npx install-electron`: npx could fetch a stranger's package of that name.
  const run = spawnSync(pinnedNode(), [join(folder, 'install.js')], {
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
    env: { ...env, ...proxy },
  })
  const after = installed(folder, version)
  return after ? { path: after } : { why: cannotDownload(version, run.stderr.trim().split('\n')[0]) }
}

/** An executable the person named: their own build, or a stand-in for tests. */
function chosen(env) {
  if (env.ELECTRON_EXEC_PATH) return env.ELECTRON_EXEC_PATH
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return join(env.ELECTRON_OVERRIDE_DIST_PATH, executableName())
  return null
}

const chosenBy = env => (env.ELECTRON_EXEC_PATH ? 'ELECTRON_EXEC_PATH' : 'ELECTRON_OVERRIDE_DIST_PATH')

const executableName = () => EXECUTABLE[process.platform] ?? 'electron'

/** The path of the executable if it is complete: a download that was cut off has no matching version file. */
function installed(folder, version) {
  try {
    const unpacked = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return unpacked === version && existsSync(path) ? path : null
  } catch {
    return null // not downloaded yet
  }
}

function cannotDownload(version, cause) {
  return `The Electron ${version} binary could not be downloaded, so there is no window (${cause || 'no reason given'}).
  - no internet: connect once and run "npm start" again (later starts work offline)
  - behind a proxy: set HTTPS_PROXY=http://proxy:port (and NO_PROXY)
  - downloads from GitHub are blocked: set ELECTRON_MIRROR=<base URL of a mirror, ending in "/">
  - you have the zip: unpack it and set ELECTRON_OVERRIDE_DIST_PATH=<folder with the executable>`
}
