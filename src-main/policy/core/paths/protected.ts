import type { PathWorld } from './path-world.ts'

/** A place that no rule of a user can open. */
export interface ProtectedPlace {
  path: string
  ruleId: string
  reason: string
}

const KEYS = 'Keys and credentials of this user are kept here.'
const SYSTEM = 'Files of the operating system are not for agents.'
const BROWSER = 'Browser profiles hold sessions and passwords.'

const IN_HOME = ['.ssh', '.aws', '.gnupg']

const BROWSERS_AND_KEYRINGS: Record<PathWorld['os'], readonly string[]> = {
  linux: [
    '.mozilla',
    '.thunderbird',
    '.config/google-chrome',
    '.config/chromium',
    '.config/BraveSoftware',
    '.config/microsoft-edge',
    '.config/vivaldi',
    '.config/opera',
    '.var/app/org.mozilla.firefox',
    'snap/firefox',
    'snap/chromium',
    '.local/share/keyrings',
    '.local/share/kwalletd',
    '.password-store',
  ],
  macos: [
    'Library/Keychains',
    'Library/Safari',
    'Library/Cookies',
    'Library/Application Support/Google/Chrome',
    'Library/Application Support/Chromium',
    'Library/Application Support/BraveSoftware',
    'Library/Application Support/Microsoft Edge',
    'Library/Application Support/Firefox',
    'Library/Application Support/com.apple.TCC',
  ],
  windows: [
    'AppData/Local/Google/Chrome',
    'AppData/Local/Microsoft/Edge',
    'AppData/Local/BraveSoftware',
    'AppData/Roaming/Mozilla',
    'AppData/Roaming/Microsoft/Credentials',
    'AppData/Roaming/Microsoft/Protect',
    'AppData/Local/Microsoft/Credentials',
  ],
}

const SYSTEM_PLACES: Record<PathWorld['os'], readonly string[]> = {
  linux: ['/etc', '/root', '/proc', '/sys', '/boot', '/dev', '/run/docker.sock', '/var/run/docker.sock'],
  macos: [
    '/etc',
    '/root',
    '/proc',
    '/sys',
    '/dev',
    '/System',
    '/Library/Keychains',
    '/private/var/db',
    '/.vol',
    '/var/root',
  ],
  windows: [
    '/C:/Windows',
    '/C:/ProgramData',
    '/C:/Program Files',
    '/C:/Program Files (x86)',
    '/C:/System Volume Information',
  ],
}

/** The built-in refusals, which win over every allowed root. */
export function protectedPlaces(world: PathWorld): ProtectedPlace[] {
  const home = (name: string): string => `${world.home}/${name}`
  return [
    { path: world.dataFolder, ruleId: 'path.gatehouse', reason: 'This is the folder of Gatehouse itself.' },
    { path: home('.gatehouse'), ruleId: 'path.gatehouse', reason: 'This is the folder of Gatehouse itself.' },
    ...IN_HOME.map(name => ({ path: home(name), ruleId: 'path.keys', reason: KEYS })),
    ...BROWSERS_AND_KEYRINGS[world.os].map(name => ({ path: home(name), ruleId: 'path.browser', reason: BROWSER })),
    ...SYSTEM_PLACES[world.os].map(path => ({ path, ruleId: 'path.system', reason: SYSTEM })),
  ]
}

/** Links every installation of a system brings, which nobody needs to look up. */
export function builtInLinks(os: PathWorld['os']): Readonly<Record<string, string>> {
  if (os !== 'macos') return {}
  return { '/etc': '/private/etc', '/tmp': '/private/tmp', '/var': '/private/var', '/System/Volumes/Data': '/' }
}
