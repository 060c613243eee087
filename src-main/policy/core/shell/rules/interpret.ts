import { OWN_INPUT, runScriptFile, runStream, runText } from '../builtins.ts'
import type { Call } from '../call.ts'
import { codeFinding } from '../code/inline-code.ts'
import { JUST_WRITTEN } from '../findings.ts'
import { ask, type Stream, unknownStream } from '../inspector.ts'
import { FETCHED, isDynamic, isLiteral, SUBSTITUTED_FILE } from '../marks.ts'
import { hasOption, names, parseOptions } from '../options.ts'
import { isTemporary } from '../paths.ts'
import type { Interpreter, Language } from '../tables/interpreters.ts'

/** Shells, and what they read. `other` means their grammar is not ours: only the rough shape is seen. */
const SHELL_VALUES = names('o O rcfile init-file c')

/** Judges a shell that was started as a program: its inline text, its script, or its input. */
export function runShell(call: Call): Stream | undefined {
  const { args, look, inv } = call
  let i = 0
  let inline = false
  let fromInput = false
  while (i < args.length) {
    const arg = args[i] ?? ''
    if (arg === '--' || arg === '-') {
      i++
      break
    }
    if (!/^[-+]./.test(arg)) break
    if (/^--(help|version|dump-strings|dump-po-strings)$/.test(arg)) return undefined
    if (arg === '--rcfile' || arg === '--init-file') runScriptFile(call, args[i + 1] ?? '', arg)
    if (arg.startsWith('--')) {
      if (arg.startsWith('--command=')) return runText(call, arg.slice(10), `${call.name} -c`)
      if (arg.startsWith('--init-command=')) runText(call, arg.slice(15), `${call.name} -C`)
      if (arg === '--command' || arg === '--init-command') inline = true
      i += SHELL_VALUES.has(arg.slice(2)) ? 2 : 1
      continue
    }
    const letters = arg.slice(1)
    // `+c` starts a text like `-c` does.
    if (letters.includes('c')) inline = true
    if (letters.includes('s')) fromInput = true
    // `-n` only reads the script and says whether its grammar is right.
    if (arg.startsWith('-') && letters.includes('n') && !inline && call.name !== 'fish') return undefined
    if (call.name === 'fish' && letters.endsWith('C')) runText(call, args[i + 1] ?? '', 'fish -C')
    const takesNext =
      call.name === 'fish' ? /[CdDfop]$/.test(letters) && !args[i + 1]?.startsWith('-') : /[oO]$/.test(letters)
    i += takesNext ? 2 : 1
  }
  const operands = args.slice(i)
  if (inline) return inlineShell(call, operands)
  const [script, ...rest] = operands
  if (script === undefined || fromInput) {
    if (inv.input) runStream(call, inv.input, call.name, fromInput ? operands : undefined)
    else call.say(ask('code.open-shell', 'It opens a shell whose commands are not visible.', 'runs-code', 'unknown'))
    return undefined
  }
  if (script === '-' || OWN_INPUT.test(script)) {
    runStream(call, inv.input ?? unknownStream('terminal'), call.name)
    return undefined
  }
  runScriptFile(call, script, call.name, rest)
  look.runsScript(call.path(script))
  return undefined
}

function inlineShell(call: Call, operands: readonly string[]): Stream | undefined {
  const [text, zero, ...args] = operands
  if (text === undefined) {
    call.say(ask('code.open-shell', 'It opens a shell whose commands are not visible.', 'runs-code', 'unknown'))
    return undefined
  }
  const scope = call.inv.scope.fork()
  scope.aliases.clear()
  scope.args = args
  scope.set('0', zero ?? call.name)
  for (const { name, value } of call.inv.env) if (name !== 'IFS') scope.set(name, value) // no shell takes IFS over
  const shown = `${call.name} -c`
  if (text.includes(FETCHED))
    call.say(ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code'))
  if (isDynamic(text)) {
    call.look.cannotBind()
    if (!text.includes(FETCHED))
      call.say(ask('dynamic.code', 'The text it runs as a command is only known when it runs.', 'unknown', 'runs-code'))
    call.look.script(text.replace(/[\uFDD0-\uFDEF]/g, ''), scope, [...call.inv.via, shown], call.inv.input)
    return undefined
  }
  if (call.name === 'fish') {
    call.look.foreign('fish', text, scope, [...call.inv.via, shown])
    return undefined
  }
  return call.look.script(text, scope, [...call.inv.via, shown], call.inv.input)
}

/** Judges an interpreter: inline code, preloaded files, a script, or code on its input. */
export function runInterpreter(call: Call, row: Interpreter): Stream | undefined {
  const parsed = parseOptions(call.args, {
    values: names(row.values),
    ...(row.glued === undefined ? {} : { glued: names(row.glued) }),
    stops: row.anywhere !== true && (row.language !== 'other' || row.stdin === true),
    ...(row.oneDash ? { oneDash: true } : {}),
    // `node --watch x.js` is no short form of `--watch-path`.
    ...(row.language === 'javascript' ? { exact: true } : {}),
  })
  if (
    hasOption(parsed, 'version', 'help', 'V', 'v') &&
    parsed.operands.length === 0 &&
    !parsed.options.some(option => names(row.code).has(option.name) || names(row.prints ?? '').has(option.name))
  )
    return undefined
  // It only reads the program and says whether it is well written.
  const code = names(row.code)
  if (row.checks && hasOption(parsed, ...names(row.checks)) && !parsed.options.some(({ name }) => code.has(name)))
    return undefined
  const files = names(row.file ?? '')
  const preload = names(row.preload ?? '')
  let ran = false
  for (const option of parsed.options) {
    if (option.value === null) continue
    if (code.has(option.name)) {
      ran = true
      judgeCode(call, row.language, option.value)
    } else if (files.has(option.name)) {
      ran = true
      runProgramFile(call, row.language, option.value)
    } else if (preload.has(option.name)) preloaded(call, option.value)
    else if (row.language === 'php' && option.name === 'd' && /^auto_(prepend|append)_file=./.test(option.value))
      preloaded(call, call.path(option.value.replace(/^[^=]*=/, '')))
    else if (row.language === 'perl' && option.name === 'M') preloaded(call, option.value.replace(/^lib=/, ''))
  }
  if (row.verb !== undefined) {
    const at = parsed.operands.indexOf(row.verb)
    if (at === 0) {
      const text = parsed.operands.slice(1).find(word => !word.startsWith('-'))
      if (text !== undefined) judgeCode(call, row.language, text)
      return undefined
    }
    return undefined
  }
  if (ran) return undefined
  const [printed] = parsed.operands
  if (row.prints && printed !== undefined && hasOption(parsed, ...names(row.prints))) {
    judgeCode(call, row.language, printed)
    return undefined
  }
  if (row.language === 'python' && parsed.options.some(option => option.name === 'm')) return undefined
  const [script] = parsed.operands
  if (script === undefined || script === '-') return codeOnInput(call, row)
  runProgramFile(call, row.language, script)
  return undefined
}

function codeOnInput(call: Call, row: Interpreter): undefined {
  const { input } = call.inv
  if (!row.stdin || !input) return
  if (input.fetched)
    call.say(ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code'))
  else if (input.text === null && input.file !== null) runProgramFile(call, row.language, input.file)
  else if (input.text === null) {
    call.look.cannotBind()
    call.say(
      ask(
        'code.from-input',
        'An interpreter runs whatever text it is given, and that text is not visible.',
        'runs-code',
        'unknown',
      ),
    )
  } else {
    if (input.decoded) call.say(ask('code.decoded', 'It decodes hidden text and runs it.', 'runs-code'))
    judgeCode(call, row.language, input.text)
  }
}

/** Judges inline code of a language. */
export function judgeCode(call: Call, language: Language, code: string): void {
  call.say(...codeFinding(language, code, call))
}

function preloaded(call: Call, value: string): void {
  if (/^(data|https?|file):/.test(value) || !isLiteral(value) || isTemporary(call.path(value))) {
    call.say(ask('code.preload', 'It loads other code before it starts.', 'runs-code'))
  }
}

function runProgramFile(call: Call, language: Language, file: string): void {
  const { look } = call
  const at = file.indexOf(SUBSTITUTED_FILE)
  if (at >= 0 || file === '/dev/stdin' || file === '-') {
    const stream =
      at >= 0 ? look.substituted(file.charCodeAt(at + 1) - 0xe000) : (call.inv.input ?? unknownStream('terminal'))
    if (stream.text !== null) judgeCode(call, language, stream.text)
    else {
      look.cannotBind()
      call.say(
        ask(
          stream.fetched ? 'code.from-network' : 'code.from-input',
          stream.fetched ? 'It runs code that comes from the network.' : 'It runs text that is not visible.',
          'runs-code',
        ),
      )
    }
    return
  }
  if (/^https?:/.test(file)) {
    call.say(ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code'))
    return
  }
  if (!isLiteral(file)) {
    look.cannotBind()
    call.say(ask('dynamic.script', 'Which script it runs is only known when it runs.', 'unknown', 'runs-code'))
    return
  }
  const path = call.path(file)
  look.runsScript(path)
  const written = look.writtenTo(path)
  if (written) {
    if (written.fetched)
      call.say(ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code'))
    if (written.text === null) call.say(JUST_WRITTEN)
    else judgeCode(call, language, written.text)
  } else if (isTemporary(path)) {
    call.say(ask('code.temporary-file', 'It runs a file from a folder where every program may write.', 'runs-code'))
  }
}
