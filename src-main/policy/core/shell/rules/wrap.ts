import { runStream, runText } from '../builtins.ts'
import type { Call } from '../call.ts'
import { ask, type EnvSet, type Stream, textStream } from '../inspector.ts'
import { GLOB_STAR, isLiteral, SUBSTITUTED_FILE, UNKNOWN_TEXT } from '../marks.ts'
import { hasOption, names, type ParsedOptions, parseOptions } from '../options.ts'
import { Scope } from '../scope.ts'
import { namesDaemon } from '../tables/product.ts'
import type { Wrapper } from '../tables/wrappers.ts'

/** Judges the command inside a wrapper by the table. */
export function runWrapper(call: Call, wrapper: Wrapper): Stream | undefined {
  call.say(wrapper.finding)
  const parsed = call.parse({
    values: names(wrapper.values),
    stops: true,
    ...(wrapper.oneDash ? { oneDash: true } : {}),
  })
  const texts = shellTexts(call, wrapper, parsed)
  const inner = innerWords(call, wrapper, parsed)
  if (!inner || inner.length === 0) {
    if (texts === undefined) readsInput(call, wrapper, parsed)
    return texts
  }
  if (wrapper.ownShell) return call.inner(['bash', ...inner], { scope: apart(call) })
  if (isAskingForHelp(inner, wrapper)) return undefined
  return wrapper.joined ? joinedInner(call, inner, wrapper) : plainInner(call, inner, wrapper)
}

/** Without a command of its own such a wrapper opens a shell, and the shell reads what arrives on the input. */
function readsInput(call: Call, wrapper: Wrapper, parsed: ParsedOptions): void {
  const { input } = call.inv
  if (!wrapper.opensShell || !input || hasOption(parsed, 'help', 'version', 'V', 'N', 'h')) return
  if (wrapper.skip !== undefined && parsed.operands.length === 0 && call.name !== 'su') return
  // Only what is piped or written there on purpose: a loop hands its own input to everything inside.
  if (input.text === null && !input.fetched && !input.decoded) return
  runStream(call, input, call.name, undefined, wrapper.elsewhere ? elsewhere(call) : apart(call))
}

const isAskingForHelp = (inner: readonly string[], wrapper: Wrapper): boolean =>
  wrapper.verbs !== undefined && /^--?(help|version)$/.test(inner[0] ?? '')

function shellTexts(call: Call, wrapper: Wrapper, parsed: ParsedOptions): Stream | undefined {
  if (!wrapper.shell) return undefined
  const wanted = names(wrapper.shell)
  let out: Stream | undefined
  // Options stand behind the verb as well as in front of it.
  const [verb, ...behind] = parsed.operands
  const more =
    wrapper.verbs !== undefined && names(wrapper.verbs).has(verb ?? '')
      ? parseOptions(behind, { values: names(wrapper.values), stops: true }).options
      : []
  for (const option of [...parsed.options, ...more]) {
    if (option.value !== null && wanted.has(option.name))
      out = runText(call, option.value, `${call.name} -${option.name}`)
  }
  // Operands of these come first: `flock file -c text`, `su user -c text`.
  const rest = parsed.operands
  for (const [i, word] of rest.entries()) {
    const value = rest[i + 1]
    if (value !== undefined && /^-[a-z]*c$|^--command$/.test(word) && wanted.has('c'))
      out = runText(call, value, `${call.name} -c`)
  }
  return out
}

function innerWords(call: Call, wrapper: Wrapper, parsed: ParsedOptions): readonly string[] | null {
  if (wrapper.dashes) {
    const at = call.args.indexOf('--')
    return at < 0 ? null : call.args.slice(at + 1)
  }
  let words = parsed.operands
  if (wrapper.verbs) {
    if (!names(wrapper.verbs).has(words[0] ?? '')) return null
    words = skipOptions(words.slice(1), wrapper)
  }
  if (wrapper.skip) words = skipOptions(words.slice(wrapper.skip), wrapper)
  return words
}

/** Options may stand again behind a verb or an operand of the wrapper. */
function skipOptions(words: readonly string[], wrapper: Wrapper): readonly string[] {
  const values = names(wrapper.values)
  let i = 0
  while (i < words.length) {
    const word = words[i] ?? ''
    if (word === '--') return words.slice(i + 1)
    if (!word.startsWith('-') || word.length < 2) break
    const name = word.replace(/^--?/, '')
    i += values.has(name) ? 2 : 1
  }
  return words.slice(i)
}

function plainInner(call: Call, words: readonly string[], wrapper: Wrapper): Stream {
  const env: EnvSet[] = []
  let at = 0
  while (wrapper.assigns && /^[A-Za-z_]\w*=/.test(words[at] ?? '')) {
    const word = words[at++] ?? ''
    const equals = word.indexOf('=')
    env.push({ name: word.slice(0, equals), value: word.slice(equals + 1) })
  }
  return call.inner(words.slice(at), { env, scope: wrapper.elsewhere ? elsewhere(call) : apart(call) })
}

function joinedInner(call: Call, words: readonly string[], wrapper: Wrapper): Stream {
  const scope = wrapper.elsewhere ? elsewhere(call) : apart(call)
  const text = words.join(' ')
  if (!isLiteral(words[0] ?? ''))
    call.say(ask('dynamic.code', 'The text it runs as a command is only known when it runs.', 'unknown', 'runs-code'))
  return call.look.script(text, scope, [...call.inv.via, call.name], call.inv.input)
}

/** Another process: functions and aliases of this shell do not reach it. */
function apart(call: Call): Scope {
  const scope = call.inv.scope.fork()
  scope.functions.clear()
  scope.aliases.clear()
  return scope
}

/** Another machine: the same home, nothing else is known. */
function elsewhere(call: Call): Scope {
  const scope = new Scope(UNKNOWN_TEXT)
  scope.args = call.inv.scope.args
  return scope
}

/** `env`: assignments, a text that is split into words, a changed folder. */
export function runEnv(call: Call): Stream | undefined {
  const spec = {
    values: names('u C S unset chdir split-string argv0 a'),
    stops: true,
  }
  const parsed = call.parse(spec)
  const split = parsed.options.find(option => option.name === 'S' || option.name === 'split-string')?.value
  if (split != null) {
    // The split text takes the place of the option: what follows is appended.
    return call.shell([split, ...parsed.operands].join(' '), 'env -S', call.inv.input)
  }
  const folder = parsed.options.find(option => option.name === 'C' || option.name === 'chdir')?.value
  const scope = apart(call)
  if (folder != null) scope.cwd = call.path(folder)
  const env: EnvSet[] = []
  let at = 0
  const words = parsed.operands
  while (at < words.length && /^[^=/\s]+=/.test(words[at] ?? '')) {
    const word = words[at++] ?? ''
    const equals = word.indexOf('=')
    env.push({ name: word.slice(0, equals), value: word.slice(equals + 1) })
  }
  if (at >= words.length) return undefined
  return call.inner(words.slice(at), { env: [...call.inv.env, ...env], scope })
}

/** `xargs`: the inner command gets words that are only known when it runs. */
export function runXargs(call: Call): Stream | undefined {
  const parsed = call.parse({
    values: names('a d E I L n P s arg-file delimiter max-args max-procs max-chars process-slot-var J R S'),
    stops: true,
  })
  if (hasOption(parsed, 'help', 'version')) return undefined
  const replace =
    gluedReplace(call) ??
    parsed.options.find(option => ['I', 'replace', 'J'].includes(option.name))?.value ??
    (hasOption(parsed, 'i', 'replace') ? '{}' : null)
  const words = parsed.operands.length === 0 ? ['echo'] : parsed.operands
  const input = argumentFile(call, parsed) ?? call.inv.input
  const given = knownInput(input)
  let printed: string | null = ''
  for (const item of given) {
    const filled = replace
      ? words.map(word => word.replaceAll(replace, () => item))
      : [...words, ...(item === '' ? [] : item.split(/\s+/))]
    const out = call.inner(filled, { scope: apart(call), input }, 'xargs')
    printed = printed === null || out.text === null ? null : printed + out.text
  }
  // Every name of a folder in turn comes to all of them.
  if (replace && input?.names)
    call.look.suppose({
      ...call.inv,
      argv: words.map(word => word.replaceAll(replace, () => GLOB_STAR)),
      input: null,
      written: null,
      scope: apart(call),
    })
  // The folder itself is among what is handed on, so only what nobody may do to it counts.
  for (const folder of input?.entriesOf ?? []) {
    const filled = replace ? words.map(word => word.replaceAll(replace, () => folder)) : [...words, folder]
    call.look.suppose({ ...call.inv, argv: filled, input: null, written: null, scope: apart(call) })
  }
  return printed === null || printed === '' ? undefined : { ...textStream(printed), decoded: true }
}

/** `xargs -a FILE` takes its words from there. */
function argumentFile(call: Call, parsed: ParsedOptions): Stream | null {
  const file = parsed.options.find(({ name }) => name === 'a' || name === 'arg-file')?.value
  if (file == null) return null
  const at = file.indexOf(SUBSTITUTED_FILE)
  if (at >= 0) return call.look.substituted(file.charCodeAt(at + 1) - 0xe000)
  const written = call.look.writtenTo(call.path(file))
  const pids = namesDaemon(file, call.look.setting.product) ? 'daemon' : (written?.pids ?? null)
  return { ...textStream(written?.text ?? null, 'file'), pids }
}

/** `-iX` means `-I X`; `-i` alone leaves the next word alone. */
const gluedReplace = (call: Call): string | undefined =>
  call.args.map(arg => /^-i(.+)$/.exec(arg)?.[1]).find(text => text !== undefined)

/** What xargs will hand on: the words of a known text, or something unknown. */
function knownInput(input: Stream | null): readonly string[] {
  if (input?.pids === 'daemon') return ['\uFDD4']
  if (input?.pids === 'all') return ['\uFDD5']
  if (input?.text == null) return [UNKNOWN_TEXT]
  const text = input.text.replaceAll('\0', '\n').trim()
  return text.length > 2000 ? [UNKNOWN_TEXT] : [...new Set(text.split('\n'))].slice(0, 12)
}

/** `parallel`: words before `:::` are a shell text, words after it fill the braces. */
export function runParallel(call: Call): Stream | undefined {
  const parsed = call.parse({
    values: names(
      'j P n N L a S I d jobs arg-file sshlogin delay retries timeout colsep joblog results tmpdir workdir halt max-args max-replace-args tagstring load memfree basefile bf env',
    ),
    stops: true,
  })
  const words = parsed.operands
  const at = words.findIndex(word => /^:::/.test(word))
  const command = at < 0 ? words : words.slice(0, at)
  const values = at < 0 ? [UNKNOWN_TEXT] : words.slice(at + 1)
  if (command.length === 0) {
    // Without a command every input line is one.
    if (at >= 0) for (const value of values) runText(call, value, 'parallel')
    else runText(call, call.inv.input?.text ?? UNKNOWN_TEXT, 'parallel')
    return undefined
  }
  for (const value of values.slice(0, 12)) {
    const text = command.join(' ')
    const filled = /\{[^}]*\}/.test(text) ? text.replace(/\{[^}\s]*\}/g, () => value) : `${text} ${value}`
    call.look.script(filled, apart(call), [...call.inv.via, 'parallel'], call.inv.input)
  }
  return undefined
}
