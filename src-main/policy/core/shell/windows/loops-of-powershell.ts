import type { Room } from '../room.ts'
import type { PsCommand } from './read-powershell.ts'

const LISTS = /^\s*\(?\s*(?:get-childitem|gci|ls|dir)\b(.*)$/is
const NARROWS = /-(filter|include|exclude|depth)\b|\|/i
const ONLY_FILES = /-file\b/i

/** Listings of whole drives. */
const DRIVES = /^\s*\(?\s*(?:get-psdrive|gdr|get-volume)\b(?!\s+[a-z]\b)/i

/**
 * The bodies of a loop with the values of its variable put in, as far as these can be known. The block of a statement is
 * read as what follows it. Only refusals count in them, and the body is judged as it stands too.
 */
export function bodiesOf(command: PsCommand, next: PsCommand | undefined, room: Room): string[] {
  const loop = statement(command, next) ?? pipeline(command) ?? method(command)
  if (!loop) return []
  const { bodies, variable, values, source } = loop
  const length = bodies.join('').length
  const found = values
    .filter(value => room.take(value.length + length))
    .flatMap(value => bodies.map(body => filled(body, variable, value)))
    // Where the listing goes through all folders below, removing each file comes to removing the folder.
    .flatMap(body => (body !== null && DEEP.test(source) ? [body, emptied(body)] : [body]))
  // What the loop goes over stands for each of its items: `(Get-Process).Kill()`.
  if (source !== '' && source.length <= LONGEST_SOURCE && room.take(source.length + length))
    found.push(...bodies.map(body => replaced(body, variable, `(${source})`)))
  return found.filter(body => body !== null)
}

/** What removes one file, made to remove a folder. */
const emptied = (body: string): string =>
  /file\]?::delete/i.test(body) ? body.replace(/file(?=\]?::delete)/i, 'Directory') : `${body.trim()} -Recurse`

const DEEP = /\s-(r|rec\w*)\b/i

/** So long is what a loop goes over where it is put into the body. */
const LONGEST_SOURCE = 1_000

interface Loop {
  variable: string
  values: string[]
  bodies: readonly string[]
  source: string
}

/** `foreach ($x in …) { … }`. */
function statement({ words, before, nested }: PsCommand, next: PsCommand | undefined): Loop | null {
  // The bracket behind it may stand without a blank.
  if (before.length > 0 || !/^foreach\uFDD0?$/i.test(words[0]?.text ?? '')) return null
  const [, variable, list] = /^\s*\$(\w+)\s+in\s(.*)$/is.exec(nested[0] ?? '') ?? []
  return variable === undefined || list === undefined
    ? null
    : { variable, values: valuesOf(list), bodies: next?.words[0]?.text === '{}' ? next.nested : [], source: list }
}

/** `… | ForEach-Object { … }`. */
function pipeline({ words, before, nested }: PsCommand): Loop | null {
  const source = before.at(-1)
  if (!source || !/^(foreach-object|foreach|%)$/i.test(words[0]?.text ?? '')) return null
  const member = words.slice(1).find(word => !word.text.startsWith('-') && /^\w+$/.test(word.text))
  const bodies = nested.length === 0 && member ? [`$_.${member.text}()`] : nested
  return {
    variable: '_|psitem',
    values: valuesOf(source.text),
    bodies,
    source: before.map(one => one.text).join(' | '),
  }
}

/** `(…).ForEach({ … })`. */
function method({ text }: PsCommand): Loop | null {
  const [, source, body] =
    /^\s*\(?(.*?)\)?\.foreach\(\s*\{(.*)\}\s*\)\s*$/is.exec(text.length > LONGEST_SOURCE ? '' : text) ?? []
  return source === undefined || body === undefined
    ? null
    : { variable: '_|psitem', values: valuesOf(source), bodies: [body], source }
}

/** The entries of a folder, or the items of a list that is written out. */
function valuesOf(text: string): string[] {
  if (DRIVES.test(text)) return ['C:\\']
  const listed = LISTS.exec(text)?.[1]
  if (listed === undefined) return [...text.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => a ?? b ?? '')
  const narrowed = NARROWS.test(listed) || (ONLY_FILES.test(listed) && !DEEP.test(listed))
  const folder = /(?:^|\s)(?!-)("[^"]*"|'[^']*'|[^\s)]+)/.exec(listed)?.[1]?.replace(/^["']|["']$/g, '') ?? '.'
  const plain = folder.replace(/[\\/]+\*?$/, '')
  // Of what is narrowed down only the place is known.
  return [narrowed ? `${plain}\\x\\x` : `${plain}\\*`]
}

/** A body with a value in place of the variable: inside a text as it is, elsewhere as a text of its own. */
function filled(body: string, variable: string, value: string): string | null {
  const inText = new RegExp(`\\$\\(\\s*\\$(?:${variable})(?:\\.\\w+)?\\s*\\)|\\$(?:${variable})\\b`, 'gi')
  const alone = new RegExp(`^"(?:${inText.source})"$`, 'i')
  const texts = body.replace(/"(?:[^"`]|`.)*"/g, text => (alone.test(text) ? text : text.replace(inText, () => value)))
  const bare = `\\$(?:${variable})(?:\\.(?:fullname|path|pspath|name))?`
  const uses = new RegExp(`["']?(?:\\$\\(\\s*${bare}\\s*\\)|${bare})["']?(?![\\w.])`, 'gi')
  const put = texts.replace(uses, () => `"${value}"`)
  return put === body ? null : put
}

const replaced = (body: string, variable: string, source: string): string | null => {
  const put = body.replace(new RegExp(`\\$(?:${variable})\\b`, 'gi'), () => source)
  return put === body ? null : put
}
