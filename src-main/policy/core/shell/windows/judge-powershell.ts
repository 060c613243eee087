import { BOMB, DYNAMIC, JUST_WRITTEN } from '../findings.ts'
import { ask, type Finding, type Inspector } from '../inspector.ts'
import { DAEMON_PIDS, isDynamic, UNKNOWN_TEXT } from '../marks.ts'
import { names } from '../options.ts'
import type { Scope } from '../scope.ts'
import { namesDaemon } from '../tables/product.ts'
import { bombsInPowerShell } from './bombs.ts'
import { cmdletFindings } from './cmdlets.ts'
import { diskpartFindings } from './diskpart.ts'
import { dotnetFindings } from './dotnet.ts'
import { folded } from './fold-powershell.ts'
import { insideWsl, unixWord } from './judge-cmd.ts'
import { bodiesOf } from './loops-of-powershell.ts'
import { nativeFindings } from './native-programs.ts'
import { invocation, type Place, type Special } from './place.ts'
import { ALIASES } from './powershell-aliases.ts'
import { LONGEST_PIPELINE, type PsCommand, type PsWord, readPowerShell } from './read-powershell.ts'
import { OF_POWERSHELL, shownSecrets } from './shown-secrets.ts'
import { slashed } from './spelling.ts'
import { FETCHED, pipedText, startedCmd, startedShell, supposePiped } from './started-shells.ts'
import { supposeStarted } from './supposed-starts.ts'
import { remembersFunction, suppositions } from './values-of-powershell.ts'
import { variableFindings } from './variables-that-act.ts'
import { windowsPath, withPlaces } from './windows-path.ts'
import { remembersWritten } from './written-files.ts'

const SEARCH_PATH = ask(
  'environment.path',
  'It changes where programs are searched, so a harmless name may start another program.',
  'runs-code',
)

/** Judges a PowerShell text, and everything nested in it. */
export function judgePowerShell(text: string, scope: Scope, via: readonly string[], look: Inspector): void {
  const commands = readPowerShell(text)
  if (bombsInPowerShell(text))
    look.record({ argv: ['powershell'], env: [], redirects: [], input: null, via, written: null, scope }, [BOMB])
  for (const [at, command] of commands.entries()) {
    if (!look.spend()) return
    const place = { command, scope, via, look }
    remembersFunction(command, commands[at + 1], scope)
    const supposed = suppositions(command, pipelineFrom(commands, at), scope, look.room)
    for (const nested of command.nested) look.foreign('powershell', nested, scope, [...via, '( )'])
    for (const text of [...bodiesOf(command, commands[at + 1], look.room), ...supposed]) {
      const argv = ['powershell', '-Command', text]
      look.suppose({ ...invocation(argv, place), scope: scope.fork(), written: null })
    }
    if (command.expression && !isPipedLoop(command)) judgeExpression(place, supposed)
    else judgeCommand(command.words, place)
  }
}

/** A command with all that takes its output, where it is set to a variable. */
function pipelineFrom(commands: readonly PsCommand[], at: number): string {
  const text = commands[at]?.text ?? ''
  if (!/^\s*(\[|\$|s|n)/i.test(text)) return ''
  let end = at + 1
  while ((commands[end]?.before.length ?? 0) > 0 && end < at + LONGEST_PIPELINE) end++
  return end === at + 1
    ? text
    : commands
        .slice(at, end)
        .map(one => one.text)
        .join(' | ')
}

const isPipedLoop = (command: PsCommand): boolean =>
  command.before.length > 0 && /^foreach$/i.test(command.words[0]?.text ?? '')

/** An assignment, a keyword or a value: what stands behind it may be a command. */
function judgeExpression(place: Place, filled: readonly string[]): void {
  const { words, text } = place.command
  const first = words[0]?.text ?? ''
  const said = [text, ...filled].flatMap(one => dotnetFindings(one, place.look.setting))
  const found = [...said, ...redirectFindings(place)]
  if (/^\$env:(path|psmodulepath|pathext|comspec)$/i.test(first.replace(/[+]?=.*$/s, '')) && /=/.test(text))
    found.push(SEARCH_PATH)
  found.push(...environmentSet(place))
  // Inside brackets it is only looked at.
  const alone = place.via.at(-1) !== '( )' && /^\s*\$\{?env:\w+\}?\s*$/i.test(text)
  if (alone) found.push(...shownSecrets([text], OF_POWERSHELL))
  if (found.length > 0) place.look.record(invocation([], place), found)
  remembersWritten('', [], place)
  // `$x='text'` keeps a text; only a bare word behind the sign is a command.
  if (/^\s*\$[\w:{}]+\s*[+]?=\s*["']/.test(text)) return
  const behind = commandBehind(words)
  const [program] = behind
  if (!program || program.quoted || /^[$[(@{\d\uFDD0]|^-\d/.test(program.text) || program.text === '') return
  judgeCommand(behind, place)
}

/** `$env:NAME = value`: a variable for every later program. */
function environmentSet(place: Place): Finding[] {
  const [, name, right = ''] = /^\s*\$\{?env:(\w+)\}?\s*\+?=\s*(.*)$/is.exec(place.command.text) ?? []
  const value = folded(right)?.join(' ') ?? right.replace(/\$[\w:{(]+/g, UNKNOWN_TEXT)
  return name === undefined ? [] : variableFindings(name, value, invocation([], place), place.look)
}

const SIGN = /^(?:[+*/%-]|\?\?)?=(?!=)(.*)$/s
const SIGN_BEHIND = /^(?:\[[\w.[\]]+\])?\$\{?[\w:.]+\}?(?:\[[^\]=]*\])?(?:[+*/%-]|\?\?)?=(?!=)(.*)$/s

/** The command whose answer is set: the sign may stand by itself, or glued to what stands before or behind it. */
function commandBehind(words: readonly PsWord[]): PsWord[] {
  const [first, second] = words
  const glued = first && SIGN_BEHIND.exec(first.text)
  const at = glued ? 0 : words.findIndex((word, i) => i > 0 && i < 3 && !word.quoted && SIGN.test(word.text))
  const sign = words[at]
  if (sign) {
    const behind = (glued ?? SIGN.exec(sign.text))?.[1] ?? ''
    return called([{ ...sign, ...known(behind) }, ...words.slice(at + 1)])
  }
  if (/^in$/i.test(second?.text ?? '')) return words.slice(2)
  return /^(return|throw|exit)$/i.test(first?.text ?? '') ? words.slice(1) : []
}

/** Without what calls it: `. program`, and nothing at all where the sign stood by itself. */
const called = ([first, ...rest]: PsWord[]): PsWord[] =>
  first && first.text !== '' && first.text !== '.' ? [first, ...rest] : rest[0]?.text === '.' ? rest.slice(1) : rest

/** What follows a sign is known or not by itself, whatever stands in front of the sign. */
const known = (text: string): Pick<PsWord, 'text' | 'literal'> => ({ text, literal: !/[$\uFDD0]/.test(text) })

function redirectFindings({ command, scope, look }: Place): Finding[] {
  const targets = command.redirects.filter(target => !/^\$null$/i.test(target))
  for (const target of targets) look.wrote(windowsPath(target, scope.cwd, look.setting), null, false)
  return targets.flatMap(
    text =>
      cmdletFindings({
        name: 'out-file',
        words: [{ text, literal: true, quoted: false }],
        command,
        cwd: scope.cwd,
        setting: look.setting,
      }) ?? [],
  )
}

function judgeCommand(words: readonly PsWord[], place: Place): void {
  const { scope, via, look } = place
  const [first, ...given] = words
  if (!first || first.text === '{}') return
  const found = redirectFindings(place)
  const argv = words.map(word => word.text)
  const record = (...more: Finding[]): void => look.record(invocation(argv, place), [...found, ...more])
  const known = first.literal && first.text.startsWith('$') ? withPlaces(first.text, look.setting) : first.text
  if (!first.literal || isDynamic(known) || known.startsWith('$')) {
    look.cannotBind()
    return look.record(invocation([isDynamic(first.text) ? first.text : '\uFDD0', ...argv.slice(1)], place), [
      ...found,
      DYNAMIC,
    ])
  }
  const name = isServiceTool(words) ? 'sc' : nameOf(known, scope)
  remembersWritten(name, given, place)
  remembersAlias(name, given, scope)
  const special = SPECIAL[name]
  if (special) return special(given.flatMap(unglued), place, record)
  const call = { name, words: given, command: place.command, cwd: scope.cwd, setting: look.setting }
  const said =
    cmdletFindings(call) ??
    nativeFindings({ name, args: given.map(({ text }) => ownOr(text, place)), cwd: scope.cwd, setting: look.setting })
  if (said) {
    const fetched = name.startsWith('invoke-') ? fetchedFile(given) : undefined
    if (fetched !== undefined) look.wrote(windowsPath(fetched, scope.cwd, look.setting), null, true)
    if (name === 'diskpart') said.push(...diskpartFindings(argv.slice(1), pipedText(place), scope.cwd, look))
    record(...said)
    return supposeStarted(said, invocation(argv, place), look)
  }
  const script = justWritten(known, place)
  if (script !== null) {
    record(JUST_WRITTEN)
    return look.foreign(script.shell, script.text, scope, [...via, first.text])
  }
  if (found.length > 0) record()
  const program = /[\\/]/.test(first.text)
    ? slashed(withPlaces(first.text, look.setting))
    : (scope.aliases.get(first.text.toLowerCase()) ?? first.text)
  const word = (text: string): string => unixWord(ownOr(text, place), look)
  look.command({ ...invocation([program, ...given.map(({ text }) => word(text))], place) })
}

/** A script that this very line wrote, with the shell that would run it. */
function justWritten(word: string, { scope, look }: Place): { shell: 'cmd' | 'powershell'; text: string } | null {
  const path = windowsPath(word, scope.cwd, look.setting)
  const text = /\.(ps1|bat|cmd)$/.test(path) ? look.writtenTo(path)?.text : null
  return text == null ? null : { shell: path.endsWith('.ps1') ? 'powershell' : 'cmd', text }
}

/** `-Command:'text'`: what stands behind the colon is a word of its own. */
function unglued(word: PsWord): PsWord[] {
  const [, option, value] = word.quoted ? [] : (/^(-[a-z]\w*):(?!\\)(.+)$/is.exec(word.text) ?? [])
  if (option === undefined || value === undefined || /^\$(true|false)$/i.test(value)) return [word]
  return [
    { ...word, text: option },
    { ...word, text: value },
  ]
}

/** `docker rm (docker ps -q --filter name=…)`: what is looked up by our name is ours. */
function ownOr(text: string, { command, look }: Place): string {
  if (text !== UNKNOWN_TEXT && !text.startsWith(`${UNKNOWN_TEXT}.`)) return text
  const sources = [...command.nested, ...command.before.map(one => one.text)]
  return sources.some(source => namesDaemon(source, look.setting.product)) ? DAEMON_PIDS : text
}

/** The file that a download is kept in. */
const fetchedFile = (words: readonly PsWord[]): string | undefined =>
  words[words.findIndex(({ text, quoted }) => !quoted && /^-o(u(t(f(i(l(e)?)?)?)?)?)?$/i.test(text)) + 1 || -1]?.text

/** PowerShell 7 has no short name `sc` any more: with a verb it is the service tool. */
const isServiceTool = ([first, verb]: readonly PsWord[]): boolean =>
  /^sc$/i.test(first?.text ?? '') &&
  names('stop start pause continue config create delete failure failureflag control sdset triggerinfo').has(
    verb?.text.toLowerCase() ?? '',
  )

/** The cmdlet or program behind a word: modules, extensions and aliases taken away. */
function nameOf(word: string, scope: Scope): string {
  const plain = word.toLowerCase().replace(/^[\w.]+\\(?=\w+-\w+$)/, '')
  const own = scope.aliases.get(plain)?.toLowerCase() ?? plain
  const name = own.replace(/^.*[\\/]/, '').replace(/\.(exe|cmd|bat|com)$/, '')
  // `sc.exe` is the service tool, plain `sc` writes a file.
  if (/\.(exe|com)$/.test(own)) return name
  return Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name
}

const changeFolder: Special = (given, { scope, look }, record) => {
  const target = given.find(word => !word.text.startsWith('-'))
  if (target) scope.cwd = windowsPath(target.text, scope.cwd, look.setting)
  record()
}

const setAlias: Special = (given, { scope }, record) => {
  const behind = (name: RegExp): PsWord | undefined => given[given.findIndex(word => name.test(word.text)) + 1 || -1]
  const bare = given.filter((word, i) => !word.text.startsWith('-') && !/^-[^f]/i.test(given[i - 1]?.text ?? ''))
  const alias = behind(/^-n/i) ?? bare.shift()
  const target = behind(/^-va/i) ?? bare.shift()
  if (alias && target) scope.aliases.set(alias.text.toLowerCase(), target.text)
  record()
}

/** `Set-Item alias:x program`: the drive of aliases is another way to set one. */
function remembersAlias(name: string, given: readonly PsWord[], scope: Scope): void {
  const [path, target] = given.filter(word => !/^-(path|literalpath|value|force)$/i.test(word.text))
  const alias = /^(set|new)-item$/.test(name) ? /^alias:[\\/]?([\w-]+)$/i.exec(path?.text ?? '')?.[1] : undefined
  if (alias !== undefined && target) scope.aliases.set(alias.toLowerCase(), target.text)
}

const invokeExpression: Special = (given, place, record) => {
  const { command, scope, via, look } = place
  const text = given.filter(word => !/^-command$/i.test(word.text))
  const [only] = text
  if (text.length === 1 && only?.literal && command.nested.length === 0) {
    record()
    return look.foreign('powershell', only.text, scope, [...via, 'Invoke-Expression'])
  }
  supposePiped(place, 'powershell')
  look.cannotBind()
  const all = [command.text, ...command.before.map(one => one.text)].join(' ')
  const fetches = /\b(iwr|irm|curl|wget|invoke-webrequest|invoke-restmethod)\b|download(string|data)|https?:/i.test(all)
  record(
    fetches
      ? FETCHED
      : ask('dynamic.code', 'The text it runs as a command is only known when it runs.', 'unknown', 'runs-code'),
  )
}

const startProcess: Special = (given, place, record) => {
  const words = given.map(word => word.text)
  const lower = words.map(word => word.toLowerCase())
  const after = (pattern: RegExp): number => lower.findIndex(word => pattern.test(word)) + 1
  const verb = after(/^-verb?$/)
  const args = after(/^-arg/)
  const named = after(/^-fi/)
  const isValue = (i: number): boolean =>
    /^-(verb?|arg\w*|windowstyle|workingdirectory|credential|redirectstandard\w+)$/.test(lower[i - 1] ?? '')
  const program = named > 0 ? words[named] : words.find((word, i) => !word.startsWith('-') && !isValue(i))
  const rest =
    args > 0
      ? words
          .slice(args)
          .filter(
            (word, i) =>
              !/^-(verb|wait|nonewwindow|passthru|windowstyle|filepath)$/i.test(word) &&
              !/^-verb$/.test(lower[args + i - 1] ?? ''),
          )
      : words.filter((word, i) => word !== program && (given[i]?.quoted || !word.startsWith('-')) && !isValue(i))
  record(
    ...(verb > 0 && /^runas/.test(lower[verb] ?? '')
      ? [ask('privilege.elevated', 'It starts a program as administrator.', 'privilege')]
      : []),
  )
  if (program === undefined) return
  const inner = [program, ...rest.flatMap(word => word.split(/[,\s]+/))].filter(word => word !== '')
  const words_ = inner.map(text => ({
    text,
    literal: !/[$\uFDD0]/.test(withPlaces(text, place.look.setting)),
    quoted: false,
  }))
  judgeCommand(words_, {
    ...place,
    via: [...place.via, 'Start-Process'],
    command: { ...place.command, redirects: [], before: [], nested: [] },
  })
}

const wsl: Special = (given, place) =>
  insideWsl(
    given.map(word => word.text),
    place,
  )

const SPECIAL: Readonly<Record<string, Special | undefined>> = {
  'set-location': changeFolder,
  'push-location': changeFolder,
  'set-alias': setAlias,
  'new-alias': setAlias,
  'invoke-expression': invokeExpression,
  powershell: startedShell,
  pwsh: startedShell,
  cmd: startedCmd,
  'start-process': startProcess,
  wsl,
}
