import type { Call } from '../call.ts'
import { KILLS_ALL, KILLS_US } from '../findings.ts'
import { ask, type Finding } from '../inspector.ts'
import { ALL_PIDS, DAEMON_PIDS } from '../marks.ts'
import { hasOption, names, parseOptions } from '../options.ts'
import { ownPath } from '../tables/files.ts'
import { patternHits } from '../tables/product.ts'

const KILLS = ask('kill.process', 'It ends or signals a process.', 'destroys')

/** Judges `kill`: signal 0 and the list of signals are questions, everything else is an act. */
export function runKill(call: Call): undefined {
  const args = [...call.args]
  if (args.length === 0) return
  if (/^-(l|L|-list|-table)/.test(args[0] ?? '') || args.includes('--help') || args.includes('--version')) return
  const { signal, targets } = splitKill(args)
  if (signal === '0') return
  // `kill -1` alone reads like the mass signal it would be with a signal in front of it.
  if (targets.length === 0 && signal === '1') return call.say(KILLS_ALL) as undefined
  for (const target of targets) {
    if (target.includes(DAEMON_PIDS)) call.say(KILLS_US)
    else if (target.includes(ALL_PIDS) || target === '-1' || /^[\uFDD2\uFDD3]+$/.test(target)) call.say(KILLS_ALL)
  }
  call.say(targetsFromInput(call), KILLS)
}

function splitKill(args: string[]): { signal: string | null; targets: string[] } {
  let signal: string | null = null
  const [first = '', second = ''] = args
  if (/^(-s|-n|--signal)$/.test(first)) {
    signal = second
    args = args.slice(2)
  } else if (/^(-s.|-n.|--signal=)/.test(first)) {
    signal = first.replace(/^(--signal=|-[sn])/, '')
    args = args.slice(1)
  } else if (/^-./.test(first) && first !== '--') {
    signal = first.slice(1)
    args = args.slice(1)
  }
  return { signal: signal?.replace(/^SIG/i, '') ?? null, targets: args.filter(arg => arg !== '--') }
}

/** `pgrep x | xargs kill`: the pids arrive by input. */
function targetsFromInput(call: Call): Finding | null {
  if (!call.inv.via.includes('xargs') && !call.inv.via.includes('parallel')) return null
  const pids = call.inv.input?.pids
  return pids === 'daemon' ? KILLS_US : pids === 'all' ? KILLS_ALL : null
}

/** Judges `pkill`, whose pattern can hit us or everybody. */
export function runPkill(call: Call): undefined {
  const args = call.args.filter(arg => !/^-([0-9]+|SIG[A-Z0-9]+|[A-Z]{3,}[0-9+-]*)$/.test(arg))
  const parsed = parseOptions(args, {
    values: names(
      'u U g G P s t F O signal euid uid group pgroup parent session terminal pidfile older ns nslist runstates r cgroup env A',
    ),
  })
  const product = call.look.setting.product
  const signal = parsed.options.find(option => option.name === 'signal')?.value
  if (hasOption(parsed, 'help', 'V', 'version') || signal === '0' || call.args.includes('-0')) return
  const file = parsed.options.find(option => option.name === 'F' || option.name === 'pidfile')?.value
  if (file?.includes(product.dataFolder)) call.say(KILLS_US)
  const bounded = hasOption(parsed, 'P', 'parent', 'F', 'pidfile', 't', 'terminal', 'g', 's')
  const exact = hasOption(parsed, 'x', 'exact')
  for (const pattern of parsed.operands) {
    const hits = patternHits(exact ? `^(${pattern})$` : pattern, product)
    if (hits === 'daemon') call.say(KILLS_US)
    if (hits === 'all' && !bounded) call.say(KILLS_ALL)
  }
  if (parsed.operands.length === 0 && !bounded)
    call.say(hasOption(parsed, 'v', 'inverse', 'u', 'U', 'euid', 'uid') ? KILLS_ALL : KILLS)
  if (hasOption(parsed, 'v', 'inverse')) call.say(KILLS_ALL)
  call.say(KILLS)
}

/** Judges `killall`: by name, by pattern with `-r`, or everything of a user. */
export function runKillall(call: Call): undefined {
  const args = call.args.filter(arg => !/^-([0-9]+|SIG[A-Z0-9]+|[A-Z]{3,}[0-9+-]*)$/.test(arg))
  const parsed = parseOptions(args, { values: names('s u n y o Z signal user ns younger-than older-than context t c') })
  if (hasOption(parsed, 'l', 'list', 'V', 'version', 'help') || call.args.includes('-0')) return
  const product = call.look.setting.product
  const pattern = hasOption(parsed, 'r', 'regexp', 'm')
  for (const name of parsed.operands) {
    const hits = pattern ? patternHits(name, product) : name.toLowerCase().startsWith(product.cli) ? 'daemon' : null
    if (hits) call.say(hits === 'daemon' ? KILLS_US : KILLS_ALL)
  }
  if (parsed.operands.length === 0 && hasOption(parsed, 'u', 'user')) call.say(KILLS_ALL)
  call.say(targetsFromInput(call), KILLS)
}

/** `skill` and `snice` choose by user, terminal, command or number. */
export function runSkill(call: Call): undefined {
  const parsed = parseOptions(
    call.args.filter(arg => !/^-([0-9]+|[A-Z]{3,}[0-9+]*)$/.test(arg)),
    { values: names('u t p c user tty pid command') },
  )
  if (hasOption(parsed, 'l', 'L', 'n', 'no-action', 'help', 'version')) return
  const who = [...parsed.operands, ...parsed.options.map(({ value }) => value ?? '')]
  const ours = who.some(one => one.toLowerCase().startsWith(call.look.setting.product.cli))
  const { user } = call.look.setting
  const everything = hasOption(parsed, 'u', 'user') || parsed.operands.includes(user)
  const some = hasOption(parsed, 'c', 'command', 'p', 'pid', 't', 'tty')
  call.say(ours ? KILLS_US : everything && !some ? KILLS_ALL : KILLS)
}

/** Programs that end whoever listens on a port, owns a window or is picked from a list. */
export const runKillsSome = (call: Call): undefined => call.say(KILLS) as undefined

/** `slay` ends all that a user runs. */
export function runSlay(call: Call): undefined {
  const whom = call.args.filter(arg => !arg.startsWith('-'))
  call.say(whom.length > 0 ? KILLS_ALL : KILLS)
}

/** `killall5` signals everything but its own session. */
export const runKillall5 = (call: Call): undefined => call.say(KILLS_ALL) as undefined

/** `fuser -k` ends whoever uses a file or port. */
export function runFuser(call: Call): undefined {
  if (!call.args.some(arg => /^-[a-zA-Z]*k/.test(arg) || arg === '--kill')) return
  const { setting } = call.look
  if (call.args.some(arg => call.path(arg).includes(setting.product.dataFolder) || ownPath(call.path(arg), setting)))
    call.say(KILLS_US)
  call.say(KILLS)
}
