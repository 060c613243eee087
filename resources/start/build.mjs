// Builds the bundles when the sources are newer than the last build.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, ROOT } from './packages.mjs'

const SOURCES = [
  'src-main',
  'src-preload',
  'src-renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const STAMP = join('out', '.built')

/** Whether out/ was built from the sources as they are now. */
export function buildIsCurrent(root = ROOT) {
  const built = changedAt(join(root, STAMP))
  return built > 0 && SOURCES.every(path => newest(join(root, path)) <= built)
}

/** Notes that out/ holds what the sources were at that time: what was saved while the build ran counts as newer. */
export function noteBuilt(startedAt, root = ROOT) {
  const stamp = join(root, STAMP)
  writeFileSync(stamp, `${startedAt.toISOString()}\n`)
  utimesSync(stamp, startedAt, startedAt)
}

/**
 * Builds main, preload and renderer.
 * @returns {string | null} why that failed
 */
export function build() {
  const startedAt = new Date()
  const electronVite = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const done = spawnSync(pinnedNode(), [electronVite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (done.status !== 0) return `The build failed:\n${done.stdout}${done.stderr}`.trim()
  noteBuilt(startedAt)
  return null
}

function newest(path) {
  const here = changedAt(path)
  let names
  try {
    names = readdirSync(path, { withFileTypes: true })
  } catch {
    return here // a file, or not there
  }
  return Math.max(here, ...names.map(entry => newest(join(path, entry.name))))
}

function changedAt(path) {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}
