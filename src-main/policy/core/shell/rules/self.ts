import type { Call } from '../call.ts'
import { STOPS_US } from '../findings.ts'
import { ask, deny, type Finding } from '../inspector.ts'
import { withoutMarks } from '../marks.ts'
import { names } from '../options.ts'
import { absolute, baseName } from '../paths.ts'
import { ownPath } from '../tables/files.ts'

const CHANGES_US = deny('hard.self', 'It changes Gatehouse through its own commands.', 'persistence')

/** Our own verbs that only look. Everything else changes something, and so does a verb we do not know. */
const OWN_LOOKS = names('status doctor version help --version --help -h -V health explain inspect logs verify')
const OWN_SECOND_LOOKS = names('status list ls show get explain verify info path check logs pending search tail')
const OWN_AREAS = names(
  'gateway daemon config policy audit approvals grants sandbox sandboxes sessions agents channels vault secrets incident incidents cron webhooks models usage logs update backups memory skills service',
)

/** Programs that manage services, with the verbs that only look. */
const SERVICE_PROGRAMS = names(
  'systemctl service launchctl rc-service sv initctl supervisorctl pm2 nssm s6-svc s6-rc brew runit forever monit svc rc-update update-rc.d chkconfig schtasks sc net loginctl snap flatpak dpkg apt apt-get npm pnpm yarn dnf rpm pacman update-alternatives systemd-run dscl winget choco dbus-send gdbus busctl qdbus qdbus6 launchctl-config',
)
const SERVICE_LOOKS = names(
  'status show cat is-active is-enabled is-failed list list-units list-unit-files list-dependencies print blame info logs log ls jlist describe monit query queryex qc search policy -l -L -s view outdated explain help uses deps test run tree introspect get-property wait',
)

/** Programs that manage containers, with the verbs that only look. */
const CONTAINER_PROGRAMS = names(
  'docker podman nerdctl docker-compose podman-compose crictl ctr lxc incus buildah kubectl',
)
const CONTAINER_LOOKS = names(
  'ps logs inspect top stats port images diff events ls list history version info search wait get describe',
)

/** Programs that reach the keychain. */
const KEYCHAIN_PROGRAMS = names(
  'secret-tool security keyctl cmdkey vaultcmd kwallet-query keyring gnome-keyring seahorse pass kwalletcli',
)

/** Programs for which our name can only be text. */
const TEXT_ONLY = names(
  'echo printf grep egrep fgrep rg ag ack git logger say notify-send man tldr whatis apropos which type whereis jq wc gh',
)

/** Words with which a script of macOS ends or removes something. */
const SCRIPT_ENDS = /\b(quit|delete|close|terminate|stop|restart|remove|kill|disable)\b/i

/** Programs that install and remove: behind the verb stand names and what is asked about them. */
const PACKAGE_PROGRAMS = names('npm pnpm yarn brew snap flatpak apt apt-get dnf yum')

/** The same of languages, where our name may as well be that of a project: only what installs or removes counts. */
const LIBRARY_PROGRAMS = names('bun pip pip3 pipx gem cargo uv')

const INSTALLS = /^(un)?install$|^(remove|rm|add|i|update|upgrade)$/

const PACKAGE_LOOKS = names(
  'show status cat list ls log info search policy view outdated explain help why depends rdepends uses deps test run tree index freeze check home desc docs repo bugs dist-tag versions home cache metadata',
)

/** The call without the words that only say more of what is looked at: `npm view gatehouse version`. */
function firstVerb(call: Call): Pick<Call, 'args' | 'look'> {
  const ours = names_(call)
  const at = call.args.findIndex(arg => !arg.startsWith('-') && !ours.includes(arg) && !/^(pip|tool)$/.test(arg))
  return { look: call.look, args: call.args.filter((arg, i) => i === at || ours.includes(arg)) }
}

/** The socket of a container engine, as a request names it. */
const ENGINE_SOCKET = /(docker|podman|containerd)\.sock$/

/** A request to the engine itself that speaks of our containers. */
const throughEngine = (call: Call): Finding[] =>
  call.args.some(arg => /^(-X|--request=?)?(POST|PUT|DELETE|PATCH)$/i.test(arg)) ||
  call.args.some(arg => /^(-d|--data)/.test(arg))
    ? [STOPS_US]
    : []

/** What a command would do to Gatehouse itself. */
export function selfFindings(call: Call): Finding[] {
  const { product } = call.look.setting
  if (isOurs(call.name, product.cli)) return ownCli(call, call.args)
  // The uninstaller, the updater, a runtime of ours: whatever lies among our programs acts on us.
  if (isOurProgram(call)) return ownCli(call, call.args)
  const mentions = call.args.some(arg => arg.toLowerCase().includes(product.cli))
  if (!mentions) return []
  if (call.name === 'npx' || call.name === 'bunx' || call.name === 'node' || call.name === 'electron')
    return startedThrough(call)
  if (call.name === 'osascript' && call.args.some(arg => SCRIPT_ENDS.test(arg))) return [STOPS_US]
  if (call.name === 'open' && call.args.includes('--args'))
    return names_(call).length > 0 ? ownCli(call, call.args.slice(call.args.indexOf('--args') + 1)) : []
  if (call.args.some(arg => ENGINE_SOCKET.test(arg))) return throughEngine(call)
  if (LIBRARY_PROGRAMS.has(call.name))
    return call.args.some(arg => INSTALLS.test(arg)) && names_(call).some(arg => !/[/\s]/.test(arg)) ? [STOPS_US] : []
  if (PACKAGE_PROGRAMS.has(call.name)) return manages(firstVerb(call), PACKAGE_LOOKS)
  if (SERVICE_PROGRAMS.has(call.name)) return manages(call, SERVICE_LOOKS)
  if (CONTAINER_PROGRAMS.has(call.name)) return container(call)
  if (KEYCHAIN_PROGRAMS.has(call.name)) return keychain(call)
  return TEXT_ONLY.has(call.name) ? [] : sockets(call)
}

const isOurProgram = (call: Call): boolean =>
  (call.inv.argv[0] ?? '').includes('/') &&
  ownPath(call.path(call.inv.argv[0] ?? ''), call.look.setting) === 'the program'

const isOurs = (name: string, cli: string): boolean =>
  name.startsWith(cli) && (name === cli || name === `${cli}.ps1` || name === `${cli}d` || name.startsWith(`${cli}-`))

function ownCli(call: Call, args: readonly string[]): Finding[] {
  const words = args.filter(arg => !arg.startsWith('-') || OWN_LOOKS.has(arg))
  const [first, second] = words
  if (call.inv.env.some(one => one.name.startsWith(call.look.setting.product.cli.toUpperCase()))) return [CHANGES_US]
  if (first === undefined) return [CHANGES_US]
  if (OWN_LOOKS.has(first)) return []
  if (OWN_AREAS.has(first) && second !== undefined && OWN_SECOND_LOOKS.has(second)) {
    return first === 'secrets' || first === 'vault'
      ? [ask('secrets.own-data', 'It reads from the vault of Gatehouse.', 'secrets')]
      : []
  }
  return [CHANGES_US]
}

/** `npx gatehouse …`, `node …/gatehouse/cli.js …`: the program is ours, whatever starts it. */
function startedThrough(call: Call): Finding[] {
  const at = call.args.findIndex(arg => !arg.startsWith('-'))
  const program = call.args[at] ?? ''
  const path = absolute(program, call.inv.scope.cwd, call.look.setting.home)
  const ours =
    isOurs(
      baseName(program)
        .toLowerCase()
        .replace(/@.*$/, '')
        .replace(/\.[cm]?js$/, ''),
      call.look.setting.product.cli,
    ) || ownPath(path, call.look.setting) !== null
  return ours ? ownCli(call, call.args.slice(at + 1)) : []
}

function names_(call: Pick<Call, 'args' | 'look'>): string[] {
  const { product } = call.look.setting
  return call.args.filter(arg => {
    const plain = withoutMarks(arg).toLowerCase()
    return (
      baseName(plain).startsWith(product.cli) ||
      product.units.some(unit => plain.includes(unit)) ||
      plain.includes(`=${product.cli}`)
    )
  })
}

function manages(call: Pick<Call, 'args' | 'look'>, looks: ReadonlySet<string>): Finding[] {
  if (names_(call).length === 0) return []
  const verbs = call.args.filter(arg => !arg.startsWith('-') && !names_(call).includes(arg))
  return verbs.length > 0 && verbs.every(verb => looks.has(verb)) ? [] : [STOPS_US]
}

function container(call: Call): Finding[] {
  if (names_(call).length === 0) return []
  const verbs = call.args.filter(arg => !arg.startsWith('-'))
  const verb = /^(container|image|volume|network|compose|system|pod)$/.test(verbs[0] ?? '') ? verbs[1] : verbs[0]
  if (
    CONTAINER_LOOKS.has(verb ?? '') ||
    (/^(build|pull|run|tag|push|save|load|login)$/.test(verb ?? '') && !/--name[= ]/.test(call.args.join(' ')))
  )
    return []
  if (verb === 'exec')
    return [
      changesInside(call)
        ? STOPS_US
        : ask('hard.self-container', 'It works inside a container of Gatehouse.', 'persistence'),
    ]
  return [STOPS_US]
}

/** Whether what is run inside our container would be asked about anywhere else. */
function changesInside(call: Call): boolean {
  const at = call.args.findIndex(arg => names_(call).includes(arg))
  const words = call.args.slice(at + 1)
  if (at < 0 || words.length === 0) return false
  const text = words.map(word => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const { verdict } = call.look.worstOf(text, call.inv.scope, [...call.inv.via, call.name])
  return verdict !== 'allow' && !/^(ba|da|z|a)?sh$/.test(words.at(-1) ?? '')
}

function keychain(call: Call): Finding[] {
  const words = call.args.join(' ')
  if (
    /\b(clear|store|delete|add|remove|rm|unlink|set|import|purge|revoke|insert|edit|generate|mv|del|reset|write)\b|^(-w|--write-password)\b|delete-|add-|set-|\/delete|\/add|-w\b.*-X/.test(
      words,
    )
  ) {
    return [deny('hard.self', 'It changes the key that Gatehouse keeps in the keychain.', 'secrets')]
  }
  return [ask('secrets.own-data', 'It reads the key of Gatehouse.', 'secrets')]
}

/** Whatever speaks to our socket speaks in our name. */
function sockets(call: Call): Finding[] {
  for (const arg of call.args) {
    const path = absolute(
      arg.replace(/^(--?[\w-]+=|@|UNIX-CONNECT:|unix:\/*|file:\/\/)/i, match =>
        match.startsWith('unix://') ? '/' : '',
      ),
      call.inv.scope.cwd,
      call.look.setting.home,
    )
    if (ownPath(path, call.look.setting) && /(\.sock|\/run(\/|$)|socket)/.test(path)) {
      return [deny('hard.self', 'It speaks to Gatehouse through its own socket.', 'persistence')]
    }
  }
  return []
}
