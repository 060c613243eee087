import { SETTINGS } from '../findings.ts'
import { ask, deny, type Finding } from '../inspector.ts'
import { isSystem } from '../paths.ts'
import { ownPath, readFinding, writeFinding } from '../tables/files.ts'
import { type CmdletCall, type CmdletRule, NAMES_PATH, parameter, paths, place, positional } from './cmdlet-call.ts'
import { removeFindings, speaksOfUs } from './native-programs.ts'
import type { PsCommand } from './read-powershell.ts'
import { isRegistry, startsByItself } from './windows-path.ts'

const OURS = deny('hard.self', 'It changes what belongs to Gatehouse.', 'persistence')

const RECURSIVE = /^-(r(e(c(u(r(se?)?)?)?)?)?|rf|fr|rv|rvf)(:.*)?$/i
const LISTS = /^(get-childitem|gci|ls|dir|get-item|gi|resolve-path|rvpa|convert-path|cvpa)$/i
const NARROWS = /^-(fil|inc|exc|dep)/i
const CHOOSES = /^(where-object|\?|where)$/i
const PICKS = /^-(f|l|sk|in|u)/i

/** Removing files, folders and keys, by name or by what arrives through the pipe. */
export const remove: CmdletRule = call => {
  const recursive = call.words.some(word => RECURSIVE.test(word.text))
  const targets = [...paths(call), ...positional(call).slice(1)]
  const found = targets.flatMap(target =>
    isRegistry(target) ? [registryFinding(call, target)] : removeFindings(target, recursive, call.cwd, call.setting),
  )
  const piped = [...listedFolders(call).map(folder => ({ folder, all: true })), ...pipedPaths(call, recursive)]
  for (const { folder, all } of piped)
    found.push(...removeFindings(folder, all, call.cwd, call.setting).filter(one => one.verdict === 'deny'))
  return [ask('destroys.files', 'It deletes files.', 'destroys'), ...found]
}

/** Whether a part of a pipeline lets only some through. */
const chooses = ({ words }: PsCommand): boolean =>
  CHOOSES.test(words[0]?.text ?? '') ||
  (/^select(-object)?$/i.test(words[0]?.text ?? '') && words.some(word => PICKS.test(word.text)))

/** A filter that only leaves out a few by name, or takes all that a person runs, leaves nearly everything in. */
const LEAVES_OUT = /-[ci]?(?:ne|notlike|notmatch|notin|notcontains)\b/i
const BY_NAME = /\b(?:name|processname|id|pid|path)\b/i
const TAKES = /-[ci]?(?:eq|like|match|in|contains|gt|ge|lt|le)\b/i
const OF_A_PERSON = /\b(?:username|si|sessionid)\b/i

/** Whether a part of a pipeline leaves only some of what arrives. */
export const leavesFew = (one: PsCommand): boolean =>
  chooses(one) &&
  !/\{\s*(\$true|1)\s*\}|\bpsiscontainer\b/i.test(one.text) &&
  !(LEAVES_OUT.test(one.text) && BY_NAME.test(one.text) && !TAKES.test(one.text)) &&
  !(OF_A_PERSON.test(one.text) && !/-and\b/i.test(one.text))

/** Folders whose whole content arrives through the pipe. */
function listedFolders({ command: { before } }: CmdletCall): string[] {
  const listed = before.find(one => LISTS.test(one.words[0]?.text ?? ''))
  if (!listed || before.some(leavesFew)) return []
  const from = folderOf(listed).split(',')
  // All files of all folders below are all that is in it.
  const deep = listed.words.some(word => RECURSIVE.test(word.text))
  const at = listed.words.findIndex(
    (word, i) =>
      NARROWS.test(word.text) &&
      !(deep && /^-file$/i.test(word.text)) &&
      !/^\*(\.\*)?$/.test(listed.words[i + 1]?.text ?? ''),
  )
  if (at < 0) return from
  // What a pattern names in the folder is all that arrives.
  const pattern = /^-(fil(t|te|ter)?|inc\w*)$/i.test(listed.words[at]?.text ?? '')
    ? listed.words[at + 1]?.text
    : undefined
  return pattern === undefined || deep ? [] : from.map(folder => `${folder}\\${pattern}`)
}

/** The folder that a listing names first, or in a parameter of that name. */
function folderOf({ words }: PsCommand): string {
  const named = words.findIndex(word => /^-(path|lit\w*|lp|pspath)$/i.test(word.text))
  if (named >= 0) return words[named + 1]?.text ?? '.'
  return (
    words
      .slice(1)
      .find(
        (word, i) =>
          !word.text.startsWith('-') && !/^-(fil(t|te|ter)?|inc\w*|exc\w*|dep\w*|att\w*)$/i.test(words[i]?.text ?? ''),
      )?.text ?? '.'
  )
}

function pipedPaths({ command: { before } }: CmdletCall, all: boolean): { folder: string; all: boolean }[] {
  const [source] = before
  if (!source?.expression || before.length > 1) return []
  return source.words.flatMap(({ text }) => text.split(',').map(folder => ({ folder, all })))
}

function registryFinding(call: CmdletCall, target: string): Finding {
  if (speaksOfUs([target, ...call.words.map(word => word.text)], call.setting)) return OURS
  return startsByItself(target)
    ? ask('persistence.registry', 'It makes a program start by itself.', 'persistence')
    : SETTINGS
}

/** What changes each file that arrives through the pipe, where the pipe lists our own. */
export const onListed =
  (rule: CmdletRule): CmdletRule =>
  call => {
    const ours = listedFolders(call).some(folder => ownPath(place(call, folder), call.setting))
    return [...rule(call), ours && call.command.before.length > 0 ? OURS : null]
  }

/** Writing to the paths that it names. */
export const writesTo: CmdletRule = call =>
  paths(call).map(target =>
    isRegistry(target) ? registryFinding(call, target) : writeFinding(place(call, target), call.setting),
  )

/** A new file or folder; a link is also a second way to where it points. */
export const makes: CmdletRule = call => {
  const name = parameter(call, 'name')
  const [folder] = paths(call)
  const inside = name !== undefined && folder !== undefined && !isRegistry(folder) ? `${folder}/${name}` : undefined
  const links = /^(symboliclink|junction|hardlink)$/i.test(parameter(call, 'itemtype', 'type') ?? '')
  const target = links ? parameter(call, 'target', 'value') : undefined
  const to = target === undefined ? undefined : place(call, target)
  return [
    ...(inside === undefined ? writesTo(call) : [writeFinding(place(call, inside), call.setting)]),
    to !== undefined && ownPath(to, call.setting) ? OURS : null,
    to !== undefined && isSystem(to)
      ? ask('outside.link', 'It makes a link to another place.', 'outside-workspace')
      : null,
  ]
}

/** Packing and unpacking write where they are told to. */
export const archives: CmdletRule = call => {
  const target = parameter(call, 'destinationpath', 'destination') ?? positional(call)[1]
  return [target === undefined ? null : writeFinding(place(call, target), call.setting), ...reads(call)]
}

/** Copying writes the target; moving takes the source away too. */
export const copies: CmdletRule = call => {
  const target = parameter(call, 'destination', 'newname') ?? positional(call).at(-1)
  const sources = paths(call)
  const found = [
    target === undefined ? null : writeFinding(place(call, target), call.setting),
    ...sources.map(source => readFinding(place(call, source), call.setting)),
  ]
  if (call.name === 'copy-item') return found
  for (const source of [...sources, ...listedFolders(call)]) {
    found.push(...removeFindings(source, true, call.cwd, call.setting).filter(one => one.verdict === 'deny'))
    // What is renamed or moved away is gone from where the system looks for it.
    if (isSystem(place(call, source))) found.push(writeFinding(place(call, source), call.setting, 'remove'))
  }
  return found
}

/** Reading the paths that it names. */
export const reads: CmdletRule = call => {
  const named = parameter(call, ...NAMES_PATH)
  // `Select-String pattern file`: the first word is what is looked for.
  const words = call.name === 'select-string' && named === undefined ? positional(call).slice(1) : paths(call)
  return words.map(path => (isRegistry(path) ? null : readFinding(place(call, path), call.setting)))
}

/** Who may use a file. */
export const rights: CmdletRule = call =>
  paths(call).map(path =>
    isRegistry(path)
      ? registryFinding(call, path)
      : (writeFinding(place(call, path), call.setting) ??
        ask('system.rights', 'It changes who may use files.', 'privilege')),
  )
