import { DISK, FETCHES, FORMAT, KILLS_ALL, KILLS_US, NETWORK, RUNS, SETTINGS, STOPS_US } from '../findings.ts'
import { ask, deny, type Finding } from '../inspector.ts'
import { ALL_PIDS, DAEMON_PIDS } from '../marks.ts'
import { names } from '../options.ts'
import { isRawDevice, isSystem, worstTarget } from '../paths.ts'
import type { Setting } from '../setting.ts'
import { holdsOwnData, ownPath, readFinding, writeFinding } from '../tables/files.ts'
import { BORROWED, type Borrowed } from './borrowed-programs.ts'
import { startsByItself, windowsPath } from './windows-path.ts'

/** A program of Windows in front of its rule. */
export interface NativeCall {
  name: string
  args: readonly string[]
  cwd: string
  setting: Setting
}

type NativeRule = (call: NativeCall) => (Finding | null)[]

const DELETES = ask('destroys.files', 'It deletes files.', 'destroys')
const SERVICE = ask('persistence.service', 'It changes services of the system.', 'persistence')
const SCHEDULE = ask('persistence.schedule', 'It changes what runs later by itself.', 'persistence')
const SOFTWARE = ask('system.software', 'It installs, removes or updates software of the system.', 'persistence')

const isSwitch = (arg: string): boolean => /^[/-]./.test(arg) && !/^\/[a-z]:(\/|$)/i.test(arg)
const operands = (call: NativeCall): string[] => call.args.filter(arg => !isSwitch(arg))
const switches = (call: NativeCall): string => call.args.filter(isSwitch).join(' ').toLowerCase()
const pathOf = (call: NativeCall, word: string): string => windowsPath(word, call.cwd, call.setting)
const asksHelp = (call: NativeCall): boolean =>
  call.args.length > 0 && call.args.every(arg => /^([/-](\?|help)|-h)$/i.test(arg))

/** Whether a word names this product; a pattern that could mean it does, too. */
export const speaksOfUs = (words: readonly string[], setting: Setting): boolean =>
  words.some(word => {
    const plain = word.toLowerCase()
    return (
      plain.includes(setting.product.cli) ||
      (/[*?%]/.test(plain) && patternsIn(plain).some(one => one.test(setting.product.cli)))
    )
  })

/** What can stand for other letters: the signs of a pattern; for cmd a variable, too. */
const SIGNS = [/[*?%]+/g, /%\w*%|[*?]+|%/g]

/** Patterns with at least three letters of their own: `gate*`, `'*house'`, `gate%x%`. */
const patternsIn = (text: string): RegExp[] =>
  (text.length > 2_000 ? [] : (text.match(/[\w*?%]{0,20}[*?%][\w*?%]{0,20}/g) ?? [])).flatMap(one =>
    SIGNS.filter(signs => one.replace(signs, '').length > 2).map(
      signs => new RegExp(`^${one.replace(signs, some => (/[*%]/.test(some) ? '.*' : '.'.repeat(some.length)))}$`),
    ),
  )

/** What removing a path means. */
export function removeFindings(target: string, recursive: boolean, cwd: string, setting: Setting): Finding[] {
  const path = windowsPath(target, cwd, setting)
  const found: Finding[] = [DELETES]
  const worst = recursive ? worstTarget(path, setting) : null
  if (worst) found.push(deny('hard.delete-home', `It deletes ${worst}.`, 'destroys'))
  if (ownPath(path, setting) || (recursive && holdsOwnData(path, setting))) {
    found.push(deny('hard.self', 'It deletes what belongs to Gatehouse.', 'destroys'))
  }
  if (isRawDevice(path)) found.push(deny('hard.raw-device', 'It destroys a device.', 'destroys'))
  return found
}

const removes: NativeRule = call => {
  const recursive = names('rd rmdir deltree').has(call.name) || /\/s/.test(switches(call))
  return operands(call).flatMap(target => removeFindings(target, recursive, call.cwd, call.setting))
}

const transfers: NativeRule = call => {
  const words = operands(call)
  const target = words.at(-1)
  const sources = words.slice(0, -1)
  const found = [
    target === undefined ? null : writeFinding(pathOf(call, target), call.setting),
    ...sources.map(one => readFinding(pathOf(call, one), call.setting)),
  ]
  const takesAway =
    names('move ren rename').has(call.name) || (call.name === 'robocopy' && /\/mov/.test(switches(call)))
  if (takesAway) {
    // `robocopy FROM TO FILES`: only the first is a source.
    for (const source of call.name === 'robocopy' ? words.slice(0, 1) : sources) {
      if (isSystem(pathOf(call, source))) found.push(writeFinding(pathOf(call, source), call.setting, 'remove'))
      found.push(...removeFindings(source, true, call.cwd, call.setting).filter(one => one.verdict === 'deny'))
    }
  }
  if (call.name === 'robocopy' && /\/(mir|purge|mov)/.test(switches(call))) found.push(DELETES)
  // Whatever the source lacks is deleted at the target.
  if (call.name === 'robocopy' && /\/(mir|purge)/.test(switches(call)) && words[1] !== undefined)
    found.push(...removeFindings(words[1], true, call.cwd, call.setting))
  return found
}

const always =
  (finding: Finding, looks = ''): NativeRule =>
  call =>
    names(looks).has((call.args[0] ?? '').toLowerCase()) || asksHelp(call) ? [] : [finding]

/** Silent when a switch or verb of this shape is given. */
const unless =
  (harmless: RegExp, finding: Finding): NativeRule =>
  call =>
    harmless.test(call.args.join(' ').toLowerCase()) || asksHelp(call) ? [] : [finding]

/** A finding only when a switch or verb of this shape is given. */
const when =
  (acts: RegExp, finding: Finding): NativeRule =>
  call =>
    acts.test(call.args.join(' ').toLowerCase()) ? [finding] : []

const service: NativeRule = call => {
  const words = call.args.map(arg => arg.toLowerCase())
  const verb = call.name === 'sc' && words[0]?.startsWith('\\\\') ? (words[1] ?? '') : (words[0] ?? '')
  if (
    call.name === 'sc' &&
    names('query queryex qc qdescription enumdepend sdshow getdisplayname getkeyname qfailure').has(verb)
  )
    return []
  if (call.name !== 'sc') {
    if (!names('stop start pause continue user localgroup group share use accounts config').has(verb)) return []
    if (!names('stop pause continue').has(verb) && words.length === 1) return []
    if (verb === 'config' && !words.some(word => word.startsWith('/'))) return []
    if (names('user localgroup group accounts').has(verb))
      return [ask('privilege.accounts', 'It changes user accounts or passwords.', 'privilege')]
    if (names('share use').has(verb)) return [ask('network.share', 'It connects or opens shared folders.', 'network')]
  }
  return [speaksOfUs(words.slice(1), call.setting) ? STOPS_US : SERVICE]
}

/** Filters that leave only some processes: a name, a window, a number. */
const CHOOSES_SOME = /\b(imagename|windowtitle|services|modules|pid|cputime)\s+eq\s+(?!\s|\*+(\.exe)?\s*$)/i

const taskkill: NativeRule = call => {
  const line = call.args.join()
  if (speaksOfUs(call.args, call.setting) || line.includes(DAEMON_PIDS)) return [KILLS_US]
  if (line.includes(ALL_PIDS)) return [KILLS_ALL]
  const names_ = call.args.filter((_arg, i) => /^[/-](im|pid)$/i.test(call.args[i - 1] ?? ''))
  if (call.name !== 'taskkill') names_.push(operands(call)[0] ?? '*')
  const filters = call.args.filter((_arg, i) => /^[/-]fi$/i.test(call.args[i - 1] ?? ''))
  const chosen = names_.some(name => !/^[*?]+(\.exe)?$/.test(name)) || filters.some(one => CHOOSES_SOME.test(one))
  return [
    !chosen && names_.length + filters.length > 0
      ? KILLS_ALL
      : ask('kill.process', 'It ends or signals a process.', 'destroys'),
  ]
}

const registry: NativeRule = call => {
  const verb = (call.args[0] ?? '').toLowerCase()
  const secret = /\\sam\b|\\security\b|\\lsa/i.test(call.args.join(' '))
  if (verb === '' || names('query compare export /?').has(verb)) {
    const target = verb === 'export' ? call.args[2] : undefined
    return [
      target === undefined ? null : writeFinding(pathOf(call, target), call.setting),
      secret ? ask('secrets.read', 'It reads stored credentials of the system.', 'secrets') : null,
    ]
  }
  if (verb === 'save')
    return [ask('secrets.read', 'It copies a part of the registry that can hold credentials.', 'secrets')]
  if (speaksOfUs(call.args, call.setting)) return [STOPS_US]
  return [
    startsByItself(call.args[1] ?? '')
      ? ask('persistence.registry', 'It makes a program start by itself.', 'persistence')
      : SETTINGS,
  ]
}

const schtasks: NativeRule = call => {
  if (/\/query/.test(switches(call)) || call.args.length === 0) return []
  return [speaksOfUs(call.args, call.setting) ? STOPS_US : SCHEDULE]
}

const netsh: NativeRule = call => {
  const line = call.args.join(' ').toLowerCase()
  if (/\b(show|dump)\b/.test(line) && !/\b(set|add|delete|reset)\b/.test(line)) {
    return /key=clear/.test(line) ? [ask('secrets.prints', 'It prints stored passwords.', 'secrets')] : []
  }
  return [/firewall/.test(line) ? ask('network.firewall', 'It changes the firewall.', 'network') : NETWORK]
}

const wmic: NativeRule = call => {
  const line = call.args.join(' ').toLowerCase()
  if (/\b(volume|logicaldisk)\b.*\bcall\s+format\b/.test(line)) return [FORMAT]
  if (/^(\/\S+\s+)*process\s+(delete|call\s+terminate)\b|\bprocess\b.*\bwhere\b.*like\s+['"]?%+['"]?\)?\s/.test(line))
    return [KILLS_ALL]
  if (/\bcall\b.*create|format:\S*(http|\\\\)/.test(line)) return [RUNS]
  if (!/\b(delete|terminate|uninstall|call|set)\b/.test(line)) return []
  return [
    speaksOfUs(call.args, call.setting)
      ? STOPS_US
      : ask('kill.process', 'It ends or removes something of the system.', 'destroys'),
  ]
}

const certutil: NativeRule = call => {
  const line = switches(call)
  if (/urlcache|verifyctl|(^|\s)[-/]url/.test(line)) return [FETCHES]
  if (/decode|encode/.test(line)) return [ask('code.decoded', 'It decodes hidden data into a file.', 'runs-code')]
  return /addstore|delstore|importpfx|exportpfx|repairstore/.test(line)
    ? [ask('secrets.store', 'It changes trusted certificates or copies their keys.', 'secrets')]
    : []
}

const rights: NativeRule = call => {
  const target = call.name === 'attrib' ? call.args.find(arg => !/^([+-][a-z]|\/[sdl])$/i.test(arg)) : operands(call)[0]
  if (target === undefined || (call.name === 'icacls' && call.args.length === 1)) return []
  if (call.name === 'attrib' && !call.args.some(arg => /^[+-][rahsi]/i.test(arg))) return []
  const path = pathOf(call, target)
  if (ownPath(path, call.setting))
    return [deny('hard.self', 'It changes the rights of what belongs to Gatehouse.', 'persistence')]
  return [
    writeFinding(path, call.setting) ??
      (call.name === 'attrib' ? null : ask('system.rights', 'It changes who may use files.', 'privilege')),
  ]
}

const cmdkey: NativeRule = call => {
  if (!/\/(add|delete|generic)/.test(switches(call))) return []
  return [
    speaksOfUs(call.args, call.setting)
      ? deny('hard.self', 'It changes the key that Gatehouse keeps in the keychain.', 'secrets')
      : ask('secrets.store', 'It changes stored passwords.', 'secrets'),
  ]
}

const link: NativeRule = call =>
  asksHelp(call)
    ? []
    : [
        ask('outside.link', 'It makes a link to another place.', 'outside-workspace'),
        ...operands(call).map(word => (ownPath(pathOf(call, word), call.setting) ? STOPS_US : null)),
      ]

/** What it does to software or settings is refused when it is ours. */
const about =
  (rule: NativeRule): NativeRule =>
  call => {
    const found = rule(call)
    return found.length > 0 && speaksOfUs(call.args, call.setting) ? [...found, STOPS_US] : found
  }

const writesLast: NativeRule = call => {
  const target = operands(call).at(-1)
  const remote = operands(call).some(word => /^\\\\(?![.?]\\)/.test(word))
  return [target === undefined ? null : writeFinding(pathOf(call, target), call.setting), remote ? FETCHES : null]
}

const reads: NativeRule = call => operands(call).map(word => readFinding(pathOf(call, word), call.setting))

const each = (list: string, rule: NativeRule): Record<string, NativeRule> =>
  Object.fromEntries([...names(list)].map(name => [name, rule]))

const NATIVE_PROGRAMS: Readonly<Record<string, NativeRule>> = {
  ...each('del erase rd rmdir deltree', removes),
  ...each('copy xcopy move ren rename robocopy replace', transfers),
  ...each('md mkdir', call => operands(call).map(target => writeFinding(pathOf(call, target), call.setting))),
  format: when(/[a-z]:|\/(fs|q|y)\b/, FORMAT),
  diskpart: always(DISK),
  ...each('sc net net1 psservice psservice64', service),
  ...each('taskkill tskill pskill pskill64 pssuspend pssuspend64', taskkill),
  reg: registry,
  schtasks,
  at: always(SCHEDULE),
  netsh: about(netsh),
  route: unless(/^(-4 |-6 )?(print|$)/, ask('network.route', 'It changes where network traffic goes.', 'network')),
  ipconfig: when(/\/(release|renew|flushdns|registerdns|setclassid)/, NETWORK),
  arp: when(/[-/][sd]\b/, NETWORK),
  wmic,
  certutil,
  bitsadmin: unless(/\/(list|info|util|getstate)/, FETCHES),
  ...each('icacls cacls takeown attrib subinacl', rights),
  msiexec: about(when(/[-/](i|x|a|j|package|uninstall|f)|https?:/, SOFTWARE)),
  ...each('dism pkgmgr wusa ocsetup', unless(/get-|checkhealth|scanhealth|\/\?/, SOFTWARE)),
  ...each(
    'bcdedit bcdboot bootsect bootrec bootcfg reagentc',
    unless(/enum|info|^$/, ask('system.boot', 'It changes how the machine starts.', 'persistence')),
  ),
  cipher: when(/\/w/, DELETES),
  ...each(
    'shutdown logoff rwinsta tsdiscon',
    unless(/^\/\?$/, ask('system.power', 'It shuts the machine down or restarts it.', 'destroys')),
  ),
  ...each('runas psexec paexec', call => [
    ask('privilege.other-user', 'It runs as another user or administrator.', 'privilege'),
    speaksOfUs(call.args, call.setting) ? STOPS_US : null,
  ]),
  setx: call => [
    /^path$/i.test(operands(call)[0] ?? '')
      ? ask('environment.path', 'It changes where programs are searched, for good.', 'runs-code', 'persistence')
      : ask('system.settings', 'It changes variables of every later program.', 'persistence'),
  ],
  ...each(
    'assoc ftype',
    when(/=/, ask('persistence.file-types', 'It changes which program opens files.', 'persistence')),
  ),
  mklink: link,
  subst: always(ask('system.mount', 'It attaches a folder as a drive.', 'privilege')),
  cmdkey,
  vaultcmd: unless(/\/list\b/, ask('secrets.store', 'It lists or changes stored passwords.', 'secrets')),
  winget: about(call => {
    // Alone it lists what could be updated.
    if (
      /^(upgrade|update)$/i.test(call.args[0] ?? '') &&
      call.args.slice(1).every(arg => /^--(include-unknown|accept-source-agreements)$/i.test(arg))
    )
      return []
    return always(
      SOFTWARE,
      'list search show find info outdated source export --version --info features validate hash ls download',
    )(call)
  }),
  ...each(
    'choco scoop',
    about(
      always(
        SOFTWARE,
        'list search show find info outdated source export --version --info which status cat config features validate hash ls home bucket checkup depends prefix shim download',
      ),
    ),
  ),
  ...each('expand extrac32 makecab diantz', writesLast),
  sort: call => {
    const target = call.args[call.args.findIndex(arg => /^\/o/i.test(arg)) + 1 || -1]
    const found = reads({ ...call, args: call.args.filter(arg => arg !== target) })
    return [...found, target === undefined ? null : writeFinding(pathOf(call, target), call.setting)]
  },
  ...each('date time', unless(/^(\/t)?$/, SETTINGS)),
  label: unless(/^([a-z]:)?$/, SETTINGS),
  // What it starts is judged by itself.
  forfiles: () => [],
  ...each('sudo gsudo', () => [
    deny('hard.sudo', 'It runs as administrator with sudo, which is never allowed.', 'privilege'),
  ]),
  ...each('type more fc comp', reads),
  ...each('find findstr', call => reads({ ...call, args: operands(call).slice(1) })),
}

/** Programs that look at a file and leave it alone. */
const LOOKS = names('type more findstr find fc comp dir where tree sort copy xcopy')

/** Whether a word is the name of a program of Windows. */
export const isNative = (name: string): boolean => Object.hasOwn(NATIVE_PROGRAMS, name) || BORROWED_BY_NAME.has(name)

/** What is said about a program of Windows; undefined when it is none of them. */
export function nativeFindings(call: NativeCall): Finding[] | undefined {
  const borrowed = borrowedFindings(call)
  const rule = Object.hasOwn(NATIVE_PROGRAMS, call.name) ? NATIVE_PROGRAMS[call.name] : undefined
  if (!rule && !borrowed) return undefined
  const found = [...(rule?.(call) ?? []), ...(borrowed ?? [])].filter(finding => finding !== null)
  // A program of the system that does anything to our files does it to us.
  const named = call.args.map(arg => (isSwitch(arg) ? arg.replace(/^[^:]*:/, '') : arg))
  const touches =
    found.length > 0 && !LOOKS.has(call.name) && named.some(word => ownPath(pathOf(call, word), call.setting))
  return touches ? [...found, STOPS_US] : found
}

const BORROWED_BY_NAME: ReadonlyMap<string, readonly Borrowed[]> = BORROWED.reduce((found, row) => {
  for (const name of names(row.programs)) found.set(name, [...(found.get(name) ?? []), row])
  return found
}, new Map<string, readonly Borrowed[]>())

function borrowedFindings(call: NativeCall): Finding[] | undefined {
  const rows = BORROWED_BY_NAME.get(call.name)
  if (!rows) return undefined
  const line = call.args.join(' ')
  if (asksHelp(call)) return []
  return rows.flatMap(({ finding, when: acts, unless: looks }) =>
    (acts?.test(line) ?? true) && !looks?.test(line) ? [finding] : [],
  )
}
