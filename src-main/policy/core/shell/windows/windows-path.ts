import { GLOB_ONE, GLOB_STAR, UNKNOWN_TEXT } from '../marks.ts'
import { absolute } from '../paths.ts'
import type { Setting } from '../setting.ts'
import { slashed } from './spelling.ts'

/** Folders that variables name, in our own spelling. */
const FOLDERS: Readonly<Record<string, (setting: Setting) => string>> = {
  userprofile: setting => setting.home,
  home: setting => setting.home,
  homepath: setting => setting.home,
  appdata: setting => `${setting.home}/appdata/roaming`,
  localappdata: setting => `${setting.home}/appdata/local`,
  onedrive: setting => `${setting.home}/onedrive`,
  temp: () => '/tmp',
  tmp: () => '/tmp',
  windir: () => '/c:/windows',
  systemroot: () => '/c:/windows',
  systemdrive: () => '/c:',
  homedrive: () => '/c:',
  programfiles: () => '/c:/program files',
  programw6432: () => '/c:/program files',
  'programfiles(x86)': () => '/c:/program files (x86)',
  commonprogramfiles: () => '/c:/program files/common files',
  programdata: () => '/c:/programdata',
  allusersprofile: () => '/c:/programdata',
  public: () => '/c:/users/public',
  computername: () => 'localhost',
  username: setting => setting.user,
  comspec: () => '/c:/windows/system32/cmd.exe',
  cd: setting => setting.cwd,
}

const OF_POWERSHELL: Readonly<Record<string, (setting: Setting) => string>> = {
  home: setting => setting.home,
  pwd: setting => setting.cwd,
  profile: setting => `${setting.home}/documents/powershell/profile.ps1`,
}

function placeOf(name: string, setting: Setting): string | undefined {
  const plain = name.toLowerCase()
  const known = plain.startsWith('env:') ? FOLDERS[plain.slice(4)] : OF_POWERSHELL[plain]
  return known?.(setting)
}

/** Whether a PowerShell variable names a place that is known. */
export const isPlace = (name: string): boolean =>
  Object.hasOwn(name.startsWith('env:') ? FOLDERS : OF_POWERSHELL, name.replace('env:', ''))

/** `%HOMEDRIVE%%HOMEPATH%`: the drive and the folder on it are one place. */
const DRIVE_AND_FOLDER =
  /(%(homedrive|systemdrive)%|\$\{?env:(homedrive|systemdrive)\}?|[a-z]:)(?=%homepath%|\$\{?env:homepath\b)/gi

/** `$name` and `${name}`; in `x::$DATA` it is the name of a stream. */
const VARIABLE = /(?<!:(?=\$(?:data|index_allocation)\b))\$(?:\{((?:env:)?[\w()]+)\}|((?:env:)?\w+))/gi

/** Puts known places for `$home`, `$env:temp`, `%USERPROFILE%` and kin; unknown variables stay unknown. */
export function withPlaces(word: string, setting: Setting): string {
  if (!/[$%]/.test(word)) return word
  return word
    .replace(DRIVE_AND_FOLDER, '')
    .replace(/%~d0/gi, '/c:')
    .replace(VARIABLE, (all, braced?: string, bare?: string) => {
      const name = braced ?? bare ?? ''
      return placeOf(name, setting) ?? (/^(null|true|false|_)$/i.test(name) ? all : UNKNOWN_TEXT)
    })
    .replace(/%([\w()]+)(?::~(-?\d+)(?:,(-?\d+))?)?%/g, (_all, name: string, from?: string, length?: string) => {
      const place = placeOf(`env:${name}`, setting)
      return place === undefined || from === undefined ? (place ?? UNKNOWN_TEXT) : cutOut(place, from, length)
    })
}

/** `%NAME:~0,3%`: a piece of the value as Windows writes it, without our slash in front of the drive. */
function cutOut(place: string, from: string, length: string | undefined): string {
  const written = place.replace(/^\/(?=[a-z]:)/, '')
  const rest = written.slice(Number(from))
  return length === undefined ? rest : rest.slice(0, Number(length))
}

/** The absolute form of a Windows path in our own spelling: `/c:/users/dev`, lower case, patterns marked. */
export function windowsPath(word: string, cwd: string, setting: Setting): string {
  const plain = onDrive(slashed(withPlaces(word, setting)), word, cwd)
    .replaceAll('*', GLOB_STAR)
    .replaceAll('?', GLOB_ONE)
  const full = absolute(plain.replace(/^~(?=\/|$)/, setting.home), cwd, setting.home)
  const named = full.includes('~') ? withLongNames(full, setting) : full
  return named.endsWith(`/${GLOB_STAR}.${GLOB_STAR}`) ? named.slice(0, -2) : named
}

/** `\\Users`: without a letter the drive is the one that we stand on. */
const onDrive = (path: string, word: string, cwd: string): string =>
  /^\\(?![\\?])/.test(word) || /^\/(users|windows|program)/i.test(word)
    ? `${/^\/[a-z]:/.exec(cwd)?.[0] ?? '/c:'}${path}`
    : path

/** `GATEHO~1`: the short name that Windows gives to a folder of ours. */
function withLongNames(path: string, { home, product }: Setting): string {
  const short = product.cli.slice(0, 6)
  return path.replace(/\/([^/~]{1,6})~\d(?=\/|$)/g, (all, name: string, at: number) =>
    name !== short ? all : `/${path.slice(0, at) === home ? product.dataFolder : product.cli}`,
  )
}

/** Whether a path means the registry. */
export const isRegistry = (path: string): boolean =>
  /^(hk(lm|cu|cr|u|cc)|hkey_\w+|registry::)\b/i.test(path.replace(/^\\+/, ''))

/** Registry keys whose programs start by themselves. */
export const startsByItself = (path: string): boolean =>
  /(\\run(once(ex)?|services)?(\\|$)|\\winlogon|\\image file execution options|\\shell folders|\\policies\\explorer\\run|\\appinit|\\services\\|\\active setup)/i.test(
    path,
  )
