import { ALL_PIDS, DAEMON_PIDS, UNKNOWN_TEXT } from '../marks.ts'
import type { Room } from '../room.ts'
import type { Scope } from '../scope.ts'
import type { ProductNames } from '../setting.ts'
import { namesDaemon } from '../tables/product.ts'
import type { CmdPart } from './read-cmd.ts'

/** So many items of a list are followed one by one; behind that nothing is known. */
const MOST = 200

/** What a loop variable is kept as, apart from all names of bash. */
const key = (letter: string): string => `%${letter}`

/** Between two words that one value stands for. */
const NEXT_WORD = '\0'

const isDo = (word: string): boolean => /^do$/i.test(word)

/**
 * `for %d in (list) do …`: the variable holds the items of the list for everything that follows on the line. `/d` and a
 * pattern mean the names that fit, `/r folder` means them in every folder below; `/l` counts. What `/f` reads is not known.
 */
export function rememberLoop(words: readonly string[], scope: Scope, product: ProductNames): void {
  const at = words.findIndex(word => /^@?for$/i.test(word))
  const inAt = words.findIndex((word, i) => i > at && /^in$/i.test(word))
  if (at < 0 || inAt < 0) return
  const head = words.slice(at + 1, inAt)
  const letter = /^%{1,2}(\S)$/.exec(head.at(-1) ?? '')?.[1]
  if (letter === undefined) return
  const doAt = words.findIndex((word, i) => i > inAt && isDo(word))
  const list = words.slice(inAt + 1, doAt < 0 ? undefined : doAt)
  scope.vars.set(key(letter), { texts: valuesOf(head.slice(0, -1), list, product) })
  const pieces = piecesOf(head, list)
  for (const [i, piece] of pieces.entries())
    scope.vars.set(key(String.fromCharCode(letter.charCodeAt(0) + i)), { texts: [piece] })
}

/** `for /f "tokens=1,2" %a in ("one two")`: the pieces of a text that is written out stand in one letter after the other. */
function piecesOf(head: readonly string[], list: readonly string[]): string[] {
  const [only = ''] = list
  const options = head.slice(1, -1).join(' ')
  if (!/^\/f$/i.test(head[0] ?? '') || list.length !== 1 || !/\s/.test(only) || /^['`]|usebackq/i.test(only + options))
    return []
  const [, delims = ' \t'] = /delims=(\S+)/i.exec(options) ?? []
  const pieces = only.split(new RegExp(`[${delims.replace(/[\\\]^-]/g, '\\$&')}]+`)).filter(Boolean)
  const wanted = /tokens=([\d,]+)/i.exec(options)?.[1]
  if (/delims=\s*$/i.test(options)) return [only]
  return wanted === undefined ? pieces.slice(0, 1) : wanted.split(',').map(at => pieces[Number(at) - 1] ?? '')
}

function valuesOf(head: readonly string[], list: readonly string[], product: ProductNames): string[] {
  const given = (kind: RegExp): boolean => head.some(word => kind.test(word))
  if (given(/^\/f$/i)) return [linesOf(list.join(' '), product)]
  if (given(/^\/l$/i)) return ['1']
  const items = [...new Set(list.flatMap(word => word.split(/[,;]/)).filter(Boolean))]
  const below = (head.find(word => !/^\/[dr]$/i.test(word)) ?? '.').replace(/[\\/]+$/, '')
  // Every folder below is visited too: what is done to all names there is done to the folder.
  const values = given(/^\/r$/i)
    ? items.flatMap(item => [`${below}\\${item}`, ...(/^[*.?]+$/.test(item) ? [`/s${NEXT_WORD}${below}\\`] : [])])
    : items
  return values.length > MOST ? [...values.slice(0, MOST), UNKNOWN_TEXT] : values
}

/** Lines that a command prints are not known, except whose process numbers they hold and a text that it only echoes. */
function linesOf(command: string, product: ProductNames): string {
  if (/\b(tasklist|wmic|get-process|gps|qprocess|pgrep|netstat)\b/i.test(command)) {
    if (namesDaemon(command, product)) return DAEMON_PIDS
    if (/^\W*tasklist( \/(nh|fo \w+|v))*\W*$/i.test(command)) return ALL_PIDS
  }
  if (command.toLowerCase().includes(product.dataFolder)) return DAEMON_PIDS
  // All names of a folder, where nothing narrows them.
  if (/^\W*dir( [^*?|]*)?['`]?$/i.test(command)) return '*'
  return /^\W*echo[ .]([^&|^]*?)['`"]*$/i.exec(command)?.[1]?.trim() ?? UNKNOWN_TEXT
}

const VARIABLE = /%{1,2}(?:~[a-z$:]*)?([a-z])(?!\w*%)/gi

/** The part once for every value of the loop variables in it; once, with nothing known, where that becomes too much. */
export function filledIn(part: CmdPart, scope: Scope, room: Room): CmdPart[] {
  const body = [...part.words.slice(bodyOf(part)), ...part.redirects.map(({ target }) => target)].join(' ')
  const letters = new Set([...body.matchAll(VARIABLE)].flatMap(([, letter]) => letter ?? []))
  let filled = [part]
  for (const letter of letters) {
    const values = scope.vars.get(key(letter))?.texts ?? []
    if (values.length === 0) continue
    const longest = Math.max(...values.map(value => value.length))
    const known = room.take(filled.length * values.length * (body.length + longest)) ? values : [UNKNOWN_TEXT]
    filled = filled.flatMap(one => known.map(value => put(one, letter, value)))
  }
  return filled
}

/** The loop that is the body of a loop, once that body is filled in. */
export function innerLoop(part: CmdPart): CmdPart | null {
  const body = part.words.slice(bodyOf(part))
  const nested = bodyOf(part) > 0 && !/^\/f$/i.test(part.words[1] ?? '') && body.some(word => /^@?for$/i.test(word))
  return nested ? { ...part, words: body } : null
}

/** The head of a loop keeps the name of its variable. */
const bodyOf = ({ words }: CmdPart): number => words.findIndex(isDo) + 1

function put(part: CmdPart, letter: string, value: string): CmdPart {
  const variable = new RegExp(`%{1,2}(?:~[a-zA-Z$:]*)?${letter}(?!\\w*%)`, 'g')
  const fill = (text: string): string => text.replace(variable, () => value)
  const from = bodyOf(part)
  const words = part.words.flatMap((word, i) => (i < from ? word : fill(word).split(NEXT_WORD)))
  return { ...part, words, redirects: part.redirects.map(one => ({ ...one, target: fill(one.target) })) }
}
