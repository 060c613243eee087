import { BOMB, DISK, DYNAMIC, JUST_WRITTEN, SETTINGS } from '../findings.ts'
import { ask, type Finding, type Inspector, type Invocation, unknownStream } from '../inspector.ts'
import { isDynamic } from '../marks.ts'
import type { Scope } from '../scope.ts'
import { readFinding, writeFinding } from '../tables/files.ts'
import { bombsInCmd } from './bombs.ts'
import { withoutPrefix } from './cmd-prefix.ts'
import { diskpartFindings } from './diskpart.ts'
import { filledIn, innerLoop, rememberLoop } from './loops-of-cmd.ts'
import { isNative, nativeFindings } from './native-programs.ts'
import { type CmdPart, type CmdRedirect, readCmd } from './read-cmd.ts'
import { OF_CMD, shownSecrets } from './shown-secrets.ts'
import { slashed } from './spelling.ts'
import { supposeStarted } from './supposed-starts.ts'
import { rememberAnswer, rememberValue, withValues } from './values-of-cmd.ts'
import { variableFindings } from './variables-that-act.ts'
import { windowsPath, withPlaces } from './windows-path.ts'

/** Where a part of a cmd text is judged. */
interface Place {
  scope: Scope
  via: readonly string[]
  look: Inspector
}

/** Lines that one block or one pipe puts together: reading all that stand before each part would cost their square. */
const MOST_LINES = 200

/** Judges a cmd.exe command line. */
export function judgeCmd(text: string, scope: Scope, via: readonly string[], look: Inspector): void {
  const place = { scope, via, look }
  if (bombsInCmd(text)) look.record(invocation(['%0'], place), [BOMB])
  const parts = readCmd(text)
  for (const [at, part] of parts.entries()) {
    if (!look.spend()) return
    judgePart(part, place)
    if (!part.piped && part.words.length > 0) continue
    const before = parts.slice(Math.max(0, at - MOST_LINES), at)
    if (part.piped) judgeFed(part, before, place)
    if (part.words.length === 0) remembersBlock(part, before, place)
  }
}

/** What an `echo` prints, as far as it is known. */
const printed = (part: CmdPart | undefined): string | null => {
  const [first = '', ...rest] = withoutPrefix(part?.words ?? [])
  const [echo, glued] = /^echo(?:[.:](.*))?$/is.exec(first) ?? []
  return echo === undefined ? null : [glued, ...rest].filter(Boolean).join(' ')
}

const READS_INPUT = /^(cmd|powershell|pwsh)(\.exe)?$/i

/** `echo text | cmd`: the text is what runs. That it reads its input is asked about anyway. */
function judgeFed(part: CmdPart, before: readonly CmdPart[], place: Place): void {
  const text = printed(before.at(-1))
  const [name = '', ...args] = withoutPrefix(part.words)
  if (/^diskpart(\.exe)?$/i.test(name)) {
    const found = diskpartFindings(args, before.map(printed).join('\n'), place.scope.cwd, place.look)
    if (found.length > 0) place.look.record(invocation([name, ...args], place), found)
  }
  if (text === null || !READS_INPUT.test(name)) return
  const argv = /^cmd/i.test(name) ? ['cmd', '/c', text] : ['powershell', '-Command', text]
  place.look.suppose({ ...invocation(argv, place), scope: place.scope.fork() })
}

const invocation = (argv: readonly string[], { scope, via }: Place): Invocation => ({
  argv,
  env: [],
  redirects: [],
  input: null,
  via,
  written: null,
  scope,
})

function judgePart(part: CmdPart, place: Place): void {
  rememberLoop(part.words, place.scope, place.look.setting.product)
  const known = withValues(part, place.scope, place.look.room)
  if (known !== null) place.look.suppose({ ...invocation(['cmd', '/c', known], place), scope: place.scope.fork() })
  rememberValue(withoutPrefix(part.words), place.scope)
  rememberAnswer(part, place.scope, place.look.setting.product)
  for (const filled of filledIn(part, place.scope, place.look.room)) {
    const loop = innerLoop(filled)
    if (loop) judgePart(loop, place)
    else judgeFilled(filled, place)
  }
}

function judgeFilled(part: CmdPart, place: Place): void {
  const listed = listedCommand(part.words)
  if (listed !== null) judgeCmd(listed, place.scope, [...place.via, 'for /f'], place.look)
  const words = withoutPrefix(part.words)
  for (const redirect of part.redirects) remembersWritten(redirect, part, place)
  const found = part.redirects.flatMap(({ target, write }) => redirectFinding(target, write, place))
  if (words.length > 0) judgeWords(words, part, found, place)
  else if (found.length > 0) place.look.record(invocation([], place), found)
}

/** `(echo a& echo b) > file`: what all of a block prints goes into the file. */
function remembersBlock({ redirects }: CmdPart, before: readonly CmdPart[], { scope, look }: Place): void {
  const text = before.flatMap(one => printed(one) ?? []).join('\n')
  for (const { target, write } of redirects)
    if (write && text !== '') look.wrote(windowsPath(target, scope.cwd, look.setting), text, false)
}

function remembersWritten({ target, write, append }: CmdRedirect, part: CmdPart, { scope, look }: Place): void {
  if (!write || /^nul$/i.test(target)) return
  const path = windowsPath(target, scope.cwd, look.setting)
  const before = append ? look.writtenTo(path)?.text : undefined
  const text = printed(part)
  look.wrote(path, before == null || text === null ? text : `${before}\n${text}`, false)
}

function redirectFinding(target: string, write: boolean, { scope, look }: Place): Finding[] {
  if (/^nul$/i.test(target)) return []
  const path = windowsPath(target, scope.cwd, look.setting)
  const finding = write ? writeFinding(path, look.setting) : readFinding(path, look.setting)
  return finding ? [finding] : []
}

/** `for /f … in ('command') do …` runs the command to read its lines. */
function listedCommand(words: readonly string[]): string | null {
  const at = words.findIndex(word => /^@?for$/i.test(word))
  if (at < 0 || !/^\/f$/i.test(words[at + 1] ?? '')) return null
  const from = words.findIndex((word, i) => i > at && /^in$/i.test(word))
  const to = words.findIndex((word, i) => i > from && /^do$/i.test(word))
  const list = words.slice(from + 1, to < 0 ? undefined : to).join(' ')
  return from < 0 ? null : (/^(['`])(.*)\1$/s.exec(list.trim())?.[2] ?? null)
}

const SILENT = new Set(
  'echo rem title color cls ver vol prompt set setlocal endlocal exit pause popd dir tree where whoami hostname tasklist systeminfo path verify break shift goto timeout choice clip chcp mode'.split(
    ' ',
  ),
)

function judgeWords(given: readonly string[], part: CmdPart, found: readonly Finding[], place: Place): void {
  const { scope, look } = place
  const words = unglued(given)
  const raw = words[0] ?? ''
  const name = raw
    .replace(/^.*[\\/]/, '')
    .toLowerCase()
    .replace(/\.(exe|cmd|bat|com)$/, '')
  const args = words.slice(1)
  const record = (...more: Finding[]): void => look.record(invocation([raw, ...args], place), [...found, ...more])
  if (name === '%comspec%' || name === 'cmd') return startedCmd(args, place, record)
  // `!name!` is put in while the line runs, where delayed expansion is on.
  if (isDynamic(withPlaces(raw, look.setting)) || /^%(~[a-z]*)?[1-9*]/i.test(raw) || /![\w:~,=-]+!/.test(raw)) {
    look.cannotBind()
    return record(DYNAMIC)
  }
  // What these start is judged by itself; the files that are opened stay with them.
  if (/^(start|powershell|pwsh|wsl)$/.test(name) && found.length > 0) record()
  if (name === 'start') return started(args, part, place)
  if (name === 'cd' || name === 'chdir' || name === 'pushd') {
    const target = args.find(arg => !/^\/d$/i.test(arg))
    if (target !== undefined) scope.cwd = windowsPath(target, scope.cwd, look.setting)
    return record()
  }
  if ((name === 'set' && /^(path|pathext|comspec)=/i.test(args[0] ?? '')) || (name === 'path' && args.length > 0)) {
    return record(
      ask(
        'environment.path',
        'It changes where programs are searched, so a harmless name may start another program.',
        'runs-code',
      ),
    )
  }
  const [, variable, value = ''] = name === 'set' ? (/^([^=]+)=(.*)$/s.exec(args.join(' ')) ?? []) : []
  if (variable !== undefined) return record(...variableFindings(variable, value, invocation([], place), look))
  // `set NAME` shows all whose names begin so.
  const shown = name === 'set' ? args.map(arg => `%${arg}%`) : /^echo[.:]?$/.test(name) ? args : []
  if (SILENT.has(name)) return record(...shownSecrets(shown, OF_CMD))
  if (name === 'powershell' || name === 'pwsh') {
    return look.foreign('powershell', ['powershell', ...args.map(quoted)].join(' '), scope, place.via)
  }
  if (name === 'wsl') return insideWsl(args, place)
  const native = nativeFindings({ name, args, cwd: scope.cwd, setting: look.setting })
  // Windows' own `find` looks for text and knows no words behind a dash.
  const ofUnix = name === 'find' && args.some(arg => /^-[a-z]/.test(arg))
  if (!native || ofUnix) return external(name, raw, args, part, found, place)
  if (name === 'forfiles') judgeForfiles(args, place)
  if (name === 'diskpart') native.push(...diskpartFindings(args, null, scope.cwd, look))
  record(...native)
  supposeStarted(native, invocation([name, ...args], place), look)
}

/** `cmd/c x`, `rd/s/q x`, `cd..`: no blank is needed between a name that cmd knows and what follows it. */
function unglued(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words
  const [, name = '', more = ''] = GLUED_SWITCH.exec(first) ?? GLUED_PATH.exec(first) ?? []
  const plain = name.toLowerCase().replace(/\.(exe|com)$/, '')
  return SILENT.has(plain) || isNative(plain) || STARTS.has(plain) ? [name, more, ...rest] : words
}

const STARTS = new Set(['cmd', 'powershell', 'pwsh', 'start', 'cd', 'chdir', 'pushd'])
const GLUED_SWITCH = /^([a-z]+(?:\.exe|\.com)?)(\/.*)$/i
const GLUED_PATH = /^(cd|chdir|rd|rmdir|del|erase|dir|type|md|mkdir|pushd|copy|move|ren)((?:\.{1,2}(?=[\\/]|$)|\\).*)$/i

/** What forfiles does to each file or folder it finds; without a pattern or a date these are all there are. */
function judgeForfiles(args: readonly string[], place: Place): void {
  const { scope, via, look } = place
  const given = (name: string): string | undefined => {
    const at = args.findIndex(arg => arg.toLowerCase() === `/${name}` || arg.toLowerCase() === `-${name}`)
    return at < 0 ? undefined : args[at + 1]
  }
  const text = given('c')?.replace(/^cmd(\.exe)?\s+\/c\s+/i, '')
  if (text === undefined) return
  // What it finds is what it starts.
  if (/^\W*@/.test(text)) look.record(invocation(['forfiles'], place), [DYNAMIC])
  look.foreign('cmd', text, scope, [...via, 'forfiles'])
  const narrowed = /^(?!\*(\.\*)?$)/.test(given('m') ?? '*') || given('d') !== undefined
  const deep = args.some(arg => /^[/-]s$/i.test(arg))
  const everything = `"${(given('p') ?? '.').replace(/[\\/]+$/, '')}\\*"`
  const all = (deep ? text.replace(/\b(del|erase)\b/gi, '$1 /s') : text).replace(
    /"?@(path|file|fname|relpath)"?/gi,
    () => everything,
  )
  if (narrowed || all === text) return
  const folder = given('p') ?? '.'
  look.suppose({
    ...invocation(['cmd', '/c', all.replaceAll('"@isdir"==true', '')], place),
    scope: inFolder(scope, windowsPath(folder, scope.cwd, look.setting)),
  })
}

function inFolder(scope: Scope, cwd: string): Scope {
  const inside = scope.fork()
  inside.cwd = cwd
  return inside
}

/** The text of a batch file that this very line wrote; undefined when it is none. */
function justWritten(raw: string, { scope, look }: Place): string | null | undefined {
  const path = windowsPath(raw, scope.cwd, look.setting)
  const known = [path, `${path}.bat`, `${path}.cmd`].find(one => /\.(bat|cmd)$/.test(one) && look.writtenTo(one))
  return known === undefined ? undefined : (look.writtenTo(known)?.text ?? null)
}

/** A program that is none of Windows' own: the rules of every other shell apply. */
function external(
  name: string,
  raw: string,
  args: readonly string[],
  part: CmdPart,
  found: readonly Finding[],
  place: Place,
): void {
  const script = justWritten(raw, place)
  if (script !== undefined) {
    place.look.record(invocation([raw, ...args], place), [...found, JUST_WRITTEN])
    if (script !== null) place.look.foreign('cmd', script, place.scope, [...place.via, raw])
    return
  }
  // The folder itself is on the search path here: a file that was just written starts by its bare name.
  const here = place.look.writtenTo(windowsPath(raw, place.scope.cwd, place.look.setting)) ? `./${raw}` : name
  const argv = [
    /[\\/]/.test(raw) ? slashed(withPlaces(raw, place.look.setting)) : here,
    ...args.map(arg => unixWord(arg, place.look)),
  ]
  if (found.length > 0) place.look.record(invocation(argv, place), found)
  place.look.command({ ...invocation(argv, place), input: part.piped ? unknownStream() : null })
}

/** A word for the rules that know only one spelling of paths. */
export function unixWord(word: string, look: Inspector): string {
  const known = withPlaces(word, look.setting)
  if (/^[a-z]:[\\/][^"'<>|;=]*$/i.test(known)) return slashed(known)
  const [, option, value] = /^(\w{1,20}=|--[\w-]{1,30}=)([^=]*)$/.exec(known) ?? []
  if (option !== undefined && value !== undefined) return option + unixWord(value, look)
  // Only what can be a path: code of another language keeps its letters.
  return /^[a-z]:[\\/]|\\/i.test(known) && /^[\w.~:\\/@+%*?\uFDD0-\uFDEF][\w.~:\\/@+%*?\uFDD0-\uFDEF-]*$/.test(known)
    ? slashed(known)
    : known
}

function startedCmd(args: readonly string[], { scope, via, look }: Place, record: (...more: Finding[]) => void): void {
  const at = args.findIndex(arg => /^\/[ckr]/i.test(arg))
  if (at < 0) {
    if (!args.includes('/?'))
      record(ask('code.open-shell', 'It opens a shell whose commands are not visible.', 'runs-code', 'unknown'))
    return
  }
  record()
  const text = [(args[at] ?? '').slice(2), ...args.slice(at + 1)].filter(Boolean).join(' ')
  look.foreign('cmd', text.replace(/^"(.*)"$/s, '$1'), scope, [...via, 'cmd /c'])
}

/** `start "title" /b program args`. */
function started(args: readonly string[], part: CmdPart, place: Place): void {
  const rest = [...args]
  const isTitle = (): boolean => rest.length > 1 && (rest[0] === '' || /\s/.test(rest[0] ?? ''))
  while (rest.length > 0 && (/^\/(?![a-z]:\/)/i.test(rest[0] ?? '') || isTitle()))
    rest.splice(0, /^\/(d|node|affinity|machine)$/i.test(rest[0] ?? '') ? 2 : 1)
  const judge = (words: string[]): void =>
    judgePart({ ...part, words, redirects: [] }, { ...place, via: [...place.via, 'start'] })
  if (rest.length > 0) judge(rest)
  // A title of one word cannot be told from a program; what follows it may be the program.
  if (startsOthers(rest[1])) judge(rest.slice(1))
}

const startsOthers = (word: string | undefined): boolean =>
  word !== undefined && /^(cmd|powershell|pwsh|wsl|bash|wscript|cscript|mshta|rundll32|regsvr32)(\.exe)?$/i.test(word)

const SOFTWARE = ask('system.software', 'It installs, removes or updates software of the system.', 'persistence')
const ENDS = ask('kill.process', 'It ends everything that runs in Linux on this machine.', 'destroys')

/** What `wsl` does to Linux as a whole. */
const WSL_VERBS: Readonly<Record<string, Finding>> = {
  '--unregister': DISK,
  '--mount': DISK,
  '--unmount': DISK,
  '--manage': DISK,
  '--shutdown': ENDS,
  '--terminate': ENDS,
  '-t': ENDS,
  '--install': SOFTWARE,
  '--uninstall': SOFTWARE,
  '--update': SOFTWARE,
  '--import': SOFTWARE,
  '--import-in-place': SOFTWARE,
  '--set-default': SETTINGS,
  '-s': SETTINGS,
  '--set-version': SETTINGS,
  '--set-default-version': SETTINGS,
}

/** A command that runs in Linux inside Windows. */
export function insideWsl(words: readonly string[], { scope, via, look }: Place): void {
  const [verb = ''] = words
  const changes = Object.hasOwn(WSL_VERBS, verb.toLowerCase()) ? WSL_VERBS[verb.toLowerCase()] : undefined
  if (changes) return look.record(invocation(['wsl', ...words], { scope, via, look }), [changes])
  const at = words.findIndex(word => /^(-e|--exec|--)$/.test(word))
  const named = (word: string | undefined): boolean => /^(-d|-u|--distribution|--user|--cd)$/.test(word ?? '')
  const first = words.findIndex((word, i) => !word.startsWith('-') && !named(words[i - 1]))
  const explicit = at >= 0 && (first < 0 || at < first)
  const inner = explicit ? words.slice(at + 1) : first < 0 ? [] : words.slice(first)
  if (inner.length > 0) look.command({ ...invocation(inner, { scope, via: [...via, 'wsl'], look }) })
}

const quoted = (word: string): string => (/^[\w./\\:=,@%+~*$-]+$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`)
