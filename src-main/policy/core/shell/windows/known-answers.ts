import { fromBase64 } from '../output-of.ts'
import { ALIASES } from './powershell-aliases.ts'

/** What an expression comes to: one text, or the items of a list. */
export type Values = readonly string[]

/** What `'{0}' -f …` comes to. */
export const formatted = (format: string, items: Values): Values => [
  format.replace(/\{(\d+)[^}]*\}/g, (_all, at: string) => items[Number(at)] ?? ''),
]

const below = (folders: Values): Values => folders.slice(0, 1).map(folder => `${folder.replace(/[\\/]+\*?$/, '')}\\*`)
const same = (given: Values): Values => given
const always = (place: string) => (): Values => [place]

const FOLDERS: Readonly<Record<string, string>> = {
  userprofile: '$home',
  personal: '$home\\documents',
  mydocuments: '$home\\documents',
  desktop: '$home\\desktop',
  applicationdata: '$env:appdata',
  localapplicationdata: '$env:localappdata',
  windows: '$env:windir',
  system: '$env:windir\\system32',
  programfiles: '$env:programfiles',
  commonapplicationdata: '$env:programdata',
}

/** `[regex]::Replace(text, pattern, put)`, with a pattern that has no signs of its own. */
const replaced = ([text = '', pattern = '', put = '']: Values): Values | null =>
  pattern === '' || /[\\^$.|?*+()[\]{}]/.test(pattern) ? null : [text.replaceAll(pattern, () => put)]

/** What static members of .NET answer, by their type without `System.` and their name. */
export const STATICS: Readonly<Record<string, ((given: Values) => Values | null) | undefined>> = {
  'environment::getfolderpath': ([name = '']) => {
    const place = FOLDERS[name.toLowerCase()]
    return place === undefined ? null : [place]
  },
  'environment::getenvironmentvariable': ([name = '']) => [`$env:${name.toLowerCase()}`],
  'environment::expandenvironmentvariables': same,
  'environment::systemdirectory': always('$env:windir\\system32'),
  'io.path::combine': given => [given.join('\\')],
  'io.path::join': given => [given.join('\\')],
  'io.path::getfullpath': given => given.slice(0, 1),
  'io.path::getpathroot': ([path = '']) => [rootOf(path)],
  'io.path::getdirectoryname': ([path = '']) => [parentOf(path)],
  'io.directory::getparent': ([path = '']) => [parentOf(path)],
  'io.directory::getdirectoryroot': ([path = '']) => [rootOf(path)],
  'io.directory::getdirectories': below,
  'io.directory::getfiles': below,
  'io.directory::getfilesystementries': below,
  'io.directory::enumeratedirectories': below,
  'io.directory::enumeratefiles': below,
  'io.directory::enumeratefilesystementries': below,
  'io.directoryinfo::new': same,
  'io.fileinfo::new': same,
  'string::join': ([separator = '', ...rest]) => [rest.join(separator)],
  'regex::replace': replaced,
  'text.regularexpressions.regex::replace': replaced,
  'string::concat': given => [given.join('')],
  'string::format': ([format = '', ...rest]) => formatted(format, rest),
  'convert::frombase64string': ([code = '']) => {
    const text = fromBase64(code)
    return text === undefined ? null : [text]
  },
  ...Object.fromEntries(
    ['utf8', 'unicode', 'ascii', 'default', 'utf32', 'bigendianunicode', 'latin1'].map(name => [
      `text.encoding::${name}`,
      always(''),
    ]),
  ),
}

/** The drive of a path; what lies below the current folder lies on its drive. */
export const rootOf = (path: string): string => (/^[a-z]:/i.test(path) ? `${path.slice(0, 2)}\\` : 'C:\\')

const parentOf = (path: string): string => path.replace(/[\\/]+$/, '').replace(/[\\/][^\\/]*$/, '\\')

/** What a command answers, from its operands and switches. */
export type Answer = (operands: Values, switches: string) => Values | null

const listing: Answer = (operands, switches) =>
  /-(fil|inc|exc|dep|na)/.test(switches) || operands.length > 1 ? null : below(operands.length === 0 ? ['.'] : operands)

const splitting: Answer = ([path = ''], switches) => {
  if (/-l/.test(switches)) return [path.replace(/^.*[\\/](?=[^\\/])/, '')]
  return [/-q/.test(switches) ? path.slice(0, 2) : parentOf(path)]
}

const creating: Answer = ([type = '', ...rest]) =>
  /^(system\.)?io\.(directory|file)info$/i.test(type) && rest.length > 0 ? rest : null

/** Cmdlets by a pattern: which one it finds is told where only one with that shape does harm. */
const commands: Answer = operands =>
  operands.map(name => {
    const pattern = /[*?]/.test(name) && name.length < 60 ? wildcard(name) : null
    return (pattern && LONG_NAMES.find(one => pattern.test(one))) ?? name
  })

const wildcard = (name: string): RegExp =>
  new RegExp(
    `^${name
      .replace(/[^\w*?-]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replaceAll('?', '.')}$`,
    'i',
  )

/** Names that a pattern is compared with; those that do harm come first. */
const LONG_NAMES: readonly string[] = [
  ...'invoke-expression remove-item stop-process stop-service format-volume restart-service set-content start-process set-service invoke-webrequest invoke-restmethod'.split(
    ' ',
  ),
  ...Object.values(ALIASES),
]

/** Commands that answer with a path or a text of their operands; the short names count too. */
export const ANSWERS: Readonly<Record<string, Answer>> = Object.fromEntries(
  (
    [
      ['join-path', operands => [operands.join('\\')]],
      ['resolve-path rvpa convert-path cvpa get-item gi write-output write echo', same],
      ['get-command gcm get-alias gal', commands],
      ['get-childitem gci ls dir', listing],
      ['get-location gl pwd', always('$pwd')],
      ['split-path', splitting],
      ['get-psdrive gdr', ([drive = '']) => [`${drive}:\\`]],
      ['get-variable gv', ([name = '']) => [`$${name.toLowerCase()}`]],
      ['new-object', creating],
    ] satisfies [string, Answer][]
  ).flatMap(([list, answer]) => list.split(' ').map(name => [name, answer])),
)
