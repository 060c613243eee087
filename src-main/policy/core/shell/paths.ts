import { GLOB_ONE, GLOB_STAR, globMatches, hasGlob, isDynamic } from './marks.ts'
import type { Setting } from './setting.ts'

const PLAIN_NAME = /^[\w-][\w.-]*$/
const ROOTED = /^(\/[\w-][\w.-]*)+$/

/** An absolute path without `.` and `..`; unknown parts stay marked. */
export function absolute(path: string, cwd: string, home: string): string {
  if (path === '~') return home
  if (PLAIN_NAME.test(path) && ROOTED.test(cwd)) return `${cwd}/${path}` // most arguments: one name below a plain folder
  const full = path.startsWith('/') ? path : path.startsWith('~/') ? `${home}/${path.slice(2)}` : `${cwd}/${path}`
  const parts: string[] = []
  for (const part of full.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (parts.length > 0 && isDynamic(parts.at(-1) ?? '')) parts.push(part)
      else parts.pop()
    } else parts.push(part)
  }
  const joined = parts.join('/')
  return isDynamic(parts[0] ?? '') && !path.startsWith('/') ? joined : `/${joined}`
}

/** Whether a path goes on below a folder: `startsWith` with a slash behind it, without a new text for each question. */
const liesIn = (path: string, folder: string): boolean =>
  path.length > folder.length && path.charCodeAt(folder.length) === SLASH && path.startsWith(folder)

const SLASH = 47

/** Whether `path` is `folder` or lies below it; patterns count when they could match. */
export function isBelow(path: string, folder: string): boolean {
  if (folder === '/') return path.startsWith('/')
  if (path === folder || liesIn(path, folder)) return true
  return hasGlob(path) && patternReaches(path, folder)
}

/** Whether a path with patterns can name `folder` itself or something below it. */
export function patternReaches(path: string, folder: string): boolean {
  const wanted = folder.split('/')
  const given = path.split('/')
  if (given.length < wanted.length) return false
  return wanted.every((part, i) => globMatches(given[i] ?? '', part))
}

/** Whether `path` is a parent of `folder`. */
export const contains = (path: string, folder: string): boolean =>
  path === '/' ? folder !== '/' : liesIn(folder, path)

const HOMES = ['/home', '/Users', '/var/home', '/export/home', '/c:/users', '/mnt/c/Users', '/c/Users']

/** Windows and its programs, from Windows and from Linux beside it. */
const WINDOWS_ITSELF =
  /^(\/[a-z]:|\/mnt\/[a-z]|\/[a-z])\/(windows|program files( \(x86\))?|programdata)(\/(system32|syswow64))?$/i

/** Why a recursive removal of this path can never be undone, or null when it is none of the worst. */
export function worstTarget(path: string, setting: Setting): string | null {
  const { folder, everything } = withoutLastPattern(path)
  const what = everything ? 'everything in ' : ''
  if (folder === '/' || /^\/([a-z]:|mnt\/[a-z])$/.test(folder)) return `${what}the root of the machine`
  if (folder === setting.home) return `${what}your home directory`
  if (HOMES.includes(folder)) return `${what}all home directories`
  if (folder === '/root' || folder === '/var/root') return `${what}the home directory of root`
  if (WINDOWS_ITSELF.test(folder)) return `${what}a folder that Windows runs from`
  if (hasGlob(path) && [...HOMES, setting.home].some(home => globMatches(path, home)))
    return 'all that looks like a home directory'
  const parent = folder.slice(0, folder.lastIndexOf('/'))
  if (HOMES.includes(parent) && folder !== setting.workspace) return `${what}a home directory`
  return null
}

/** Splits off a last component that matches every entry, such as `*` or `.[!.]*`. */
function withoutLastPattern(path: string): { folder: string; everything: boolean } {
  let folder = path
  let everything = false
  if (!hasGlob(path)) return { folder, everything }
  for (;;) {
    const cut = folder.lastIndexOf('/')
    const last = folder.slice(cut + 1)
    if (!hasGlob(last) || !matchesEverything(last)) return { folder, everything }
    folder = cut <= 0 ? '/' : folder.slice(0, cut)
    everything = true
  }
}

const matchesEverything = (part: string): boolean =>
  [...part].every(c => c === GLOB_STAR || c === GLOB_ONE || c === '.') && part.includes(GLOB_STAR)

const SYSTEM = [
  '/etc',
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/boot',
  '/var',
  '/opt',
  '/sys',
  '/proc',
  '/dev',
  '/run',
  '/root',
  '/srv',
  '/System',
  '/Library',
  '/Applications',
  '/private/etc',
  '/private/var/db',
  '/nix',
  '/snap',
  '/c:/windows',
  '/c:/program files',
  '/c:/program files (x86)',
  '/c:/programdata',
]

const SYSTEM_BELOW = SYSTEM.map(folder => `${folder}/`)

/** Whether the path belongs to the system and not to a person. */
export function isSystem(path: string): boolean {
  if (path === '/' || HOMES.includes(path)) return true
  if (isTemporary(path)) return false
  return SYSTEM.includes(path) || SYSTEM_BELOW.some(folder => path.startsWith(folder))
}

/** Whether the path is a place for temporary files. */
export const isTemporary = (path: string): boolean =>
  /^\/(tmp|var\/tmp|private\/tmp|dev\/shm|var\/folders|private\/var\/folders)(\/|$)/.test(path)

/** Whether the path is a device that ends nowhere or at the terminal. */
export const isHarmlessDevice = (path: string): boolean =>
  /^\/dev\/(null|zero|full|stdin|stdout|stderr|tty|fd\/\S+|random|urandom)$/.test(path)

/** Whether the path is a disk or another block device, or memory. */
export const isRawDevice = (path: string): boolean =>
  /^\/(physicaldrive|harddisk)\d/.test(path) ||
  (path.startsWith('/dev/') &&
    /^\/dev\/(r?disk\d|sd|hd|vd|xvd|nvme|mmcblk|loop\d|md\d|md\/|dm-|mapper\/.|disk\/|sr\d|nbd|zd\d|zvol\/|bcache|pmem|mem$|kmem$|port$|block\/|mtd)/.test(
      path.replaceAll(GLOB_STAR, 'a').replaceAll(GLOB_ONE, 'a'),
    ))

/** The last component of a path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
