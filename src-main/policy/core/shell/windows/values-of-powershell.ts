import type { Room } from '../room.ts'
import type { Scope } from '../scope.ts'
import { folded, foldedAt } from './fold-powershell.ts'
import { matching, type PsCommand, pastQuoted } from './read-powershell.ts'

/** No place has a longer name, and what a variable is set to is short where it names one. */
const LONGEST_VALUE = 260

/** Honest commands hold few brackets; with more nothing is worked out, so that time stays bounded. */
const MOST_BRACKETS = 30

/** Values are put into commands up to this length. */
const LONGEST_COMMAND = 1_000

/**
 * A command with the values of its variables put in and its expressions worked out, and what a function that it calls
 * would do. Only refusals count in these texts; the command is judged as it stands too.
 */
export function suppositions(command: PsCommand, pipeline: string, scope: Scope, room: Room): string[] {
  const { text, before } = command
  if (text.length > LONGEST_COMMAND || room.full) return []
  const right = ASSIGNS.exec(text)?.[3] ?? text
  const source = before.map(one => one.text).join(' | ')
  const whole = source === '' || source.length > LONGEST_COMMAND ? right : `${source} | ${right}`
  const put = workedOut(withVariables(whole, scope))
  if (before.length === 0) remember(pipeline, scope)
  const called = body(command, scope)
  return [put === whole ? null : put, called, ...started(text)].flatMap(one =>
    one !== null && room.take(one.length) ? [one] : [],
  )
}

/** Calls that run a text: code of PowerShell, or the command line of a program. */
const STARTED =
  /(?:scriptblock\]\s*::\s*create|addscript|invokescript|newscriptblock|\.run|\.exec|shellexecute|::\s*(?:start|shell)|\.create|commandline\s*=|\bcreate\s+-arg\w*)\s*\(?\s*((?:'[^']*'|"[^"]*")(?:\s*,\s*(?:'[^']*'|"[^"]*"))*)/gi

const started = (text: string): string[] =>
  /create|run|exec|script|start|shell|commandline/i.test(text)
    ? [...text.matchAll(STARTED)].map(([, words = '']) =>
        [...words.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double ?? '').join(' '),
      )
    : []

const ASSIGNS =
  /^\s*(?:\[[\w.[\]]+\]\s*)?\$(?:(?:script|global|local|private|using):)?((?:env:)?\w+)\s*(\+?)=\s*(\S.*)$/is
/** `$a, $b = 'x', 'y'`. */
const SEVERAL = /^\s*(\$\w+(?:\s*,\s*\$\w+)+)\s*=\s*(\S.*)$/s
const SETS = /^\s*(?:set-variable|sv|set|new-variable|nv)\s+(?:-name\s+)?['"]?(\w+)['"]?\s+(?:-value\s+)?(\S.*)$/is
const DEFINES = /^\s*(?:function|filter)\s+(?:global:|script:)?([\w-]+)\s*(?:\(([^)]*)\))?/i
const PARAMS = /^\s*param\s*\(([^)]*)\)/i

/** What a variable is set to is remembered as far as it is known. */
function remember(pipeline: string, scope: Scope): void {
  const [, list, items = ''] = SEVERAL.exec(pipeline) ?? []
  const each = list === undefined ? null : folded(items)
  if (list !== undefined && each)
    for (const [at, [, one = '']] of [...list.matchAll(/\$(\w+)/g)].entries())
      scope.set(`$${one.toLowerCase()}`, quote(each[at] ?? ''))
  const [, name, adds, right] = ASSIGNS.exec(pipeline) ?? []
  const [, set, value] = name === undefined ? (SETS.exec(pipeline) ?? []) : []
  const key = `$${(name ?? set ?? '').toLowerCase()}`
  if (key === '$') return
  const before = adds === '+' ? scope.vars.get(key)?.texts[0] : ''
  const snippet = before === undefined ? null : snippetOf(withVariables(right ?? worded(value ?? ''), scope), before)
  if (snippet === null || snippet.length > LONGEST_VALUE) scope.vars.delete(key)
  else scope.set(key, snippet)
}

/** A bare word behind `Set-Variable` is a text. */
const worded = (value: string): string => (/^[^'"$@([\s]\S*$/.test(value.trim()) ? `'${value.trim()}'` : value)

/** A value as it is written where a variable stood; null when another unknown variable is part of it. */
function snippetOf(right: string, before: string): string | null {
  if (right.length > LONGEST_VALUE) return null
  const values = folded(right)
  if (values && before !== '')
    return unquoted(before) === null ? null : quote((unquoted(before) ?? '') + values.join(''))
  if (values) return values.map(quote).join(',')
  if (before !== '' || /\$(?!home\b|pwd\b|pshome\b|env:|true\b|false\b|null\b|_\b|\()\w/i.test(right)) return null
  return /^@\{/.test(right) ? right : `(${right})`
}

/** A text as PowerShell reads it; only the variables of known places stay variables in it. */
const quote = (text: string): string =>
  `"${text.replace(/["`]|\$(?!\{?(?:home|pwd|pshome|env:\w[\w()]*)\b)/gi, '`$&')}"`
const unquoted = (snippet: string): string | null =>
  /^"((?:[^"`]|`.)*)"$/s.exec(snippet)?.[1]?.replace(/`(.)/g, '$1') ?? null

/** The text with every variable that is known replaced by what it was set to. */
function withVariables(text: string, scope: Scope): string {
  if (!/[$@]/.test(text)) return text
  let out = ''
  let inText = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? ''
    if (c === '"') inText = !inText
    if (c === '`') out += c + (text[++i] ?? '')
    else if (c === "'" && !inText) {
      const end = pastQuoted(text, i, c)
      out += text.slice(i, end + 1)
      i = end
    } else {
      const [used, name = '', bare = '', key] = USES.exec(text.slice(i, i + 100)) ?? []
      const snippet = used === undefined ? undefined : scope.vars.get(`$${(name || bare).toLowerCase()}`)?.texts[0]
      const value = snippet === undefined || key === undefined ? undefined : held(snippet, key)
      out +=
        snippet === undefined || used === undefined
          ? c
          : (value ?? put(snippet, inText, c === '@') + (key === undefined ? '' : `.${key}`))
      if (snippet !== undefined && used !== undefined) i += used.length - 1
    }
  }
  return out
}

const USES = /^[$@](?:\{(\w+)\}|(?:(?:script|global|local|private|using):)?((?:env:)?\w+))(?:\.(\w+)\b(?!\s*\())?/i

/** What a table holds under a name. */
const held = (snippet: string, key: string): string | undefined =>
  snippet.startsWith('@{')
    ? [...snippet.matchAll(/(\w+)\s*=\s*('[^']*'|"[^"]*")/g)].find(
        ([, name = '']) => name.toLowerCase() === key.toLowerCase(),
      )?.[2]
    : undefined

function put(snippet: string, inText: boolean, splatted: boolean): string {
  if (splatted) return options(snippet)
  if (!inText) return snippet
  return unquoted(snippet)?.replace(/["`]/g, '`$&') ?? `$(${snippet})`
}

/** `@{Path = 'x'; Recurse = $true}` behind a command stands for `-Path:'x' -Recurse:$true`; a list for its items. */
const options = (snippet: string): string =>
  snippet.startsWith('@{') ? entries(snippet) : snippet.replaceAll('","', '" "')

const entries = (table: string): string =>
  [...table.matchAll(/(\w+)\s*=\s*('[^']*'|"[^"]*"|[^;\n}]+)/g)]
    .map(([, name, value = '']) => (/^\$true/i.test(value) ? `-${name}` : `-${name} ${value.trim()}`))
    .join(' ')

/** The text with expressions replaced by what they come to. */
function workedOut(text: string): string {
  const brackets = text.match(/[([]/g)?.length ?? 0
  if (brackets === 0 || brackets > MOST_BRACKETS) return text
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? ''
    if (c === '`') out += c + (text[++i] ?? '')
    else {
      const found = begins(text, i) ? foldedAt(text, i) : null
      const end = found ? found.end - 1 : c === "'" || c === '"' ? pastQuoted(text, i, c) : i
      out += found ? found.values.map(quote).join(',') : text.slice(i, end + 1)
      i = end
    }
  }
  return out
}

/** Whether a value may begin here: not the bracket of a call, and not a lone text, which stands for itself already. */
function begins(text: string, at: number): boolean {
  const c = text[at]
  const before = text[at - 1]
  if (c === '"') return text.indexOf('$(', at) > 0 && pastQuoted(text, at, '"') > text.indexOf('$(', at)
  const opens = c === '(' || (c === '[' && text.indexOf(']', at) > 0) || (/[$@]/.test(c ?? '') && text[at + 1] === '(')
  const called = before === '.' && /^[\s;|({]?$/.test(text[at - 2] ?? '')
  return opens && (before === undefined || called || /[\s=,;|({&]/.test(before))
}

/** Remembers functions, and tells what a call of one comes to. */
function body(command: PsCommand, scope: Scope): string | null {
  const { text, words, before } = command
  const name = (words[0]?.text ?? '').toLowerCase()
  const block = calledBlock(command)
  const known = block?.code ?? scope.vars.get(`function ${name}`)?.texts
  if (!known) return null
  const [code = '', list = ''] = known
  const parameters = [...list.matchAll(/\$(\w+)/g)].map(([, one = '']) => one)
  const given = argumentsOf(block?.rest ?? text.slice(text.toLowerCase().indexOf(name) + name.length))
  const free = parameters.filter(one => given.every(({ name: by }) => by?.toLowerCase() !== one.toLowerCase()))
  const named = given.map(({ name: by, value }, at) => `$${by ?? free.shift() ?? `_${at}`} = ${value}; `).join('')
  const source = before.map(one => one.text).join(' | ')
  return (
    named +
    code
      .replace(/@args\b/gi, () => given.map(({ value }) => value).join(' '))
      .replace(/\$args(?:\[(\d+)\])?/gi, (_all, at?: string) => given[Number(at ?? 0)]?.value ?? '')
      .replace(/\$(?:_|input|psitem)\b/gi, all => (source === '' ? all : `(${source})`))
  )
}

/** `& { param($x) … } value`, `& { … $args … } value`, `Invoke-Command { param($x) … } -ArgumentList value`. */
function calledBlock({ text }: PsCommand): { code: readonly string[]; rest: string } | null {
  const at = text.search(/\{\s*param\s*\(|\{(?=[^{}]*[$@]args\b)/i)
  if (at < 0 || !/^\s*(?:[&.]|invoke-command\b|icm\b|start-job\b|sajb\b|start-threadjob\b)/i.test(text)) return null
  const end = matching(text, at)
  const inside = text.slice(at + 1, end)
  const params = PARAMS.exec(inside)
  const rest = text.slice(end + 1).replace(/-arg\w*/i, '')
  return { code: [inside.slice(params?.[0].length ?? 0), params?.[1] ?? ''], rest }
}

interface Given {
  name: string | null
  value: string
}

function argumentsOf(text: string): Given[] {
  const found: Given[] = []
  let name: string | null = null
  for (const [word] of text.matchAll(/'[^']*'|"[^"]*"|\([^)]*\)|[^\s;|]+/g)) {
    const [, option, glued]: (string | undefined)[] = /^-([a-z]\w*)(?::(.+))?$/is.exec(word) ?? []
    if (option !== undefined && glued !== undefined) found.push({ name: option, value: asValue(glued) })
    else if (option !== undefined) name = option
    else {
      found.push({ name, value: asValue(word) })
      name = null
    }
  }
  return found
}

const asValue = (word: string): string => (/^["'($@]/.test(word) ? word : `'${word}'`)

/** Remembers the body of a function; `rest` is what follows its head. */
export function remembersFunction({ text }: PsCommand, next: PsCommand | undefined, scope: Scope): void {
  const [head, name, list] = DEFINES.exec(text) ?? []
  if (head === undefined || name === undefined) return
  const own = text.slice(head.length).trim()
  const block = own.startsWith('{') ? own : (next?.text ?? '')
  const code = block.startsWith('{') ? block.slice(1, matching(block, 0)) : ''
  const params = PARAMS.exec(code)
  if (code.length > LONGEST_COMMAND) return
  scope.vars.set(`function ${name.toLowerCase()}`, {
    texts: [code.slice(params?.[0].length ?? 0), list ?? params?.[1] ?? ''],
  })
}
