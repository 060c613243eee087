import type { Call, Rule } from '../call.ts'
import { KILLS_ALL, NETWORK, SETTINGS, STOPS_US } from '../findings.ts'
import { ask, deny, type Finding } from '../inspector.ts'
import { hasGlob, isDynamic } from '../marks.ts'
import { hasOption, names } from '../options.ts'
import { isBelow, isRawDevice, isSystem, isTemporary, worstTarget } from '../paths.ts'
import { holdsOwnData, ownPath, secretFile, writeFinding } from '../tables/files.ts'

const SERVICE = ask('persistence.service', 'It changes services of the system.', 'persistence')

const looksAt = (list: string): ReadonlySet<string> => names(list)

const SYSTEMCTL_LOOKS = looksAt(
  'status show cat list-units list-unit-files list-timers list-sockets list-dependencies list-jobs list-machines list-paths list-automounts is-active is-enabled is-failed is-system-running help get-default show-environment',
)

function runSystemctl(call: Call): undefined {
  const parsed = call.parse({
    values: names('t H M n o p s root type state property signal host machine lines output kill-whom job-mode'),
  })
  const verb = parsed.operands[0]
  if (verb === undefined || SYSTEMCTL_LOOKS.has(verb) || hasOption(parsed, 'version', 'help')) return
  // A user's own slice and manager hold everything that user runs.
  if (
    /^(stop|kill|restart|freeze)$/.test(verb) &&
    parsed.operands.some(unit => /^(user(@|-)\d*\S*|user\.slice)$/.test(unit))
  )
    call.say(KILLS_ALL)
  call.say(SERVICE)
}

const SERVICE_LOOKS = looksAt('status --status-all list info describe')

/** `service NAME VERB`, `rc-service NAME VERB`, `sv VERB NAME`. */
function runService(call: Call): undefined {
  if (
    call.args.length === 0 ||
    call.args.some(arg => SERVICE_LOOKS.has(arg) || arg === '--help' || arg === '--version')
  )
    return
  call.say(SERVICE)
}

const LAUNCHCTL_LOOKS = looksAt(
  'list print print-disabled blame dumpstate version help getenv managerpid manageruid managername procinfo hostinfo limit error',
)

function runLaunchctl(call: Call): undefined {
  const [verb] = call.args
  if (verb === undefined || LAUNCHCTL_LOOKS.has(verb)) return
  if (verb === 'bootout' && /^(gui|user|login)\/\d+\/?$/.test(call.args[1] ?? '')) call.say(KILLS_ALL)
  call.say(SERVICE)
}

const ROUTE_LOOKS = looksAt('show list ls get s l sh')

function runIp(call: Call): undefined {
  const parsed = call.parse({
    values: names('n f netns family rc rcvbuf b batch l loops'),
    stops: true,
    oneDash: true,
    exact: true,
  })
  if (parsed.options.some(option => option.name === 'b' || option.name === 'batch'))
    return call.say(NETWORK) as undefined
  const [object = '', verb] = parsed.operands
  if (object === 'netns' && verb === 'exec') {
    call.inner(parsed.operands.slice(3))
    call.say(ask('privilege.namespace', 'It enters another network namespace.', 'privilege'))
    return
  }
  if (
    verb === undefined ||
    ROUTE_LOOKS.has(verb) ||
    object === 'monitor' ||
    object === 'help' ||
    verb === 'help' ||
    verb === 'identify' ||
    verb === 'pids'
  )
    return
  // `ip addr dev eth0` only shows, too.
  if (/^(dev|up|scope|label|to|type|table|default|all)$/.test(verb) && parsed.operands.length <= 4) return
  call.say(NETWORK)
}

function runIfconfig(call: Call): undefined {
  const words = call.args.filter(arg => !/^-[a-z]$/.test(arg))
  if (words.length <= 1) return
  call.say(NETWORK)
}

function runRoute(call: Call): undefined {
  const words = call.args.filter(arg => !/^-[a-zA-Z0-9]+$/.test(arg))
  if (words.length === 0 || words[0] === 'get' || words[0] === 'monitor' || words[0]?.toLowerCase() === 'print') return
  call.say(ask('network.route', 'It changes where network traffic goes.', 'network'))
}

function runArp(call: Call): undefined {
  if (call.args.some(arg => /^-[sdf]/.test(arg))) call.say(NETWORK)
}

function runHostname(call: Call): undefined {
  if (call.args.some(arg => !arg.startsWith('-')) || call.args.some(arg => /^-(F|-file)/.test(arg)))
    call.say(ask('system.settings', 'It changes the name of the machine.', 'persistence'))
}

function runDate(call: Call): undefined {
  const parsed = call.parse({ values: names('d f r s I date file reference set rfc-3339') })
  const sets = hasOption(parsed, 's', 'set') || parsed.operands.some(word => /^\d{8,}(\.\d\d)?$/.test(word))
  if (sets) call.say(ask('system.clock', 'It changes the clock.', 'persistence'))
}

const actsWith =
  (words: string, finding: Finding): Rule =>
  call => {
    const acts = names(words)
    if (call.args.some(arg => acts.has(arg))) call.say(finding)
  }

function runSysctl(call: Call): undefined {
  if (
    call.args.some(arg => /^(-w|--write|-p|--load|--system)/.test(arg) || (arg.includes('=') && !arg.startsWith('-')))
  ) {
    call.say(ask('system.kernel', 'It changes settings of the running system.', 'privilege'))
  }
}

/** `chmod`, `chown`, `chgrp`: harmless on files of the project, not on the system, a home or credentials. */
function runPermissions(call: Call): undefined {
  const parsed = call.parse({ values: names('from reference') })
  // A mode such as `-x` looks like an option.
  const modeFirst = call.name === 'chmod' && call.args.find(arg => /^[-+=]?[rwxXstugo]+[-+=]?/.test(arg))
  const referenced = hasOption(parsed, 'reference')
  const operands = [...parsed.operands]
  const mode =
    referenced || (typeof modeFirst === 'string' && modeFirst.startsWith('-') && !operands.includes(modeFirst))
      ? (modeFirst ?? '')
      : (operands.shift() ?? '')
  const recursive = hasOption(parsed, 'R', 'recursive')
  if (call.name === 'chmod' && setsIdentity(String(mode))) {
    call.say(ask('privilege.setuid', 'It makes a program run with the rights of its owner.', 'privilege'))
  }
  for (const target of operands) permissionTarget(call, target, recursive)
}

const setsIdentity = (mode: string): boolean => /^0?[2467]\d{3}$/.test(mode) || /(^|,)[ugoa]*[+=][rwxXt]*s/.test(mode)

function permissionTarget(call: Call, target: string, recursive: boolean): void {
  const { setting } = call.look
  const path = call.path(target)
  if (ownPath(path, setting) || (recursive && holdsOwnData(path, setting))) {
    call.say(deny('hard.self', 'It changes the rights of what belongs to Gatehouse.', 'persistence'))
    return
  }
  if (isRawDevice(path)) call.say(ask('privilege.device', 'It changes who may use a device.', 'privilege'))
  if (/(^|\/)\.git\/hooks\//.test(path))
    call.say(ask('persistence.startup-file', 'It lets a hook of git run by itself later.', 'persistence'))
  const worst = worstTarget(path, setting)
  if (worst && (recursive || hasGlob(path)))
    call.say(ask('system.rights', `It changes the rights of ${worst}.`, 'destroys'))
  else if (isBelow(path, setting.workspace) || isTemporary(path)) return
  else if (isSystem(path)) call.say(ask('system.rights', 'It changes the rights of system files.', 'privilege'))
  else if (secretFile(path, setting)) {
    call.say(ask('secrets.rights', 'It changes who may read credentials.', 'secrets'))
  } else if (!isDynamic(path))
    call.say(ask('outside.rights', 'It changes the rights of files outside the workspace.', 'outside-workspace'))
}

const LOGINCTL_LOOKS = looksAt(
  'list-sessions list-users list-seats session-status user-status seat-status show-session show-user show-seat',
)

/** `of=` of the kin of dd. */
function rawTarget(call: Call): undefined {
  for (const arg of call.args) {
    const target = /^(?:of|hof|ofs)=(.*)$/s.exec(arg)?.[1]
    if (target !== undefined) call.say(writeFinding(call.path(target), call.look.setting))
  }
}

const FORMATS = deny('hard.format', 'It erases or formats a disk.', 'destroys')

/** Programs that format what they are given; on a file it is only a file. */
const formats =
  (verbs?: RegExp): Rule =>
  call => {
    const acts = verbs === undefined || call.args.some(arg => verbs.test(arg))
    if (acts && call.args.some(arg => isRawDevice(call.path(arg)))) call.say(FORMATS)
  }

/** `defaults write FILE KEY …` changes a file of settings, which may be what starts Gatehouse. */
function runDefaults(call: Call): undefined {
  const [verb = '', domain = ''] = call.args.filter(arg => !/^-(currentHost|host)$/.test(arg))
  if (!/^(write|delete|import|rename|delete-all)$/.test(verb)) return
  const { setting } = call.look
  const ours =
    setting.product.units.some(unit => domain.includes(unit)) ||
    domain.toLowerCase().includes(`.${setting.product.cli}`)
  if (ours || ownPath(call.path(domain), setting)) call.say(STOPS_US)
}

/** The operands are changed when one of these options is given. */
function changesOperands(call: Call, acts: RegExp): void {
  if (!call.args.some(arg => acts.test(arg))) return
  for (const arg of call.args)
    if (/^[~/.]|\//.test(arg)) {
      const finding = writeFinding(call.path(arg), call.look.setting)
      if (finding?.verdict === 'deny' || finding?.ruleId === 'persistence.startup-file') call.say(finding)
    }
}

/** What is put over our own files hides them; what is taken off may be them. */
const coversOurs: Rule = call => {
  for (const arg of call.args)
    if (/^[~/.]/.test(arg) && ownPath(call.path(arg), call.look.setting))
      call.say(deny('hard.self', 'It hides or changes what belongs to Gatehouse.', 'persistence'))
}

/** Special rights of our own program and data are nobody's to change. */
const changesRights: Rule = call => {
  for (const arg of call.args)
    if (!arg.startsWith('-') && ownPath(call.path(arg), call.look.setting))
      call.say(deny('hard.self', 'It changes the rights of what belongs to Gatehouse.', 'persistence'))
}

/** `PlistBuddy -c 'Set …' FILE`. */
function runPlistBuddy(call: Call): undefined {
  if (!call.args.some(arg => /^\s*(add|set|delete|clear|copy|merge|import|revert|save)\b/i.test(arg))) return
  for (const arg of call.args)
    if (/\//.test(arg) && !/\s/.test(arg)) call.say(writeFinding(call.path(arg), call.look.setting))
}

/** Rules for the parts of the system: services, network, clock, rights. */
export const SYSTEM_RULES: Readonly<Record<string, Rule>> = {
  systemctl: runSystemctl,
  service: runService,
  'rc-service': runService,
  sv: runService,
  's6-svc': call => {
    call.say(SERVICE)
  },
  initctl: runService,
  supervisorctl: runService,
  launchctl: runLaunchctl,
  loginctl: call => {
    const verb = call.args.find(arg => !arg.startsWith('-'))
    if (verb === 'terminate-user' || verb === 'kill-user') call.say(KILLS_ALL)
    if (verb !== undefined && !LOGINCTL_LOOKS.has(verb))
      call.say(ask('privilege.sessions', 'It changes login sessions.', 'privilege'))
  },
  hostnamectl: actsWith(
    'set-hostname hostname set-icon-name set-chassis',
    ask('system.settings', 'It changes the name of the machine.', 'persistence'),
  ),
  timedatectl: actsWith(
    'set-time set-timezone set-local-rtc set-ntp',
    ask('system.clock', 'It changes the clock.', 'persistence'),
  ),
  localectl: actsWith('set-locale set-keymap set-x11-keymap', SETTINGS),
  hwclock: actsWith('-w -s --systohc --hctosys --set', ask('system.clock', 'It changes the clock.', 'persistence')),
  journalctl: call => {
    if (call.args.some(arg => /^--(vacuum|rotate|flush|sync|relinquish|setup-keys)/.test(arg)))
      call.say(ask('destroys.traces', 'It removes records of what happened.', 'destroys'))
  },
  dmesg: call => {
    if (call.args.some(arg => /^(-C|-c|--clear|--read-clear|-[DEn]|--console)/.test(arg)))
      call.say(ask('destroys.traces', 'It removes records of what happened.', 'destroys'))
  },
  ip: runIp,
  ifconfig: runIfconfig,
  route: runRoute,
  arp: runArp,
  hostname: runHostname,
  domainname: runHostname,
  date: runDate,
  sysctl: runSysctl,
  chmod: runPermissions,
  chown: runPermissions,
  chgrp: runPermissions,
  virsh: actsWith(
    'destroy undefine shutdown reboot delete vol-delete pool-destroy pool-delete net-destroy snapshot-delete',
    ask('destroys.machine', 'It stops or removes a virtual machine.', 'destroys'),
  ),
  vboxmanage: actsWith(
    'unregistervm controlvm closemedium',
    ask('destroys.machine', 'It stops or removes a virtual machine.', 'destroys'),
  ),
  diskutil: call => {
    const [verb = ''] = call.args
    if (
      /^(erase|partitionDisk|reformat|zeroDisk|randomDisk|secureErase)/i.test(verb) ||
      (/^(apfs|cs|coreStorage)$/i.test(verb) && /^(delete|erase)/i.test(call.args[1] ?? ''))
    ) {
      call.say(deny('hard.format', 'It erases or formats a disk.', 'destroys'))
    } else if (!/^(list|info|activity|listFilesystems|apfs)$/i.test(verb))
      call.say(ask('destroys.disk', 'It changes disks or partitions.', 'destroys'))
  },
  hdiutil: actsWith(
    'create attach detach convert resize burn',
    ask('system.mount', 'It attaches, changes or writes a disk image.', 'privilege'),
  ),
  cryptsetup: call => {
    if (!call.args.some(arg => /^(luksFormat|erase|luksErase)$/.test(arg))) return
    call.say(ask('destroys.disk', 'It formats an encrypted volume.', 'destroys'))
    formats()(call)
  },
  mkswap: formats(),
  zpool: formats(/^(create|add|replace|labelclear)$/),
  nvme: formats(/^(format|sanitize)$/),
  sg_format: formats(),
  hdparm: formats(/^--security-erase/),
  dcfldd: call => rawTarget(call),
  dc3dd: call => rawTarget(call),
  defaults: runDefaults,
  smartctl: actsWith(
    '-s --smart -o --offlineauto -S --saveauto',
    ask('destroys.disk', 'It changes disks or partitions.', 'destroys'),
  ),
  mount: coversOurs,
  umount: coversOurs,
  patch: coversOurs,
  plistbuddy: runPlistBuddy,
  codesign: call => changesOperands(call, /^(--remove-signature|-s|--sign|-f|--force)$/),
  xattr: call => {
    changesOperands(call, /^-[a-z]*[cdw]/)
    if (call.args.some(arg => /quarantine/.test(arg)) && call.args.some(arg => /^-[a-z]*[dw]/.test(arg)))
      call.say(ask('system.settings', 'It takes the mark of a downloaded file away.', 'persistence'))
  },
  setfacl: changesRights,
  setfattr: changesRights,
  chattr: changesRights,
  chflags: changesRights,
  chcon: changesRights,
  setcap: changesRights,
  profiles: actsWith('install -I remove -R -D renew', SETTINGS),
  fdesetup: actsWith(
    'enable disable add remove changerecovery removerecovery authrestart sync',
    ask('destroys.disk', 'It changes how disks are encrypted.', 'destroys'),
  ),
}
