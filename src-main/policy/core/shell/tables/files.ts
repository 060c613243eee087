import { ask, deny, type Finding } from '../inspector.ts'
import { hasGlob, isDynamic, shown } from '../marks.ts'
import { contains, isBelow, isHarmlessDevice, isRawDevice, isSystem, isTemporary } from '../paths.ts'
import type { Setting } from '../setting.ts'

/** Files that run by themselves later: shells, logins, schedulers and tools read them. Relative to the home folder. */
const STARTUP_IN_HOME =
  /^(\.(bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zprofile|zshenv|zlogin|zlogout|kshrc|mkshrc|cshrc|tcshrc|login|logout|inputrc|vimrc|gvimrc|exrc|nanorc|emacs|emacs\.d|screenrc|tmux\.conf|gitconfig|npmrc|yarnrc|yarnrc\.yml|pypirc|pythonrc|pythonstartup|irbrc|pryrc|gemrc|gdbinit|lldbinit|psqlrc|sqliterc|my\.cnf|curlrc|wgetrc|netrc|xinitrc|xsession|xprofile|xsessionrc|pam_environment|forward|procmailrc|rhosts|shosts|mailcap|Rprofile|Renviron|condarc|cargo\/config|cargo\/env|vim|oh-my-zsh|direnvrc|envrc|asdfrc|mavenrc|gradle\/init|gradle\/gradle\.properties|m2\/settings|docker\/config\.json|kube\/config|ssh|gnupg)(\/|\.|$)|\.config\/(fish|autostart|systemd|git|nvim|environment\.d|zsh|pip|npm|htop|i3|sway|hypr|plasma-workspace|powershell|nushell|direnv|mise|containers)(\/|$)|\.local\/share\/(systemd|applications|dbus-1|kservices5)(\/|$)|\.local\/bin(\/|$)|bin(\/|$)|\.cargo\/bin(\/|$)|Library\/(LaunchAgents|LaunchDaemons|Preferences|Application Support\/com\.apple\.backgroundtaskmanagementagent)(\/|$)|\.git-templates(\/|$)|\.jupyter(\/|$)|\.ipython(\/|$))/

/** The same on Windows, in our own spelling. */
const STARTUP_ON_WINDOWS =
  /documents\/(windows)?powershell\/[^/]*profile\.ps1$|\/start menu\/programs\/startup(\/|$)|^\/c:\/windows\/(system32\/(tasks|drivers\/etc|grouppolicy)|tasks)/

/** Parts of a repository that git or an editor runs by itself. */
const STARTUP_IN_PROJECT = /\/\.git\/(hooks\/|config$|modules\/.*\/hooks\/)|\/\.envrc$|\/\.vscode\/tasks\.json$/

/** Files that hold credentials. Relative to the home folder. */
const SECRET_IN_HOME =
  /^(\.ssh(\/(?!.*\.pub$|known_hosts|config$|authorized_keys$|allowed_signers$).*)?$|\.aws(\/(credentials|sso|cli\/cache).*)?$|\.gnupg(\/|$)|\.netrc$|_netrc$|\.git-credentials$|\.config\/git\/credentials$|\.npmrc$|\.yarnrc\.yml$|\.pypirc$|\.pgpass$|\.my\.cnf$|\.mylogin\.cnf$|\.docker\/config\.json$|\.kube(\/config.*)?$|\.config\/(gh|hub|glab-cli)(\/hosts\.yml|\/config\.yml|$)|\.config\/hub$|\.config\/gcloud(\/.*)?$|\.azure(\/.*)?$|\.oci(\/.*)?$|\.terraform\.d\/credentials.*|\.terraformrc$|\.vault-token$|\.cargo\/credentials.*|\.gem\/credentials$|\.m2\/settings-security\.xml$|\.gradle\/gradle\.properties$|\.config\/op(\/.*)?$|\.config\/sops(\/.*)?$|\.age(\/|$)|\.password-store(\/.*)?$|\.local\/share\/keyrings(\/.*)?$|\.local\/share\/kwalletd(\/.*)?$|Library\/Keychains(\/.*)?$|\.mozilla(\/firefox.*)?$|\.config\/(google-chrome|chromium|BraveSoftware|microsoft-edge|vivaldi)(\/.*)?$|Library\/(Application Support\/(Google\/Chrome|Firefox|BraveSoftware|Arc)|Cookies|Safari)(\/.*)?$|\.thunderbird(\/.*)?$|\.electrum(\/.*)?$|\.bitcoin\/wallet.*|\.ethereum\/keystore.*|\.config\/solana\/id\.json$|\.rclone\.conf$|\.config\/rclone\/rclone\.conf$|\.s3cfg$|\.boto$|\.dropbox(\/|$)|\.config\/doctl(\/.*)?$|\.config\/hcloud(\/.*)?$|\.fly\/config\.yml$|\.config\/flyctl.*|\.netlify\/config\.json$|\.heroku(\/|$)|\.lastpass(\/|$)|\.config\/Bitwarden.*|\.claude\/\.credentials.*|\.codex\/auth\.json$|\.(bash|zsh|mysql|psql|python|sqlite|rediscli|node_repl|irb)_history$|\.psql_history$|\.histfile$)/

const SECRET_IN_SYSTEM =
  /^\/etc\/(shadow|gshadow|master\.passwd|security\/opasswd|sudoers|ssl\/private|ssh\/ssh_host_.*_key$|krb5\.keytab|NetworkManager\/system-connections|wireguard|ipsec\.secrets|ppp\/(chap|pap)-secrets|kubernetes\/(admin\.conf|pki)|rancher|openvpn|letsencrypt\/(live|archive|keys)|docker\/key|mysql\/debian\.cnf)|^\/proc\/(self|\d+|[^/]*[\uFDD0-\uFDD3\uFDD5][^/]*|thread-self)\/(environ|mem|maps)|^\/root(\/|$)|^\/var\/run\/secrets|^\/run\/secrets|^\/var\/db\/dslocal|^\/private\/var\/db\/dslocal|^\/var\/lib\/(docker|kubelet|jenkins\/secrets|sss)|^\/dev\/(mem|kmem)|^\/proc\/kcore/

/** Names of private keys and stores that are secret wherever they lie. */
const SECRET_ANYWHERE =
  /\/(id_(rsa|dsa|ecdsa|ed25519)(_sk)?|[^/]*\.(kdbx|keystore|jks|p12|pfx|ppk)|secring\.gpg|wallet\.dat|login\.keychain(-db)?|logins\.json|key4\.db|cookies\.sqlite|Login Data)$/

/** Where Windows and its programs keep credentials; paths of Windows are in lower case. */
const SECRET_ON_WINDOWS =
  /\/appdata\/(local|roaming)\/((google\/chrome|chromium|microsoft\/edge|bravesoftware\/[^/]+|vivaldi|opera software\/[^/]+)\/(user data\/)?[^/]*\/?(login data|cookies|network\/cookies|local state|web data)|mozilla\/firefox\/profiles|microsoft\/(credentials|protect|vault|crypto|systemcertificates)|gnupg|github cli\/hosts\.yml|gcloud\/(credentials|access_tokens|legacy_credentials|application_default)|bitwarden|keepass|1password|nuget\/nuget\.config|composer\/auth\.json|code\/user\/globalstorage\/state\.vscdb|slack\/(cookies|storage)|discord\/local storage)|\/local state$|\/login data\b|\/psreadline\/consolehost_history\.txt|^\/[a-z]:\/windows\/(system32\/config\/(sam|security|system|regback)|ntds\/|repair\/|panther\/unattend|sysprep\/)|\/unattend\.xml$|\/sysprep\.inf$|\/ntds\.dit$|\/_netrc$|\/\.git-credentials$/

/** How one path stands to the rules, told once for reading and once for writing. */
export function writeFinding(
  path: string,
  setting: Setting,
  how: 'write' | 'remove' | 'mode' = 'write',
): Finding | null {
  if (isHarmlessDevice(path) || path === '/dev/') return null
  const own = ownPath(path, setting)
  if (own) return deny('hard.self', `It changes ${own} of Gatehouse.`, 'persistence')
  if (isRawDevice(path))
    return deny('hard.raw-device', `It writes straight onto the device ${shown(path)}.`, 'destroys')
  if (/^\/dev\/(tcp|udp)\//.test(path)) {
    return ask('network.raw-socket', 'It opens a raw network connection from the shell.', 'network')
  }
  if (/^\uFDD0\/\.ssh\/(authorized_keys|rc|config|environment)/.test(path))
    return ask('persistence.startup-file', 'It lets somebody in on another machine.', 'persistence')
  const startup = startupFile(path, setting)
  if (startup)
    return ask('persistence.startup-file', `It changes ${startup}, which runs by itself later.`, 'persistence')
  if (isInside(path, setting)) return null
  if (isTemporary(path)) return null
  if (secretFile(path, setting))
    return ask('secrets.write', `It changes ${shown(path)}, a place for credentials.`, 'secrets')
  if (isSystem(path))
    return ask('outside.system-path', `It changes ${shown(path)}, which belongs to the system.`, 'outside-workspace')
  if (isDynamic(path) && mayBeInside(path, setting)) return null
  return ask(
    'outside.workspace',
    `It ${how === 'remove' ? 'moves' : 'writes'} ${shown(path)}, outside the workspace.`,
    'outside-workspace',
  )
}

/** Whether what is unknown of a path can lead into the workspace. */
function mayBeInside(path: string, setting: Setting): boolean {
  const known = path.slice(0, path.lastIndexOf('/', path.search(/[\uFDD0-\uFDD7]/)))
  return isBelow(setting.workspace, known === '' ? '/' : known)
}

/** Whether reading this file shows credentials. */
export function readFinding(path: string, setting: Setting): Finding | null {
  const own = ownPath(path, setting)
  if (own) return ask('secrets.own-data', `It reads ${own} of Gatehouse.`, 'secrets')
  if (isInside(path, setting)) return SECRET_ANYWHERE.test(path) ? secretFinding(path) : null
  return secretFile(path, setting) ? secretFinding(path) : null
}

const secretFinding = (path: string): Finding =>
  ask('secrets.read', `It reads ${shown(path)}, where credentials are kept.`, 'secrets')

function isInside(path: string, setting: Setting): boolean {
  if (isBelow(path, setting.workspace) && !hasUpwards(path)) return true
  // The folder is unknown but nothing absolute was written: as a rule that is below the workspace.
  return !path.startsWith('/') && isDynamic(path)
}

const hasUpwards = (path: string): boolean => path.includes('..') && path.split('/').includes('..')

/** Which of our own things a path names, in words; null when it is none. */
export function ownPath(path: string, setting: Setting): string | null {
  const { product, home, workspace } = setting
  if (isBelow(path, workspace) && !path.includes(product.dataFolder)) return null // nearly every path there is
  const data = `${home}/${product.dataFolder}`
  if (isBelow(path, workspace) && path !== data) return null
  if (isBelow(path, data)) return 'the data folder'
  if (path.includes(`/${product.dataFolder}/`) || path.endsWith(`/${product.dataFolder}`)) return 'the data folder'
  if (!path.toLowerCase().includes(product.cli) && !product.units.some(unit => path.includes(unit))) return null
  const owned = path
    .split('/')
    .some(part => part.toLowerCase().startsWith(product.cli) || product.units.some(unit => part.startsWith(unit)))
  if (owned && isProgramPlace(path)) return 'the program'
  return null
}

const isProgramPlace = (path: string): boolean =>
  /^\/(usr|opt|bin|sbin|etc|lib|Applications|Library|var|run|snap|sys\/fs\/cgroup)\//.test(path) ||
  /\/(\.local|\.config|Library|bin|\.cache|AppData)\/|^\/[a-z]:\/(program files( \(x86\))?|programdata|windows)\//i.test(
    path,
  )

/** Whether a recursive change of this path takes the data folder with it. */
export const holdsOwnData = (path: string, setting: Setting): boolean =>
  contains(path, `${setting.home}/${setting.product.dataFolder}`)

function startupFile(path: string, setting: Setting): string | null {
  const inHome = homeRelative(path, setting)
  if (inHome !== null && STARTUP_IN_HOME.test(inHome)) return `~/${shown(inHome)}`
  if (STARTUP_IN_PROJECT.test(path) || STARTUP_ON_WINDOWS.test(path)) return shown(path)
  if (
    /^\/etc\/(profile|bash\.bashrc|zsh|environment|cron|rc\.|init\.d|systemd|ld\.so|sudoers|pam\.d|xdg\/autostart|udev|apt\/apt\.conf|skel)/.test(
      path,
    )
  ) {
    return shown(path)
  }
  return /^\/(var\/spool\/cron|Library\/Launch(Agents|Daemons)|System\/Library\/Launch|usr\/lib\/systemd|lib\/systemd)/.test(
    path,
  )
    ? shown(path)
    : null
}

function homeRelative(path: string, setting: Setting): string | null {
  if (path.startsWith(`${setting.home}/`)) return path.slice(setting.home.length + 1)
  const other = /^(?:\/home\/[^/]+|\/Users\/[^/]+|\/root)\/(.+)$/.exec(path)
  return other?.[1] ?? null
}

/** Whether a path is a credential store. */
export function secretFile(path: string, setting: Setting): boolean {
  if (SECRET_IN_SYSTEM.test(path) || SECRET_ANYWHERE.test(path) || SECRET_ON_WINDOWS.test(path)) return true
  const inHome = homeRelative(path, setting)
  if (inHome === null) return false
  if (SECRET_IN_HOME.test(inHome)) return true
  return (
    hasGlob(inHome) &&
    ['.ssh/id_ed25519', '.aws/credentials', '.gnupg/x', '.netrc'].some(name => isBelow(path, `${setting.home}/${name}`))
  )
}
