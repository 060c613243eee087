// Whether a window can be had, and the Electron that opens it. Electron has no install script: its binary comes on first use.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, ROOT } from './packages.mjs'

const FOLDER = join(ROOT, 'node_modules', 'electron')
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
export function obtainElectron(say, env = process.env) {
  const named = chosen(env)
  if (named)
    return existsSync(named) ? { path: named } : { why: `There is no file ${named} (named by ${chosenBy(env)}).` }
  const version = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')).version
  const before = installed(version)
  if (before) return { path: before }
  say(`Downloading Electron ${version} (about 120 MB, once) …`)
  const proxy = env.HTTPS_PROXY || env.https_proxy ? { ELECTRON_GET_USE_PROXY: '1' } : {}
  // Not `npx install-electron`: npx could fetch a stranger's package of that name.
  spawnSync(pinnedNode(), [join(FOLDER, 'install.js')], {
    stdio: ['ignore', 'inherit', 'ignore'],
    env: { ...env, ...proxy },
  })
  const after = installed(version)
  return after ? { path: after } : { why: cannotDownload(version) }
}

function chosen(env) {
  if (env.ELECTRON_EXEC_PATH) return env.ELECTRON_EXEC_PATH
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return join(env.ELECTRON_OVERRIDE_DIST_PATH, executableName())
  return null
}

const chosenBy = env => (env.ELECTRON_EXEC_PATH ? 'ELECTRON_EXEC_PATH' : 'ELECTRON_OVERRIDE_DIST_PATH')

const executableName = () => EXECUTABLE[process.platform] ?? 'electron'

/** The path of the executable if it is complete: a download that was cut off has no matching version file. */
function installed(version) {
  try {
    const unpacked = readFileSync(join(FOLDER, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const path = join(FOLDER, 'dist', readFileSync(join(FOLDER, 'path.txt'), 'utf8').trim())
    return unpacked === version && existsSync(path) ? path : null
  } catch {
    return null // not downloaded yet
  }
}

function cannotDownload(version) {
  return `The Electron ${version} binary could not be downloaded, so there is no window.
  - no internet: connect once and run "npm start" again (later starts work offline)
  - behind a proxy: set HTTPS_PROXY=http://proxy:port (and NO_PROXY)
  - downloads from GitHub are blocked: set ELECTRON_MIRROR=<base URL of a mirror, ending in "/">
  - you have the zip: unpack it and set ELECTRON_OVERRIDE_DIST_PATH=<folder with the executable>`
}
