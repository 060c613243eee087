import { runText } from '../builtins.ts'
import type { Call, Rule } from '../call.ts'
import { guess } from '../code/vim-commands.ts'
import { KILLS_US } from '../findings.ts'
import { ask, type Stream } from '../inspector.ts'
import { DAEMON_PIDS } from '../marks.ts'
import { hasOption, names, optionValue } from '../options.ts'
import { writeFinding } from '../tables/files.ts'

const BACKGROUND = ask('persistence.detached', 'It starts something that outlives this session.', 'persistence')
const TYPES = ask('code.types', 'It types into another terminal, where text becomes a command.', 'runs-code')

const TMUX_STARTS =
  /^(new|new-session|neww|new-window|splitw|split-window|respawn-pane|respawnp|respawn-window|respawnw|popup|display-popup|run|run-shell|if|if-shell|pipe-pane|pipep)$/

/** Options that take a value; the same letter is a flag of another verb. */
const TMUX_VALUES: readonly (readonly [RegExp, string])[] = [
  [/^(splitw|split-window)$/, 'c e F l p t'],
  [/^(popup|display-popup)$/, 'b c d e h s S t T w x y'],
  [/^(run|run-shell)$/, 'c d t'],
  [/^(if|if-shell)$/, 't'],
]

/** `tmux`: looking is silent, the command of a new pane is judged, typing into one asks. */
function runTmux(call: Call): Stream | undefined {
  const globals = call.parse({ values: names('L S f c T'), stops: true })
  const [verb = '', ...rest] = globals.operands
  if (/^(send|send-keys|set-hook|bind|bind-key|source|source-file|paste-buffer|pasteb|command-prompt)$/.test(verb))
    call.say(TYPES)
  if (/^(send|send-keys)$/.test(verb)) typed(call, rest)
  if (/^(kill-server|kill-session|kill-window|kill-pane|killp|killw)$/.test(verb))
    call.say(ask('kill.process', 'It ends programs in other terminals.', 'destroys'))
  if (!TMUX_STARTS.test(verb)) return undefined
  const values = names(TMUX_VALUES.find(([verbs]) => verbs.test(verb))?.[1] ?? 'c e F f n s t x y')
  const at = rest.findIndex(
    (word, i) =>
      !word.startsWith('-') &&
      !(i > 0 && values.has((rest[i - 1] ?? '').replace(/^-.*(?=.$)/, '')) && /^-/.test(rest[i - 1] ?? '')),
  )
  if (at < 0) return undefined
  return runText(call, rest.slice(at).join(' '), `tmux ${verb}`)
}

/** Names of keys among the words that are typed. */
const KEY = /^(Enter|C-[a-z]|M-.|Space|Tab|Escape|BSpace|KPEnter|\^[A-Z])$/

/** What is typed into a terminal becomes a command there: each text alone, and all of them as one line. */
function typed(call: Call, words: readonly string[]): void {
  const texts = words.map(word => (word === 'Space' ? ' ' : word)).filter(word => !KEY.test(word))
  const all = [...texts, texts.join(''), texts.join(' ')].flatMap(text =>
    text.replace(/\\[nr]|\\0?15|\^M/g, '\n').split(/[\r\n]+/),
  )
  for (const text of new Set(all)) if (text.trim() !== '') guess(text, call)
}

/** Other programs that type for a person, with the verb behind which the text stands. */
const types =
  (verb: RegExp): Rule =>
  call => {
    const at = call.args.findIndex(arg => verb.test(arg))
    if (at < 0) return
    call.say(TYPES)
    typed(
      call,
      call.args.slice(at + 1).filter(arg => !arg.startsWith('-')),
    )
  }

function runScreen(call: Call): Stream | undefined {
  const parsed = call.parse({ values: names('S c e h p s t T X D_ r_'), stops: true })
  if (parsed.options.some(option => option.name === 'X')) {
    call.say(TYPES)
    typed(call, call.args.slice(call.args.findIndex(arg => /^-[a-zA-Z]*X/.test(arg)) + 2))
    return undefined
  }
  return parsed.operands.length > 0 ? call.inner(parsed.operands) : undefined
}

/** `fd -x`: like `find -exec`. */
function runFd(call: Call): Stream | undefined {
  const at = call.args.findIndex(arg => /^(-[a-zA-Z]*[xX]|--exec|--exec-batch)$/.test(arg))
  if (at < 0) return undefined
  const words = call.args.slice(at + 1).filter(word => word !== ';')
  // Options that show more do not narrow.
  const [pattern = '', ...roots] = call.args
    .slice(0, at)
    .filter(arg => !/^(-[HIuL]+|--hidden|--no-ignore(-vcs)?|--unrestricted|--follow|-a|-p|--absolute-path)$/.test(arg))
  // A pattern that every name fits, and nothing that narrows: what is done is done to the folders themselves.
  if (/^(\.\*?|\^|\*)?$/.test(pattern) && roots.every(root => !root.startsWith('-')))
    for (const root of roots) {
      const argv = words.some(word => /\{\}/.test(word))
        ? words.map(word => word.replaceAll('{}', () => root))
        : [...words, root]
      call.look.suppose({ ...call.inv, argv, input: null, written: null })
    }
  return words.length > 0
    ? call.inner(
        words.map(word => word.replaceAll(/\{[./]*\}/g, '\uFDD0')),
        { input: null },
        'fd -x',
      )
    : undefined
}

function runEntr(call: Call): Stream | undefined {
  const parsed = call.parse({ values: new Set(), stops: true })
  if (parsed.options.some(option => option.name === 's')) return runText(call, parsed.operands[0] ?? '', 'entr -s')
  return parsed.operands.length > 0 ? call.inner(parsed.operands, { input: null }) : undefined
}

/** `perl -i` and `ruby -i` rewrite the files they are given. */
const inPlace: Rule = call => {
  const edits = call.args.some(
    (arg, i) => /^-[a-zA-Z0]*i/.test(arg) && !/^-[IM]/.test(arg) && !/^-[em]$/.test(call.args[i - 1] ?? ''),
  )
  if (!edits) return
  for (const arg of call.args)
    if (!arg.startsWith('-') && !/\s/.test(arg)) call.say(writeFinding(call.path(arg), call.look.setting))
}

const BWRAP_TWO = names(
  'bind bind-try ro-bind ro-bind-try dev-bind dev-bind-try symlink setenv file bind-data ro-bind-data chmod overlay',
)
const BWRAP_ONE = names(
  'proc dev tmpfs mqueue dir chdir unsetenv uid gid hostname lock-file sync-fd seccomp size perms remount-ro userns userns2 pidns info-fd json-status-fd block-fd exec-label file-label cap-add cap-drop args argv0 overlay-src tmp-overlay ro-overlay add-seccomp-fd',
)

/** `bwrap` ends its options at the first word that belongs to none. */
function runBwrap(call: Call): Stream | undefined {
  let i = 0
  while (i < call.args.length && call.args[i]?.startsWith('-')) {
    const name = (call.args[i] ?? '').replace(/^--/, '')
    if (name === '') {
      i++
      break
    }
    i += BWRAP_TWO.has(name) ? 3 : BWRAP_ONE.has(name) ? 2 : 1
  }
  return i < call.args.length ? call.inner(call.args.slice(i)) : undefined
}

/** `gdb --args program …` starts the program. */
function runGdb(call: Call): Stream | undefined {
  const at = call.args.findIndex(arg => arg === '--args' || arg === '-args')
  if (call.args.some(arg => arg === '-p' || arg === '--pid' || arg === '-pid'))
    call.say(ask('privilege.attaches', 'It looks into a running program.', 'privilege'))
  return at < 0 ? undefined : call.inner(call.args.slice(at + 1))
}

/** Every operand is a shell text; `npm:name` is a script of the project. */
function runConcurrently(call: Call): Stream | undefined {
  const { operands } = call.parse({
    values: names(
      'n c p k names prefix-colors prefix max-processes success timings kill-signal restart-tries restart-after',
    ),
  })
  for (const text of operands) if (!/^(npm|pnpm|yarn|bun|node|deno):/.test(text)) runText(call, text, call.name)
  return undefined
}

/** Files that a desktop starts instead of showing them. */
const STARTED_BY_OPENING =
  /\.(desktop|sh|command|app|exe|bat|cmd|jar|appimage|run|pkg|dmg|deb|rpm|msi|scpt|workflow|terminal|py|pl|rb)\/?$/i

const opens: Rule = call => {
  if (call.args.some(arg => STARTED_BY_OPENING.test(arg)))
    call.say(ask('code.opens', 'It opens a file with whatever program belongs to it.', 'runs-code'))
}

const STARTS_ANYTHING = ask('code.option', 'Its words are read as a command.', 'runs-code')

const readsDebugger: Rule = call => {
  if (call.inv.input?.text != null) return readsCommands(/^\s*(shell|!|python|pipe|\|)/m)(call)
}

/** Programs that stop, limit or change the process whose number they are given, when it is ours. */
const holdsUs =
  (rule?: Rule): Rule =>
  call => {
    const ours = call.args.some(arg => arg.includes(DAEMON_PIDS))
    if (ours) call.say(KILLS_US)
    return rule?.(call)
  }

/** Looking into a program that runs shows what it holds. */
const attaches: Rule = call => {
  if (call.args.some(arg => /^(-p\d*|--attach(=.*)?)$/.test(arg)))
    call.say(ask('privilege.attaches', 'It looks into a running program.', 'privilege'))
}

/** A command of the shell in the language of a line editor or a calculator. */
const BEHIND_BANG = /(?:^|[;|])\s*[\d,$.%;]*\s*(?:[rwe]\s*)?(?:\\?!|(?:shell|system)\s)\s*(.+)$/gm

/** Line editors and macro processors run commands that arrive on their input. */
const readsCommands =
  (starts: RegExp): Rule =>
  call => {
    const text = call.inv.input?.text
    if (text == null) {
      if (call.inv.input?.from === 'pipe')
        call.say(ask('code.from-input', 'It may run commands from text that is not visible.', 'runs-code'))
      return
    }
    for (const [, line = ''] of text.matchAll(BEHIND_BANG)) guess(line, call)
    for (const [, line = ''] of text.matchAll(/\b(?:e?syscmd|system)\s*\(\s*[`'"]*([^`'")\n]+)/g)) guess(line, call)
    const writes = /^[\s\d,$.%:;]*(?:w|W|wq|wq!|w!|x|xit|update)(?:\s|$)|\|\s*(?:w|wq|x)\b/m.test(text)
    if (writes)
      for (const file of call.args) if (!/^[-+]/.test(file)) call.say(writeFinding(call.path(file), call.look.setting))
    if (starts.test(text))
      call.say(ask('code.option', `The text makes ${call.name} start another program.`, 'runs-code'))
  }

/** `vim -es` reads its commands from its input, as `ex` does. */
const lineMode: Rule = call => {
  if (call.inv.input && call.args.some(arg => /^-[eE]s?$/.test(arg)))
    readsCommands(/!|system\(|\bpy|\blua|\bperl|\bruby|\bsource\b|\bso\b/)(call)
}

/** One program that is all of them: the first word, or an option, says which. */
const runCoreutils: Rule = call => {
  const [first = '', ...rest] = call.args
  const chosen = /^--coreutils-prog(?:-shebang)?=(.*)$/.exec(first)?.[1]
  const words = chosen === undefined ? call.args : [chosen, ...rest]
  return words[0] === undefined || words[0].startsWith('-') ? undefined : call.inner(words)
}

/** The program that is started as a service, with the words behind the dashes. */
const runStartStop: Rule = call => {
  const at = call.args.indexOf('--')
  const parsed = call.parse({
    values: names('n x a p u c s R g N d r exec startas name pidfile user chuid signal retry chdir chroot group'),
    flags: names('start stop'),
  })
  const program = optionValue(parsed, 'startas', 'a', 'exec', 'x')
  if (program != null && hasOption(parsed, 'S', 'start'))
    call.inner([program, ...(at < 0 ? [] : call.args.slice(at + 1))])
}

/** Jobs that run later or elsewhere: the text of a known job is judged too. */
const later: Rule = call => {
  call.say(BACKGROUND)
  if (call.inv.input?.text != null) call.shell(call.inv.input.text, call.name)
  const file = optionValue(call.parse({ values: names('f q t') }), 'f')
  if (file != null) call.look.runsScript(call.path(file))
}

/** A table of jobs that arrives as text: what stands behind the time of each is judged as if it ran now. */
const table: Rule = call => {
  for (const line of call.inv.input?.text?.split('\n').slice(0, 50) ?? []) {
    const job = /^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+(\S.*)$/.exec(line)?.[1]
    if (job !== undefined) call.shell(job, 'crontab')
  }
}

/** Rules of terminals, watchers and schedulers. */
export const TERMINAL_RULES: Readonly<Record<string, Rule>> = {
  tmux: runTmux,
  byobu: runTmux,
  screen: runScreen,
  coreutils: runCoreutils,
  task: call => {
    const at = call.args.findIndex(arg => /^exec(ute)?$/.test(arg))
    return at < 0 ? undefined : runText(call, call.args.slice(at + 1).join(' '), 'task execute')
  },
  // It hands its word to a shell as it is.
  'xdg-user-dir': call => (call.args.some(arg => /[;|&`$}]/.test(arg)) ? call.say(STARTS_ANYTHING) : undefined),
  gdb: holdsUs(call => {
    readsDebugger(call)
    return runGdb(call)
  }),
  lldb: holdsUs(call => {
    readsDebugger(call)
    return attaches(call)
  }),
  strace: holdsUs(attaches),
  ltrace: holdsUs(attaches),
  ...Object.fromEntries(['prlimit', 'renice', 'cpulimit', 'criu', 'reptyr', 'gcore'].map(name => [name, holdsUs()])),
  'start-stop-daemon': runStartStop,
  xdotool: types(/^(type|key)$/),
  ydotool: types(/^type$/),
  dotool: types(/^type$/),
  wtype: call => typed(call, call.args),
  wezterm: types(/^send-text$/),
  kitten: types(/^send-text$/),
  kitty: types(/^send-text$/),
  zellij: types(/^write-chars$/),
  fd: runFd,
  fdfind: runFd,
  entr: runEntr,
  perl: inPlace,
  ruby: inPlace,
  bwrap: runBwrap,
  concurrently: runConcurrently,
  ed: readsCommands(/^\s*([\d,$.;]*)\s*([rwe]\s*)?!/m),
  red: readsCommands(/^\s*([\d,$.;]*)\s*([rwe]\s*)?!/m),
  ...Object.fromEntries(['vim', 'vi', 'nvim', 'view'].map(name => [name, lineMode] as const)),
  ex: readsCommands(/!|system\(|\bpy|\blua|\bperl|\bruby|\bsource\b|\bso\b/),
  ftp: readsCommands(/^\s*!/m),
  m4: readsCommands(/\b(syscmd|esyscmd|include|sinclude)\b/),
  dc: readsCommands(/!/),
  tdbtool: readsCommands(/!/),
  pic: readsCommands(/\bsh\b/),
  'xdg-open': opens,
  open: opens,
  'gio-launch': opens,
  'kde-open': opens,
  'gnome-open': opens,
  'exo-open': opens,
  crontab: table,
  at: later,
  batch: later,
}
