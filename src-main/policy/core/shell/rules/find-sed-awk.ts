import type { Call } from '../call.ts'
import { joinedTexts } from '../code/guessed-commands.ts'
import { sedActs } from '../code/sed-script.ts'
import { splitStrings } from '../code/split-strings.ts'
import { guess } from '../code/vim-commands.ts'
import { ask, deny, type Stream, unknownStream } from '../inspector.ts'
import { activateGlobs, globMatches, isLiteral, SUBSTITUTED_FILE, UNKNOWN_TEXT, withoutMarks } from '../marks.ts'
import { hasOption, names } from '../options.ts'
import { isBelow, worstTarget } from '../paths.ts'
import { ownPath, readFinding, writeFinding } from '../tables/files.ts'

const EXECUTES = /^-(exec|execdir|ok|okdir)$/
const NARROWS =
  /^-(name|iname|path|ipath|wholename|regex|iregex|newer.*|mtime|mmin|atime|ctime|cmin|amin|size|user|group|perm|inum|lname|empty|fstype|nouser|nogroup|links|uid|gid|executable|readable|writable|used|samefile|xtype)$/

/** `find`: looking is silent; what it starts is judged, what it deletes asks. */
export function runFind(call: Call): Stream | undefined {
  const { args } = call
  const roots = findRoots(args)
  const narrowed = args.some(arg => NARROWS.test(arg))
  const wanted = args
    .filter((arg, i) => /^-i?(name|path|wholename)$/.test(args[i - 1] ?? '') && isLiteral(arg))
    .map(activateGlobs)
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (EXECUTES.test(arg)) {
      const end = args.findIndex((word, at) => at > i && (word === ';' || (word === '+' && args[at - 1] === '{}')))
      const stop = end < 0 ? args.length : end
      const words = args.slice(i + 1, stop)
      const found = (roots.length === 0 ? ['.'] : roots).flatMap(root => [
        `${root}/${UNKNOWN_TEXT}`,
        ...wanted.map(name => `${root}/${name}`),
      ])
      if (looksForSecrets(call, roots, args)) call.say(SECRETS)
      const places = narrowed ? [...found, UNKNOWN_TEXT] : [...found, UNKNOWN_TEXT, ...roots]
      for (const place of places)
        call.inner(
          words.map(word => word.replaceAll('{}', () => place)),
          { input: null },
          `find ${arg}`,
        )
      i = stop
    } else if (arg === '-delete') {
      call.say(ask('destroys.files', 'It deletes every file it finds.', 'destroys'))
      if (looksForUs(call, roots)) call.say(deny('hard.self', 'It deletes what belongs to Gatehouse.', 'destroys'))
      for (const root of roots) {
        const worst = narrowed ? null : worstTarget(call.path(root), call.look.setting)
        if (worst) call.say(deny('hard.delete-home', `It deletes ${worst}.`, 'destroys'))
        call.say(writeOrNull(call, root))
      }
    } else if (/^-(fprint|fprint0|fls|fprintf)$/.test(arg)) {
      const target = args[i + 1]
      if (target !== undefined)
        call.say(
          writeFinding(call.path(target), call.look.setting) ??
            (target.startsWith('/dev/')
              ? null
              : ask('outside.find-writes', 'It makes find write a file.', 'outside-workspace')),
        )
    } else if (arg === '-files0-from') call.say(readFinding(call.path(args[i + 1] ?? ''), call.look.setting))
  }
  if (!narrowed) return { ...unknownStream('pipe'), entriesOf: roots }
  // Whatever is found there is ours.
  const ours = roots.filter(root => ownPath(call.path(root), call.look.setting))
  return ours.length > 0
    ? { ...unknownStream('pipe'), entriesOf: ours.map(root => `${root}/${UNKNOWN_TEXT}`) }
    : undefined
}

const SECRETS = ask('secrets.read', 'It hands files on that are as a rule keys or passwords.', 'secrets')

/** Files of these names are keys and passwords wherever they lie. */
const SECRET_NAMES = [
  'id_rsa',
  'id_ed25519',
  'id_ecdsa',
  'x.pem',
  'x.key',
  'x.kdbx',
  'x.p12',
  'x.pfx',
  'credentials',
  '.netrc',
  '.pgpass',
  '.git-credentials',
  'shadow',
]

/** Whether it looks outside the workspace for names of keys: a pattern of everything does not count. */
function looksForSecrets(call: Call, roots: readonly string[], args: readonly string[]): boolean {
  if (!roots.some(root => !isBelow(call.path(root), call.look.setting.workspace))) return false
  const patterns = args.filter((_arg, i) => /^-i?name$/.test(args[i - 1] ?? '')).map(activateGlobs)
  return patterns.some(one => !globMatches(one, 'a') && SECRET_NAMES.some(name => globMatches(one, name)))
}

/** Whether a pattern picks our data folder out of a place that may hold it. */
const looksForUs = (call: Call, roots: readonly string[]): boolean =>
  call.args.some(
    (arg, i) =>
      /^-(i?name|i?path|i?wholename|i?regex)$/.test(call.args[i - 1] ?? '') &&
      arg.includes(call.look.setting.product.dataFolder),
  ) && roots.some(root => !isBelow(call.path(root), call.look.setting.workspace))

function writeOrNull(call: Call, root: string): ReturnType<typeof writeFinding> {
  const finding = writeFinding(call.path(root), call.look.setting)
  return finding?.verdict === 'deny' ? finding : null
}

function findRoots(args: readonly string[]): string[] {
  const roots: string[] = []
  for (const arg of args) {
    if (/^-[HLPDO]/.test(arg) && roots.length === 0) continue
    if (arg.startsWith('-') || arg === '(' || arg === '!') break
    roots.push(arg)
  }
  return roots
}

/** `sed`: editing is silent; commands and files named in its script are judged. */
export function runSed(call: Call): Stream | undefined {
  const parsed = call.parse({ values: names('e f l E_ expression file line-length') })
  const scripts = parsed.options
    .filter(option => option.value !== null && (option.name === 'e' || option.name === 'expression'))
    .map(option => option.value ?? '')
  const fromFile = hasOption(parsed, 'f', 'file')
  const operands = [...parsed.operands]
  if (scripts.length === 0 && !fromFile) scripts.push(operands.shift() ?? '')
  for (const { name, value } of parsed.options)
    if ((name === 'f' || name === 'file') && value !== null) scripts.push(...programFile(call, value))
  const inPlace =
    hasOption(parsed, 'i', 'in-place') ||
    call.args.some(arg => /^-[nErsuz]*i/.test(arg) || arg.startsWith('--in-place'))
  if (!hasOption(parsed, 'sandbox')) judgeSed(call, scripts.join('\n'))
  if (inPlace) for (const file of operands) call.say(writeFinding(call.path(file), call.look.setting))
  return undefined
}

function judgeSed(call: Call, script: string): void {
  const acts = sedActs(script)
  for (const text of acts.runs) {
    call.say(ask('code.sed-runs', 'The sed script runs a command.', 'runs-code'))
    if (text !== '' && isLiteral(text)) call.shell(text, 'sed e')
  }
  for (const file of acts.writes) call.say(writeFinding(call.path(file), call.look.setting))
  for (const file of acts.reads) call.say(readFinding(call.path(file), call.look.setting))
}

/** `awk`: columns and sums are silent; `system`, pipes to commands and written files are judged. */
export function runAwk(call: Call): Stream | undefined {
  const parsed = call.parse({
    values: names('F v f e E i l field-separator assign file source exec include load'),
    stops: true,
  })
  const programs = parsed.options
    .filter(option => option.value !== null && (option.name === 'e' || option.name === 'source'))
    .map(option => option.value ?? '')
  if (parsed.options.some(option => option.name === 'l' || option.name === 'load'))
    call.say(ask('code.loads-library', 'It loads a library into awk.', 'runs-code'))
  const fromFile = parsed.options.some(option => /^(f|file|E|exec)$/.test(option.name))
  const operands = [...parsed.operands]
  if (programs.length === 0 && !fromFile) programs.push(operands.shift() ?? '')
  for (const { name, value } of parsed.options)
    if (/^(f|file|E|exec)$/.test(name) && value !== null) programs.push(...programFile(call, value))
  const given = parsed.options
    .filter(option => option.name === 'v' || option.name === 'assign')
    .map(({ value }) => /^(\w+)=(.*)$/s.exec(value ?? '') ?? [])
    .map(([, name = '', value = '']) => [name, value] as const)
  for (const text of programs) judgeAwk(call, text, new Map(given))
  const inPlace = parsed.options.some(
    option => (option.name === 'i' || option.name === 'include') && option.value?.startsWith('inplace'),
  )
  if (inPlace) for (const file of operands) call.say(writeFinding(call.path(file), call.look.setting))
  return undefined
}

/** A program that lies in a file: judged when this very line wrote it or hands it over, asked about otherwise. */
function programFile(call: Call, file: string): string[] {
  const path = call.path(file)
  const at = file.indexOf(SUBSTITUTED_FILE)
  const text =
    at >= 0
      ? call.look.substituted(file.charCodeAt(at + 1) - 0xe000).text
      : /^(-|\/dev\/(stdin|fd\/0))$/.test(file)
        ? call.inv.input?.text
        : call.look.writtenTo(path)?.text
  if (text != null) return [text]
  if (isLiteral(file)) call.look.runsScript(path)
  call.say(
    ask('code.program-file', `It runs a ${call.name} program from a file that was not looked into.`, 'runs-code'),
  )
  return []
}

const AWK_RUNS = ask('code.awk-runs', 'The awk program runs a command.', 'runs-code')

function judgeAwk(call: Call, program: string, given: ReadonlyMap<string, string>): void {
  const code = withoutMarks(program)
  const { bare, texts } = splitStrings(withoutRegexes(code), { quotes: '"', line: ['#'] })
  if (/@load\b|@include\b/.test(bare)) call.say(ask('code.loads-library', 'It loads code into awk.', 'runs-code'))
  const indirect = /@\s*\w+\s*\(/.test(bare)
  // A single bar is a pipe to or from a command; two are the logical or.
  const pipes = /(^|[^|])\|&?(?!\|)/.test(bare.replaceAll('||', ''))
  if (/\bsystem\s*\(/.test(bare) || pipes || indirect) {
    const commands = texts.filter(text => text.trim() !== '')
    const harmless =
      pipes &&
      !/\bsystem\s*\(/.test(bare) &&
      commands.some(text => /^(sort|uniq|column|cat|wc|head|tail|date|tr|cut)\b/.test(text)) &&
      commands.every(text => {
        const command = awkText(text)
        return (
          command !== null && call.look.worstOf(command, call.inv.scope, [...call.inv.via, 'awk']).verdict === 'allow'
        )
      })
    if (!harmless) call.say(AWK_RUNS)
    if (!harmless)
      for (const text of [...commands, ...joinedTexts(code, true, given)]) if (text.length < 400) suppose(call, text)
  }
  for (const match of code.matchAll(/\bprintf?\b[^;}\n]*?>{1,2}\s*"([^"]+)"/g)) {
    const target = match[1] ?? ''
    if (target.startsWith('/inet')) call.say(ask('network.raw', 'It opens a raw connection.', 'network'))
    else call.say(writeFinding(call.path(target), call.look.setting))
  }
  if (texts.some(text => /^\/inet[46]?\//.test(text)))
    call.say(ask('network.raw', 'It opens a raw connection.', 'network'))
  for (const match of code.matchAll(/getline\b[^;}\n]*?<\s*"([^"]+)"/g))
    call.say(readFinding(call.path(match[1] ?? ''), call.look.setting))
}

/** A text of awk as the shell gets it; null when letters in it are written as numbers, which no honest command needs. */
function awkText(text: string): string | null {
  const plain = text.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\"', '"').replaceAll('\\/', '/')
  return /\\[0-7x]/.test(plain) ? null : plain
}

/** Text in the program may be a command: what could never be approved is refused, everything else already asks. */
function suppose(call: Call, text: string): void {
  guess(text, call)
}

/** A bar or a quote inside a pattern is no operator. */
function withoutRegexes(code: string): string {
  return code.replace(
    /(^|[(,~!{};&|\n]|\bif\s*\(|\s)\s*\/(?![*\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\//g,
    '$1 1 ',
  )
}
