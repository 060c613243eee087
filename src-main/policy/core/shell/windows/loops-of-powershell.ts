import type { Room } from '../room.ts'
import type { Scope } from '../scope.ts'
import type { PsCommand } from './read-powershell.ts'

const LISTS = /^\s*\(?\s*(?:get-childitem|gci|ls|dir)\b(.*)$/is
const NARROWS = /-(filter|include|exclude|file|depth)\b|\|/i

/**
 * The bodies of a loop with the values of its variable put in, as far as these can be known. The block of a statement is
 * read as what follows it. Only refusals count in them, and the body is judged as it stands too.
 */
export function bodiesOf(command: PsCommand, next: PsCommand | undefined, room: Room): string[] {
  const loop = statement(command, next) ?? pipeline(command)
  if (!loop) return []
  const { bodies, variable, values } = loop
  const length = bodies.join('').length
  return values
    .filter(value => room.take(value.length + length))
    .flatMap(value => bodies.map(body => filled(body, variable, value)).filter(body => body !== null))
}

interface Loop {
  variable: string
  values: string[]
  bodies: readonly string[]
}

/** `foreach ($x in …) { … }`. */
function statement({ words, before, nested }: PsCommand, next: PsCommand | undefined): Loop | null {
  if (before.length > 0 || !/^foreach$/i.test(words[0]?.text ?? '')) return null
  const [, variable, list] = /^\s*\$(\w+)\s+in\s(.*)$/is.exec(nested[0] ?? '') ?? []
  return variable === undefined || list === undefined
    ? null
    : { variable, values: valuesOf(list), bodies: next?.words[0]?.text === '{}' ? next.nested : [] }
}

/** `… | ForEach-Object { … }`. */
function pipeline({ words, before, nested }: PsCommand): Loop | null {
  const source = before.at(-1)
  if (!source || !/^(foreach-object|foreach|%)$/i.test(words[0]?.text ?? '')) return null
  return { variable: '_|psitem', values: valuesOf(source.text), bodies: nested }
}

/** The entries of a folder, or the items of a list that is written out. */
function valuesOf(text: string): string[] {
  const listed = LISTS.exec(text)?.[1]
  if (listed === undefined) return [...text.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => a ?? b ?? '')
  if (NARROWS.test(listed)) return []
  const folder = /(?:^|\s)(?!-)("[^"]*"|'[^']*'|[^\s)]+)/.exec(listed)?.[1]?.replace(/^["']|["']$/g, '') ?? '.'
  return [`${folder.replace(/[\\/]+\*?$/, '')}\\*`]
}

function filled(body: string, variable: string, value: string): string | null {
  const uses = new RegExp(
    `["']?\\$(?:\\(\\s*\\$)?(?:${variable})(?:\\.(?:fullname|path|pspath|name))?\\)?["']?(?![\\w.])`,
    'gi',
  )
  return uses.test(body) ? body.replace(uses, () => `"${value}"`) : null
}

/** No place has a longer name. */
const LONGEST_PATH = 260

/** Values are put into commands up to this length. */
const LONGEST_COMMAND = 1_000

const ASSIGNS = /^\s*\$(\w+)\s*=\s*(?:'([^']*)'|"([^"`]*)")\s*$/

/** Remembers what a variable was set to as text; and a command that names such variables, with their texts put in. */
export function withValues({ text }: PsCommand, scope: Scope, room: Room): string[] {
  const [, name, plain, expandable] = ASSIGNS.exec(text) ?? []
  if (name !== undefined) {
    const value = plain ?? expandable ?? ''
    scope.set(`$${name.toLowerCase()}`, value.length > LONGEST_PATH ? '' : value)
    return []
  }
  if (text.length > LONGEST_COMMAND) return []
  let found = false
  const put = text.replace(/\$(\w+)/g, (all, used: string) => {
    const value = scope.vars.get(`$${used.toLowerCase()}`)?.texts[0]
    found ||= value !== undefined
    return value === undefined ? all : `"${value}"`
  })
  return found && room.take(put.length) ? [put] : []
}
