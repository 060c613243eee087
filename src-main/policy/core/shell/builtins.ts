import { calculates } from './calculates.ts'
import type { Call, Rule } from './call.ts'
import { JUST_WRITTEN } from './findings.ts'
import { formatted } from './format.ts'
import { ask, type Stream, silentStream, textStream, unknownStream } from './inspector.ts'
import { FETCHED, isDynamic, isLiteral, SUBSTITUTED_FILE, UNKNOWN_TEXT, withoutMarks } from './marks.ts'
import { names, parseOptions } from './options.ts'
import { absolute, isTemporary } from './paths.ts'
import { readLines, readVariables } from './read-variables.ts'
import { runKill } from './rules/kill.ts'
import type { Scope } from './scope.ts'
import { environmentFinding } from './tables/environment-variables.ts'

/** What the shell does itself: commands that change its memory, or start other commands. */
export const BUILTINS: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...['cd', 'chdir', 'pushd', 'z'].map(name => [name, changeFolder] as const),
  [
    'popd',
    call => {
      call.inv.scope.cwd = UNKNOWN_TEXT
    },
  ],
  ...['export', 'declare', 'typeset', 'local', 'readonly', 'integer', 'float'].map(name => [name, declare] as const),
  [
    'unset',
    call => {
      calculates(call, call.args)
      for (const name of call.args) call.inv.scope.vars.set(name, { texts: [''] })
    },
  ],
  ['set', setParameters],
  ['shift', shift],
  ['read', readVariables],
  ...['mapfile', 'readarray'].map(name => [name, readLines] as const),
  [
    'getopts',
    call => {
      for (const name of call.args.slice(1, 2)) call.inv.scope.forget(name)
    },
  ],
  ['alias', defineAlias],
  [
    'unalias',
    call => {
      for (const name of call.args) call.inv.scope.aliases.delete(name)
    },
  ],
  ['trap', trap],
  ['eval', evaluate],
  ...['source', '.'].map(name => [name, sourceFile] as const),
  ['exec', execute],
  ['command', commandWord],
  ['builtin', call => (call.args.length > 0 ? call.inner(call.args) : undefined)],
  ...['noglob', 'nocorrect', '-'].map(
    name => [name, (call: Call) => (call.args.length > 0 ? call.inner(call.args) : undefined)] as const,
  ),
  ['repeat', call => call.inner(call.args.slice(1).filter(word => word !== '{' && word !== '}'))],
  ['coproc', call => (call.args.length > 0 ? call.inner(call.args) : undefined)],
  [
    'enable',
    call => {
      if (call.args.includes('-f')) call.say(ask('code.loads-library', 'It loads code into the shell.', 'runs-code'))
    },
  ],
  [
    'hash',
    call => {
      if (!call.args.includes('-p')) return
      call.say(ask('code.rebinds-name', 'It makes a name start another program.', 'runs-code'))
      const [path, name] = call.args.slice(call.args.indexOf('-p') + 1)
      if (path !== undefined && name !== undefined) call.inv.scope.aliases.set(name, path)
    },
  ],
  ['complete', call => completion(call)],
  [
    'bind',
    call => {
      if (call.args.some(arg => arg.includes('x')))
        call.say(ask('code.key-binding', 'It binds a key to a command.', 'runs-code'))
    },
  ],
  [
    'zmodload',
    call => {
      if (call.args.length > 0 && !call.args.includes('-L'))
        call.say(ask('code.loads-library', 'It loads code into the shell.', 'runs-code'))
    },
  ],
  ['autoload', () => undefined],
  // `sched +1 command` of zsh.
  ['sched', call => (call.args.length > 1 ? call.inner(call.args.slice(1).filter(word => word !== '-o')) : undefined)],
  [
    'funcsave',
    call => {
      call.say(ask('persistence.startup-file', 'It keeps a function that every later shell knows.', 'persistence'))
    },
  ],
  [
    'emulate',
    call => {
      const at = call.args.indexOf('-c')
      return at < 0 ? undefined : runText(call, call.args[at + 1] ?? '', 'emulate -c')
    },
  ],
  ['printf', printInto],
  ['let', call => calculates(call, call.args)],
  ['kill', call => runKill(call)],
  [
    'fc',
    call => {
      if (!call.args.includes('-l')) call.say(ask('dynamic.history', 'It runs an earlier command again.', 'unknown'))
    },
  ],
  [
    'history',
    call => {
      if (call.args.some(arg => /^-[cwad]/.test(arg)))
        call.say(ask('destroys.history', 'It changes the history of the shell.', 'destroys'))
    },
  ],
  ['ulimit', () => silentStream()],
  ['umask', () => silentStream()],
  ['test', tests],
  ['[', tests],
  ['wait', call => calculates(call, optionOf(call, '-p'))],
])

/** `test -v` looks a variable up, subscript and all. */
function tests(call: Call): Stream {
  calculates(call, [...optionOf(call, '-v'), ...optionOf(call, '-R')])
  return silentStream()
}

/** The word behind an option. */
function optionOf(call: Call, option: string): string[] {
  const at = call.args.indexOf(option)
  return at < 0 ? [] : call.args.slice(at + 1, at + 2)
}

function changeFolder(call: Call): Stream {
  const { operands } = parseOptions(call.args, { values: new Set() })
  const { scope } = call.inv
  const [target] = operands
  const left = scope.cwd
  if (target === undefined) scope.cwd = call.look.setting.home
  else if (target === '-' || isDynamic(target)) {
    // A known beginning such as "/home/dev/$x" still tells where it is.
    scope.cwd = target === '-' ? UNKNOWN_TEXT : absolute(target, scope.cwd, call.look.setting.home)
  } else {
    const listed = /^[./~]/.test(target) ? undefined : scope.vars.get('CDPATH')?.texts[0]
    const base =
      listed !== undefined && isLiteral(listed) && listed.startsWith('/') ? (listed.split(':')[0] ?? '') : scope.cwd
    scope.cwd = absolute(target, base, call.look.setting.home)
  }
  scope.vars.set('OLDPWD', { texts: [left] })
  return silentStream()
}

function declare(call: Call): Stream | undefined {
  const { scope } = call.inv
  const flags = call.args.filter(arg => /^[-+]/.test(arg)).join('')
  const given = call.args.filter(arg => !/^[-+]/.test(arg))
  if (flags.includes('f') && call.name === 'export') {
    for (const name of given) judgeFunction(call, name)
    return silentStream()
  }
  for (const word of given) {
    const at = word.indexOf('=')
    // A subscript is calculated, also one in quotes and one without a value.
    calculates(call, [at < 0 ? word : word.slice(0, at)])
    if (at < 0) continue
    const name = word.slice(0, at).replace(/\+$/, '')
    const value = word.slice(at + 1)
    if (!scope.vars.get(name)?.list) scope.set(name, value)
    if (flags.includes('i') || flags.includes('n')) calculates(call, [value])
    if (flags.includes('n')) {
      scope.forget(name)
      // What the other name holds by the time it is used is not known, and what it holds now is a good guess.
      if (/^\w+$/.test(value)) scope.refers.set(name, value)
    }
    const exported = call.name === 'export' || flags.includes('x') || name === 'PATH'
    const finding = exported ? environmentFinding(name, value, call.inv, call.look) : null
    if (finding) call.say(finding)
  }
  return given.length > 0 ? silentStream() : undefined
}

/** A function that outlives this shell is judged as if it were called. */
function judgeFunction(call: Call, name: string): void {
  call.look.callFunction(name, { ...call.inv, argv: [name] })
}

function setParameters(call: Call): Stream {
  const at = call.args.indexOf('--')
  const first = call.args.findIndex(arg => !/^[-+]/.test(arg))
  if (at >= 0) call.inv.scope.args = [...call.args.slice(at + 1)]
  else if (first >= 0 && !/^[-+]o$/.test(call.args[first - 1] ?? '')) call.inv.scope.args = [...call.args.slice(first)]
  return silentStream()
}

function shift(call: Call): Stream {
  const { scope } = call.inv
  const by = call.args[0] === undefined ? 1 : Number(call.args[0])
  scope.args = scope.args && Number.isInteger(by) ? scope.args.slice(by) : null
  return silentStream()
}

function defineAlias(call: Call): Stream | undefined {
  const [name, ...value] = call.args.filter(arg => !/^-[gsr]$/.test(arg))
  // fish writes the name and the text as two words.
  if (name !== undefined && value.length > 0 && !name.includes('=') && !value[0]?.includes('='))
    call.inv.scope.aliases.set(name, value.join(' '))
  if (call.args.some(arg => arg === '-g' || arg === '-s')) {
    call.say(ask('dynamic.alias', 'It gives other words of the line a hidden meaning.', 'unknown', 'runs-code'))
    for (const word of call.args) call.shell(word.slice(word.indexOf('=') + 1).replace(/^\s*\|/, ''), 'alias -g')
  }
  for (const word of call.args) {
    const at = word.indexOf('=')
    if (at > 0) call.inv.scope.aliases.set(word.slice(0, at), word.slice(at + 1))
  }
  return call.args.length > 0 ? silentStream() : undefined
}

function trap(call: Call): Stream | undefined {
  const [body] = call.args.filter(arg => arg !== '--')
  if (body === undefined || body.startsWith('-') || call.args.length < 2) return undefined
  return runText(call, body, 'trap')
}

function evaluate(call: Call): Stream {
  const words = call.args[0] === '--' ? call.args.slice(1) : call.args
  return runText(call, words.join(' '), 'eval')
}

/** Text that the shell reads as code: judged when it is known, a question when it is not. */
export function runText(call: Call, text: string, shown: string): Stream {
  if (text.includes(FETCHED))
    call.say(ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code'))
  else if (isDynamic(text)) {
    call.say(ask('dynamic.code', 'The text it runs as a command is only known when it runs.', 'unknown', 'runs-code'))
    call.look.cannotBind()
  }
  // `eval` runs in this very shell, so what it sets stays; what is unknown in it may hold anything.
  if (isDynamic(text)) {
    call.look.script(withoutMarks(text), call.inv.scope.fork(), [...call.inv.via, shown], call.inv.input)
    return unknownStream()
  }
  return call.look.script(text, call.inv.scope, [...call.inv.via, shown], call.inv.input)
}

function sourceFile(call: Call): Stream {
  const [file, ...args] = call.args[0] === '--' ? call.args.slice(1) : call.args
  if (file === undefined) {
    if (call.inv.input) runStream(call, call.inv.input, 'source')
    return silentStream()
  }
  runScriptFile(call, file, call.name === '.' ? 'source' : call.name, args)
  return unknownStream()
}

/** The standard input, or another one that a redirection opened for this command. */
export const OWN_INPUT = /^\/(dev\/(stdin|fd\/\d+)|proc\/(self|thread-self|\d+)\/fd\/\d+)$/

/** Judges a file that a shell reads as code. */
export function runScriptFile(call: Call, file: string, shown: string, args: readonly string[] = []): void {
  const { look, inv } = call
  const index = file.indexOf(SUBSTITUTED_FILE)
  if (index >= 0) return runStream(call, look.substituted(file.charCodeAt(index + 1) - 0xe000), shown)
  const kept = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(file)?.[1]
  const opened = kept === undefined ? undefined : inv.scope.vars.get(`&${kept}`)?.texts
  if (opened?.length === 1 && opened[0] !== undefined) return runStream(call, textStream(opened[0], 'here-doc'), shown)
  if (file === '-' || OWN_INPUT.test(file)) return runStream(call, inv.input ?? unknownStream('terminal'), shown)
  if (!isLiteral(file)) {
    look.cannotBind()
    call.say(ask('dynamic.script', 'Which script it runs is only known when it runs.', 'unknown', 'runs-code'))
    return
  }
  const path = absolute(file, inv.scope.cwd, look.setting.home)
  const written = look.writtenTo(path)
  look.runsScript(path)
  if (written) {
    call.say(JUST_WRITTEN)
    if (written.fetched)
      call.say(ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code'))
    if (written.text !== null) {
      const scope = inv.scope.fork()
      scope.args = args
      look.script(written.text, scope, [...inv.via, shown], null)
    }
  } else if (isTemporary(path)) {
    call.say(ask('code.temporary-file', 'It runs a file from a folder where every program may write.', 'runs-code'))
  } else if (/^\/dev\/(tcp|udp)\//.test(path)) {
    call.say(ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code'))
  }
}

/** Judges text that reaches a shell through its standard input. */
export function runStream(call: Call, stream: Stream, shown: string, args?: readonly string[], within?: Scope): void {
  const { look, inv } = call
  if (stream.fetched)
    call.say(ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code'))
  if (stream.text === null) {
    if (stream.file !== null && !stream.fetched) return runScriptFile(call, stream.file, shown)
    look.cannotBind()
    if (!stream.fetched)
      call.say(
        ask(
          'code.from-input',
          'A shell runs whatever text it is given, and that text is not visible.',
          'runs-code',
          'unknown',
        ),
      )
    return
  }
  if (stream.decoded) call.say(ask('code.decoded', 'It decodes hidden text and runs it.', 'runs-code'))
  const text = stream.text
  if (isDynamic(text))
    call.say(ask('dynamic.code', 'The text it runs as a command is only known when it runs.', 'unknown', 'runs-code'))
  const scope = within ?? inv.scope.fork()
  if (args !== undefined) scope.args = args
  look.script(isDynamic(text) ? withoutMarks(text) : text, scope, [...inv.via, shown], null)
}

function execute(call: Call): Stream | undefined {
  const parsed = call.parse({ values: names('a'), stops: true })
  return parsed.operands.length > 0 ? call.inner(parsed.operands) : undefined
}

function commandWord(call: Call): Stream | undefined {
  const parsed = call.parse({ values: new Set(), stops: true })
  if (parsed.options.some(option => option.name === 'v' || option.name === 'V')) return undefined
  if (parsed.operands.length === 0) return undefined
  // `command` looks past functions and aliases.
  const scope = call.inv.scope.fork()
  scope.functions.clear()
  return call.inner(parsed.operands, parsed.operands[0] === 'cd' ? {} : { scope })
}

function completion(call: Call): void {
  const parsed = call.parse({ values: names('A G W F C X P S o') })
  const code = parsed.options.find(option => option.name === 'C' || option.name === 'F')?.value
  if (code) call.say(ask('code.completion', 'It makes the shell run a command while someone types.', 'runs-code'))
}

function printInto(call: Call): Stream | undefined {
  if (call.args[0] !== '-v') return undefined
  const name = call.args[1] ?? ''
  const given = call.args.slice(2)
  const text = given.every(isLiteral) ? (formatted(given) ?? UNKNOWN_TEXT) : UNKNOWN_TEXT
  if (name.includes('[')) calculates(call, [name])
  call.inv.scope.set(name, text)
  return silentStream()
}
