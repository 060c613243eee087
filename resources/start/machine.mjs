// What the machine itself must have, before anything of ours is installed. Plain Node 20, no packages: this runs first.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * @typedef {object} Need
 * @property {string} what   for a person: "Docker engine"
 * @property {string[]} debian   the Debian packages that bring it
 * @property {() => boolean} has   whether the machine has it (looked at, not asked of the package manager)
 */

/** @type {(what: string, command: string, ...debian: string[]) => Need} */
export const command = (what, name, ...debian) => ({ what, debian, has: () => onPath(name) })

/** @type {(what: string, path: string, ...debian: string[]) => Need} */
const file = (what, path, ...debian) => ({ what, debian, has: () => existsSync(path) })

/** What it takes to build the keychain and terminal modules. Without them Gatehouse still runs, with a passphrase. */
export const NATIVE_BUILD = [
  file('libsecret with its headers', '/usr/include/libsecret-1/libsecret/secret.h', 'libsecret-1-dev'),
  command('pkg-config', 'pkg-config', 'pkg-config'),
  command('a C++ compiler', 'g++', 'g++', 'libc6-dev'),
  command('make', 'make', 'make'),
  command('Python 3', 'python3', 'python3'),
]

/** The needs that this machine does not meet. */
function missing(needs) {
  return process.platform === 'linux' ? needs.filter(need => !need.has()) : []
}

/** This machine, as far as installing goes. */
const THIS_MACHINE = {
  isDebian,
  isRoot: () => process.getuid?.() === 0,
  /** @type {(packages: string[]) => string} */
  install: packages => withoutStartingServices(() => aptInstall(packages)),
}

/**
 * Installs what is missing, on Debian as root.
 * @param {Need[]} needs
 * @param {(text: string) => void} say
 * @returns {string | null} null, or what a person has to install and how
 */
export function installMissing(needs, say, machine = THIS_MACHINE) {
  const lacking = missing(needs)
  if (lacking.length === 0) return null
  const packages = packagesOf(lacking)
  if (!machine.isDebian()) return advice(lacking)
  if (!machine.isRoot()) return `${advice(lacking)}\nOr: sudo apt-get install ${packages.join(' ')}`
  say(`Installing ${packages.join(', ')} …`)
  const failure = machine.install(packages)
  const still = missing(needs)
  if (still.length === 0) return null
  return `${advice(still)}\napt-get said: ${failure || 'nothing, and yet they are missing'}`
}

const packagesOf = needs => [...new Set(needs.flatMap(need => need.debian))]

function advice(needs) {
  const list = needs.map(need => `  - ${need.what}`).join('\n')
  return `Please install:\n${list}\n(on Debian: ${packagesOf(needs).join(' ')})`
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8')) && onPath('apt-get')
  } catch {
    return false // no such file: not Debian
  }
}

/** @returns {string} what went wrong, or '' */
function aptInstall(packages) {
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    })
  const install = ['install', '-y', '--no-install-recommends', ...packages]
  if (apt(...install).status === 0) return ''
  // The lists may be missing or too old; asking for new ones first would cost every other run some seconds.
  apt('update')
  const second = apt(...install)
  return second.status === 0 ? '' : second.stderr.trim().split('\n').slice(-5).join('\n')
}

/** Installing a Docker or SSH server must not start one on a person's machine: Debian asks this file first. */
function withoutStartingServices(install) {
  const policy = '/usr/sbin/policy-rc.d'
  if (existsSync(policy)) return install()
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return install()
  } finally {
    rmSync(policy, { force: true })
  }
}

/** Whether a command can be run; an ordinary user's PATH lacks the system folders, where daemons are. */
export function onPath(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.some(folder => existsSync(join(folder, name)))
}
