import { DAEMON_PIDS } from '../marks.ts'
import type { Room } from '../room.ts'
import type { Scope } from '../scope.ts'
import type { ProductNames } from '../setting.ts'
import type { CmdPart } from './read-cmd.ts'

/** No place has a longer name. */
const LONGEST = 260

const key = (name: string): string => `%${name.toLowerCase()}%`

/** `set NAME=value`: what it holds is remembered for the rest of the line. */
export function rememberValue(words: readonly string[], scope: Scope): void {
  if (!/^@?set$/i.test(words[0] ?? '')) return
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(words.slice(1).join(' ')) ?? []
  if (name === undefined || value === undefined) return
  const known = filled(value, scope)
  if (value === '' || known.length > LONGEST) scope.vars.delete(key(name))
  else scope.set(key(name), known)
}

/** `set /p NAME=<file`: what stands in a file of ours may be the number of our process. */
export function rememberAnswer({ words, redirects }: CmdPart, scope: Scope, product: ProductNames): void {
  const [, name] = /^@?set \/p ([^=]+)=/i.exec(words.join(' ')) ?? []
  if (name === undefined) return
  const ours = redirects.some(({ target, write }) => !write && target.toLowerCase().includes(product.dataFolder))
  if (ours) scope.set(key(name), DAEMON_PIDS)
  else scope.vars.delete(key(name))
}

const USES =
  /%([^%\s:=]+)(?::~(-?\d+)(?:,(-?\d+))?|:([^=%\s]+)=([^%]*))?%|!([^!\s:=]+)(?::~(-?\d+)(?:,(-?\d+))?|:([^=!\s]+)=([^!]*))?!/g

function filled(text: string, scope: Scope): string {
  if (!/[%!]/.test(text)) return text
  return text.replace(USES, (all, ...groups: (string | undefined)[]) => {
    // The same groups stand for both signs.
    const [name = '', from, length, old, put = ''] = groups[0] === undefined ? groups.slice(5) : groups
    const value = scope.vars.get(key(name))?.texts[0]
    if (value === undefined) return all
    if (old !== undefined) return value.replaceAll(old, () => put)
    const rest = from === undefined ? value : value.slice(Number(from))
    return length === undefined ? rest : rest.slice(0, Number(length))
  })
}

/** The command with the values of its variables put in, as a text for cmd; null when it names none that is known. */
export function withValues({ words, redirects }: CmdPart, scope: Scope, room: Room): string | null {
  if (scope.vars.size === 0) return null
  // `call` reads its line once more, where two signs stand for one.
  const calls = /^@?call$/i.test(words[0] ?? '')
  const put = words.map(word => ({ word, put: filled(calls ? word.replaceAll('%%', '%') : word, scope) }))
  const targets = redirects.map(({ target, write }) => `${write ? '>' : '<'}${quoted(filled(target, scope))}`)
  const changed =
    put.some(one => one.put !== one.word) || redirects.some(({ target }) => filled(target, scope) !== target)
  // `%x:a=b c%`: the line is put together before it is cut into words.
  const whole = words.join(' ')
  const commands = changed
    ? put.map(one => (one.put === one.word ? quoted(one.word) : one.put))
    : [filled(whole, scope)]
  if (!changed && commands[0] === whole) return null
  const text = [...commands, ...targets].join(' ')
  return text.length <= 1_000 && room.take(text.length) ? text : null
}

const quoted = (word: string): string => (/[\s&|<>()^]/.test(word) ? `"${word}"` : word)
