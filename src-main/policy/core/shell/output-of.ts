import { HOME_ITSELF } from './code/guessed-commands.ts'
import { cutShort, formatted, unescaped } from './format.ts'
import { type Inspector, type Stream, textStream, unknownStream } from './inspector.ts'
import { GLOB_STAR, hasGlob, isLiteral } from './marks.ts'
import { hasOption, names, parseOptions } from './options.ts'
import { absolute, baseName } from './paths.ts'
import {
  editedBySed,
  pasted,
  printedByAwk,
  printedByCode,
  printedByJq,
  printedByString,
  someLines,
  sortedLines,
} from './printed-text.ts'
import type { Scope } from './scope.ts'
import { ownPath } from './tables/files.ts'
import { namesDaemon } from './tables/product.ts'

/** Texts longer than this are not followed through a pipe. */
const LONGEST = 65_536

/**
 * What a simple command prints, as far as it can be told without running it. Text that goes on into a
 * shell is judged as code, so being right here turns "unknown" into a real answer.
 */
export function outputOf(argv: readonly string[], input: Stream | null, scope: Scope, look: Inspector): Stream {
  const name = baseName(argv[0] ?? '')
  const args = argv.slice(1)
  const printer = Object.hasOwn(PRINTERS, name) ? PRINTERS[name] : undefined
  if (printer && args.every(isLiteral)) {
    const text = printer(args, { input, scope, look })
    if (text !== undefined) return streamFor(name, text, input)
  }
  const listed = args.filter(arg => hasGlob(arg))
  const entriesOf = listed.length > 0 && /^(ls|echo|printf|dir)$/.test(name) ? { entriesOf: listed } : {}
  if (name === 'echo' || name === 'printf' || name === 'basename')
    return { ...unknownStream(), ...marksIn(args), ...entriesOf }
  if (name === 'ls' && input === null && args.some(arg => /^\/proc\/?$/.test(arg)))
    return { ...unknownStream(), pids: 'all' }
  if (listed.length === 0 && name === 'ls' && input === null)
    return { ...unknownStream(), names: args.every(arg => arg.startsWith('-')) ? 'here' : 'there' }
  if (name === 'seq') return manyNumbers(args)
  if (name === 'sed' && input?.names) {
    // Something put in front of every name: `s|^|/home/|`.
    const front = args.map(arg => /^s(.)\^\1(.*)\1$/s.exec(arg)?.[2]).find(text => text !== undefined)
    if (front !== undefined) return { ...unknownStream(), entriesOf: [`${front}${GLOB_STAR}`] }
  }
  if (listed.length > 0 && name === 'ls') return { ...unknownStream(), ...entriesOf }
  // Names of files among our own data.
  const lists =
    LISTS_FILES.test(name) && (name !== 'grep' || args.some(arg => /^-[a-zA-Z]*[lL]|^--files-with/.test(arg)))
  const ours = lists ? args.filter(arg => ownPath(absolute(arg, scope.cwd, look.setting.home), look.setting)) : []
  if (ours.length > 0) return { ...unknownStream(), entriesOf: ours, pids: lookedUp(name, args, input, look) }
  if (FETCHERS.has(name)) return { ...unknownStream(), fetched: true }
  const kept = name === 'cat' ? args.map(arg => look.writtenTo(absolute(arg, scope.cwd, look.setting.home))?.pids) : []
  const pids = kept.find(one => one != null) ?? lookedUp(name, args, input, look)
  const decoded = DECODERS.has(name) || (input?.decoded ?? false)
  return { ...unknownStream(), decoded, fetched: (input?.fetched ?? false) && FILTERS.has(name), pids }
}

/** More numbers than anybody counts through for another reason than to reach every process. */
const EVERY_PROCESS = 4000

/** `seq 1 65535`: told apart only when the numbers reach about as far as processes do. */
function manyNumbers(args: readonly string[]): Stream {
  const numbers = args.filter(arg => /^\d+$/.test(arg)).map(Number)
  return { ...unknownStream(), pids: numbers.length > 0 && (numbers.at(-1) ?? 0) >= EVERY_PROCESS ? 'all' : null }
}

const LISTS_FILES = /^(grep|ls|fd|fdfind)$/

interface Around {
  input: Stream | null
  scope: Scope
  look: Inspector
}

const FETCHERS = names('curl wget http https xh aria2c fetch lynx w3m links ftp')
const DECODERS = names(
  'base64 base32 basenc xxd uudecode gunzip zcat bunzip2 xz unxz zstd lz4 openssl gpg rev tr perl python3 python ruby node php lua deno bun sed awk gawk jq paste cut string',
)
const FILTERS = names(
  'tr sed awk grep head tail tee cat sort uniq cut jq gunzip zcat base64 xxd rev tac dos2unix sponge pv xz zstd',
)

function marksIn(args: readonly string[]): Partial<Stream> {
  const all = args.join('')
  if (all.includes('\uFDD4')) return { pids: 'daemon' }
  if (all.includes('\uFDD5')) return { pids: 'all' }
  return all.includes('\uFDD6') ? { fetched: true } : {}
}

function streamFor(name: string, text: string, input: Stream | null): Stream {
  const changed = DECODERS.has(name) || (input?.decoded ?? false)
  return { ...textStream(text.slice(0, LONGEST)), decoded: changed }
}

type Printer = (args: readonly string[], around: Around) => string | undefined

const through =
  (change: (text: string) => string | undefined): Printer =>
  (args, { input }) =>
    input?.text == null || args.some(arg => !arg.startsWith('-')) ? undefined : change(input.text)

const PRINTERS: Record<string, Printer> = {
  echo: args => echoed(args),
  printf: args => formatted(args),
  cat: (args, around) => catted(args, around),
  tee: (_args, { input }) => input?.text ?? undefined,
  pwd: (_args, { scope }) => (isLiteral(scope.cwd) ? `${scope.cwd}\n` : undefined),
  whoami: (_args, { look }) => `${look.setting.user}\n`,
  which: (args, around) => lookupOf(args, around),
  command: (args, around) => (args[0] === '-v' || args[0] === '-V' ? lookupOf(args.slice(1), around) : undefined),
  type: (args, around) => (/^-[pP]$/.test(args[0] ?? '') ? lookupOf(args.slice(1), around) : undefined),
  basename: args => (args.length === 1 && args[0] ? `${baseName(args[0].replace(/\/+$/, '')) || '/'}\n` : undefined),
  rev: through(text =>
    text
      .split('\n')
      .map(line => [...line].reverse().join(''))
      .join('\n'),
  ),
  // A last line without an end gets the next one glued to it.
  tac: through(text => (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).reverse().join('')),
  base64: (args, around) => (isDecode(args) ? through(fromBase64)(args, around) : undefined),
  // Without `-p` it reads addresses, too.
  xxd: (args, around) =>
    ['r', 'p'].every(flag => args.some(arg => /^-[a-z]+$/.test(arg) && arg.includes(flag)))
      ? through(fromHex)(args, around)
      : undefined,
  tr: (args, { input }) => (input?.text == null ? undefined : translated(input.text, args)),
  dirname: args => (args.length === 1 && args[0] ? `${folderOf(args[0])}\n` : undefined),
  realpath: (args, around) => resolved(args, around),
  cut: (args, { input }) => (input?.text == null ? undefined : fieldsCut(input.text, args)),
  getent: args =>
    args[0] === 'passwd' && args[1] !== undefined && args.length === 2 && /^[a-z_][\w.-]*$/.test(args[1])
      ? `${passwdLine(args[1])}\n`
      : undefined,
  awk: (args, around) => homeFromPasswd(args, around),
  gawk: (args, around) => homeFromPasswd(args, around),
  sed: (args, { input }) => (input?.text == null ? undefined : editedBySed(input.text, args)),
  head: (args, { input }) => (input?.text == null ? undefined : someLines('head', input.text, args)),
  tail: (args, { input }) => (input?.text == null ? undefined : someLines('tail', input.text, args)),
  sort: (args, { input }) => (input?.text == null ? undefined : sortedLines(input.text, args)),
  paste: (args, { input }) => (input?.text == null ? undefined : pasted(input.text, args)),
  jq: args => printedByJq(args),
  string: args => printedByString(args),
  openssl: (args, { input }) =>
    input?.text != null &&
    /^(base64|enc)$/.test(args[0] ?? '') &&
    args.includes('-d') &&
    (args[0] === 'base64' || args.includes('-base64'))
      ? fromBase64(input.text)
      : undefined,
  ...Object.fromEntries(
    ['python3', 'python', 'node', 'ruby', 'perl', 'php', 'lua', 'deno', 'bun'].map(
      name => [name, printedInline] as const,
    ),
  ),
  // Without one of these it prints where a link leads.
  readlink: (args, around) => (args.some(arg => /^-[fem]$/.test(arg)) ? resolved(args, around) : undefined),
  ls: args => (args[0] === '-d' && args.length === 2 ? `${args[1]}\n` : undefined),
  true: () => '',
  ':': () => '',
}

/** What the list of accounts says of one of them, as far as everybody knows. */
const passwdLine = (user: string): string =>
  `${user}:x:1000:1000::${user === 'root' ? '/root' : `/home/${user}`}:/bin/bash`

/** `awk -F: '$1=="dev"{print $6}' /etc/passwd`: the home folder of an account, or those of all. */
function homeFromPasswd(args: readonly string[], { input, look }: Around): string | undefined {
  const program = args.find(arg => arg.includes('{') || arg.includes('print'))
  if (program === undefined) return undefined
  const plain = printedByAwk(input?.text ?? null, program, /^-F(.)$/.exec(args[0] ?? '')?.[1])
  if (plain !== undefined && args.at(-1) === program) return plain
  const field = /print\s*\$(\d)\b\s*;?\s*\}?\s*$/.exec(program)?.[1]
  if (field === undefined) return undefined
  if (args.some(arg => arg === '/etc/passwd') && args.some(arg => arg === '-F:' || arg === ':'))
    return `${passwdLine(/["^/](\w+)["$:/]/.exec(program)?.[1] ?? look.setting.user).split(':')[Number(field) - 1] ?? ''}\n`
  return undefined
}

/** Code that does nothing but print a text or the home folder; `python3 -m base64 -d` decodes. */
function printedInline(args: readonly string[], { input, look }: Around): string | undefined {
  if (args[0] === '-m' && args[1] === 'base64' && args[2] === '-d' && input?.text != null) return fromBase64(input.text)
  const code = args.find((_arg, i) => /^-(c|e|r|p|pe|E)$/.test(args[i - 1] ?? ''))
  if (code === undefined || code.length > 2000) return undefined
  const text = printedByCode(code)
  if (text !== undefined) return text
  return HOME_ITSELF.test(code) && code.length < 200 && /\b(?:print|puts|echo|log|write)\b/.test(code)
    ? `${look.setting.home}\n`
    : undefined
}

/** `cut -d: -f6`, `cut -c1-3`: fields and characters by number. */
function fieldsCut(text: string, args: readonly string[]): string | undefined {
  const parsed = parseOptions(args, { values: names('d f c b delimiter fields characters') })
  if (parsed.operands.length > 0 || hasOption(parsed, 'complement', 's', 'only-delimited', 'output-delimiter', 'z'))
    return undefined
  const value = (...wanted: string[]): string | undefined =>
    parsed.options.find(option => wanted.includes(option.name))?.value ?? undefined
  const by = value('d', 'delimiter') ?? '\t'
  const list = value('f', 'fields') ?? value('c', 'characters', 'b')
  if (list === undefined || !/^\d+(-\d*)?(,\d+(-\d*)?)*$/.test(list)) return undefined
  const fields = value('f', 'fields') !== undefined
  const wanted = (n: number): boolean =>
    list.split(',').some(range => {
      const [from = '', to] = range.split('-')
      return n >= Number(from) && (to === undefined ? n === Number(from) : to === '' || n <= Number(to))
    })
  return text
    .split('\n')
    .map(line => {
      // A line without the separator goes on as it is.
      if (fields && !line.includes(by)) return line
      return (fields ? line.split(by) : [...line]).filter((_piece, i) => wanted(i + 1)).join(fields ? by : '')
    })
    .join('\n')
}

function folderOf(path: string): string {
  const plain = path.replace(/\/+$/, '')
  return plain.includes('/') || plain === '' ? plain.replace(/\/+[^/]*$/, '') || '/' : '.'
}

function resolved(args: readonly string[], { scope, look }: Around): string | undefined {
  const files = args.filter(arg => !arg.startsWith('-'))
  return files.length === 1 && files[0] ? `${absolute(files[0], scope.cwd, look.setting.home)}\n` : undefined
}

const isDecode = (args: readonly string[]): boolean =>
  args.some(arg => /^-[a-zA-Z]*[dD]/.test(arg) || arg.startsWith('--d'))

function lookupOf(args: readonly string[], { look }: Around): string | undefined {
  const wanted = args.filter(arg => !arg.startsWith('-'))
  // Where our own program lies makes a difference to whoever writes there.
  if (wanted.length === 1 && wanted[0]?.startsWith(look.setting.product.cli)) return `/usr/local/bin/${wanted[0]}\n`
  return wanted.length === 1 && wanted[0] ? `${wanted[0]}\n` : undefined
}

function echoed(args: readonly string[]): string {
  let first = 0
  let escapes = false
  let newline = true
  while (/^-[neE]+$/.test(args[first] ?? '')) {
    const flags = args[first++] ?? ''
    if (flags.includes('e')) escapes = true
    if (flags.includes('n')) newline = false
  }
  const text = args.slice(first).join(' ')
  const end = newline ? '\n' : ''
  if (!escapes) return text + end
  const { kept, cut } = cutShort(text)
  return unescaped(kept) + (cut ? '' : end)
}

function catted(args: readonly string[], { input, scope, look }: Around): string | undefined {
  const files = args.filter(arg => !/^-[A-Za-z]+$/.test(arg))
  if (files.length === 0 || (files.length === 1 && files[0] === '-')) return input?.text ?? undefined
  const texts = files.map(file => look.writtenTo(absolute(file, scope.cwd, look.setting.home))?.text)
  return texts.every(text => typeof text === 'string') ? texts.join('') : undefined
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The text behind base64, byte by byte; undefined when it is none. */
export function fromBase64(text: string): string | undefined {
  const clean = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  let bits = 0
  let held = 0
  let out = ''
  for (const c of clean) {
    const value = ALPHABET.indexOf(c)
    if (value < 0) return undefined
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    out += String.fromCharCode((held >> bits) & 0xff)
  }
  return out
}

function fromHex(text: string): string | undefined {
  const clean = text.replace(/\s+/g, '').replaceAll('\\x', '')
  if (!/^[0-9a-fA-F]*$/.test(clean)) return undefined
  return (clean.match(/../g) ?? []).map(pair => String.fromCharCode(Number.parseInt(pair, 16))).join('')
}

function translated(text: string, args: readonly string[]): string | undefined {
  if (args[0] === '-d' && args.length === 2) {
    const gone = setOf(args[1] ?? '')
    return gone && [...text].filter(c => !gone.includes(c)).join('')
  }
  const from = setOf(args[0] ?? '')
  const to = setOf(args[1] ?? '')
  if (args.length !== 2 || !from || !to) return undefined
  return [...text].map(c => (from.includes(c) ? (to[Math.min(from.indexOf(c), to.length - 1)] ?? c) : c)).join('')
}

/** The letters that a set of `tr` names; it knows fewer escapes than `printf`. */
function setOf(set: string): string[] | undefined {
  if ((set.startsWith('-') && set !== '-') || set.includes('[')) return undefined
  const out: string[] = []
  const plain = [
    ...set.replace(/\\([0-7]{1,3}|.)/gs, (all, code: string) => (/^[0-7abfnrtv]/.test(code) ? unescaped(all) : code)),
  ]
  for (let i = 0; i < plain.length; i++) {
    const [a = '', dash, b] = plain.slice(i, i + 3)
    if (dash !== '-' || b === undefined) out.push(a)
    else {
      for (let code = a.charCodeAt(0); code <= b.charCodeAt(0); code++) out.push(String.fromCharCode(code))
      i += 2
    }
  }
  return out
}

/** Whose process numbers a command prints: of our daemon, of everything, or of nothing in particular. */
function lookedUp(name: string, args: readonly string[], input: Stream | null, look: Inspector): Stream['pids'] {
  const product = look.setting.product
  const daemon = SHOWS_PIDS.has(name) && args.some(arg => namesDaemon(arg, product))
  if (LOOKUPS.has(name)) {
    if (daemon) return 'daemon'
    const parsed = parseOptions(args, { values: names('u U g G P s t d r F o O pid user') })
    const wanted = parsed.operands.length > 0
    if (/^(pgrep|ps)$/.test(name) && hasOption(parsed, 'v', 'inverse', 'N', 'deselect')) return 'all'
    if (name === 'pgrep') return wanted && !parsed.operands.every(isEveryone) ? (input?.pids ?? null) : 'all'
    return (name === 'ps' || name === 'top') && !hasOption(parsed, 'p', 'C', 'pid', 'ppid', 't') ? 'all' : null
  }
  if (daemon) return 'daemon'
  // All containers there are: those of Gatehouse are among them.
  if (
    /^(docker|podman|nerdctl)$/.test(name) &&
    /^(container )?(ps|ls)( -[aq]+| --all| --quiet)*$/.test(args.join(' ')) &&
    /-[a]?q|--quiet/.test(args.join(' '))
  )
    return 'all'
  if (input?.pids === 'all' && narrows(name, args)) return null
  return input?.pids ?? null
}

const LOOKUPS = names('top pgrep pidof ps lsof fuser pstree ss netstat jps')
/** Programs whose output can be process numbers, when an argument names whose. */
const SHOWS_PIDS = new Set([...LOOKUPS, ...FILTERS, 'docker', 'podman', 'systemctl'])

const isEveryone = (pattern: string): boolean => /^[.^$*\s]*$/.test(pattern)

/** Every line that shows a process has a number. */
const ANY_NUMBER = /^[\^$\d\\[\]+*-]*(?:\[0-9\]|\\d|\[\[:digit:\]\])[+*$]*$/

/** Whether of all lines only some go on, and not all but a few. */
function narrows(name: string, args: readonly string[]): boolean {
  if (/^([ef]?grep|rg)$/.test(name)) {
    const inverts = args.some(arg => /^-[a-zA-Z]*v|^--inv/.test(arg))
    return !inverts && args.some(arg => !arg.startsWith('-') && !isEveryone(arg) && !ANY_NUMBER.test(arg))
  }
  // What a line must not have leaves nearly all of them.
  if (name === 'awk') return args.some(arg => /\/|==|~/.test(arg.replace(/!\s*\/[^/]*\/|![=~][^&{]*/g, '')))
  // `tail -n +2` leaves out the first line only, `head -n -1` the last.
  if (name === 'head') return !/(-[nc]|--lines|--bytes)[= ]?-\d/.test(args.join(' '))
  return name === 'tail' && !args.some(arg => arg.includes('+'))
}
