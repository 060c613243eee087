import { GLOB_ONE, GLOB_STAR, UNKNOWN_TEXT } from '../marks.ts'
import { absolute } from '../paths.ts'
import type { Setting } from '../setting.ts'
import { slashed } from './spelling.ts'

const PLACES: Readonly<Record<string, (setting: Setting) => string>> = {
  home: setting => setting.home,
  'env:userprofile': setting => setting.home,
  'env:home': setting => setting.home,
  'env:homepath': setting => setting.home,
  'env:appdata': setting => `${setting.home}/appdata/roaming`,
  'env:localappdata': setting => `${setting.home}/appdata/local`,
  'env:temp': () => '/tmp',
  'env:tmp': () => '/tmp',
  'env:windir': () => '/c:/windows',
  'env:systemroot': () => '/c:/windows',
  'env:systemdrive': () => '/c:',
  'env:homedrive': () => '/c:',
  'env:programfiles': () => '/c:/program files',
  'env:username': setting => setting.user,
  'env:comspec': () => '%comspec%',
  pwd: setting => setting.cwd,
  profile: setting => `${setting.home}/documents/powershell/profile.ps1`,
}

/** Puts known places for `$home`, `$env:temp`, `%USERPROFILE%` and kin; unknown variables stay unknown. */
export function withPlaces(word: string, setting: Setting): string {
  return word
    .replace(/\$\{?((?:env:)?\w+)\}?/gi, (all, name: string) => {
      const place = PLACES[name.toLowerCase()]
      return place ? place(setting) : /^(null|true|false|_)$/i.test(name) ? all : UNKNOWN_TEXT
    })
    .replace(/%(\w+)%/g, (_all, name: string) => PLACES[`env:${name.toLowerCase()}`]?.(setting) ?? UNKNOWN_TEXT)
}

/** The absolute form of a Windows path in our own spelling: `/c:/users/dev`, lower case, patterns marked. */
export function windowsPath(word: string, cwd: string, setting: Setting): string {
  const plain = slashed(withPlaces(word, setting)).replaceAll('*', GLOB_STAR).replaceAll('?', GLOB_ONE)
  const full = absolute(plain.replace(/^~(?=\/|$)/, setting.home), cwd, setting.home)
  return full.endsWith(`/${GLOB_STAR}.${GLOB_STAR}`) ? full.slice(0, -2) : full
}

/** Whether a path means the registry. */
export const isRegistry = (path: string): boolean =>
  /^(hk(lm|cu|cr|u|cc)|hkey_\w+|registry::)\b/i.test(path.replace(/^\\+/, ''))

/** Registry keys whose programs start by themselves. */
export const startsByItself = (path: string): boolean =>
  /(\\run(once(ex)?|services)?(\\|$)|\\winlogon|\\image file execution options|\\shell folders|\\policies\\explorer\\run|\\appinit|\\services\\|\\active setup)/i.test(
    path,
  )
