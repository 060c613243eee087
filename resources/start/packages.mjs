// Our own packages and the pinned Node. Plain Node 20, no packages: this runs before there are any.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const OLDEST_NODE = 20

/** @returns {string | null} why this Node is too old to go on with */
export function nodeTooOld(version = process.versions.node) {
  const major = Number(version.split('.')[0])
  if (major >= OLDEST_NODE) return null
  return `This is Node ${version}. Gatehouse needs Node ${OLDEST_NODE} or newer to start: install it from your system or nodejs.org.`
}

/** The Node 24 that comes with our packages; whatever runs Gatehouse is this one. */
export function pinnedNode() {
  return join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * Whether node_modules holds what package-lock.json asks for. Contents are compared, because after a clone or
 * a branch switch the times of the two files say nothing.
 */
export function packagesAreCurrent(root = ROOT) {
  const wanted = readLock(join(root, 'package-lock.json'))
  const have = readLock(join(root, 'node_modules', '.package-lock.json'))
  if (wanted === null || have === null || !existsSync(join(root, 'node_modules', 'node', 'bin'))) return false
  const listed = Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || have[path]?.version === entry.version) return true
    return entry.optional === true && have[path] === undefined // for another system
  })
  // npm's list may say more than there is, after an interrupted install or a hand that cleaned up.
  const { dependencies = {}, devDependencies = {} } = wanted['']
  const direct = Object.keys({ ...dependencies, ...devDependencies })
  return listed && direct.every(name => existsSync(join(root, 'node_modules', name, 'package.json')))
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return null // absent or torn: install
  }
}

/**
 * Brings node_modules in line with the lockfile, by npm itself.
 * @returns {string | null} why that failed
 */
export function installPackages(say) {
  if (packagesAreCurrent()) return null
  say('Installing packages (about a minute) …')
  const failure = knowsAllowList() ? npm('ci') : installWithAllowList()
  if (failure !== null) return `npm could not install the packages. Its last words:\n${failure}`
  if (!existsSync(pinnedNode()))
    return 'npm installed the packages but not Node 24. Run "npm rebuild node" and look at what it says.'
  return null
}

/** "allowScripts" in package.json says whose install scripts may run; npm knows it since 11.19. */
function knowsAllowList() {
  const [major = 0, minor = 0] = (run(['--version']).stdout ?? '').trim().split('.').map(Number)
  return major > 11 || (major === 11 && minor >= 19)
}

/** The same for older npm: nobody's scripts, then those on the list. */
function installWithAllowList() {
  const { allowScripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const failure = npm('ci', '--ignore-scripts') ?? npm('rebuild', 'node')
  if (failure !== null) return failure
  for (const name of Object.keys(allowScripts).filter(name => allowScripts[name] && name !== 'node')) {
    npm('rebuild', name) // keychain and terminal are optional: without them Gatehouse says what it does instead
  }
  return null
}

function npm(...args) {
  const done = run([...args, '--no-audit', '--no-fund', '--loglevel=error'])
  if (done.status === 0) return null
  return `${done.stdout ?? ''}\n${done.stderr ?? ''}\n${done.error ?? ''}`.trim().split('\n').slice(-15).join('\n')
}

function run(args) {
  const own = process.env.npm_execpath // set by npm: the very npm that was called
  const options = { cwd: ROOT, env: withoutNpmRun(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }
  if (own?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [own, ...args], options)
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
}

/** Under `npm start` the environment carries that run's settings, and npm would take them for options. */
function withoutNpmRun() {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|package|command)/.test(name))
  return Object.fromEntries(kept)
}
