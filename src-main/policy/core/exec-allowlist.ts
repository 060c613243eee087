import type { CommandAnalysis, Segment } from '../../contract/model/decision.ts'
import type { AllowlistEntry } from '../../contract/model/policy.ts'
import { carriesCode } from './shell/grants/carries-code.ts'
import { entryPathMatches, textMatches } from './shell/grants/glob.ts'
import { absolute, isBelow } from './shell/paths.ts'

/** What the machine knows about names and paths at this moment. */
export interface AllowlistWorld {
  cwd: string
  home: string
  /** Full path of a bare name after the search path; null when there is none. */
  resolve(name: string): string | null
  /** The path with every symbolic link followed; the path itself where nothing exists yet. */
  realPath?(path: string): string | null
  /** SHA-256 of a file, hex; null when it cannot be read. */
  sha256?(path: string): string | null
}

/** Whether a whole command line is covered, and by what or why not. */
export interface AllowlistMatch {
  covered: boolean
  /** One sentence for a person. */
  because: string
  /** The entries that covered it, each once. */
  entries: AllowlistEntry[]
}

const miss = (because: string): AllowlistMatch => ({ covered: false, because, entries: [] })

/** Commands that only change the memory of the shell, and start nothing. */
const SHELL_ONLY: ReadonlySet<string> = new Set(
  'cd pushd popd : true false set shift unset export declare local readonly typeset return exit break continue wait umask shopt read trap'.split(
    ' ',
  ),
)

/** Variables that say how something looks or which stage it is, and never what is started. */
const PLAIN_VARIABLE =
  /^(LC_\w+|LANG|LANGUAGE|TZ|TERM|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|CLICOLOR\w*|CI|NODE_ENV|RAILS_ENV|RACK_ENV|APP_ENV|DEBUG|VERBOSE|PORT|HOST|RUST_BACKTRACE|RUST_LOG|LOG_LEVEL|PYTHONUNBUFFERED|PYTHONDONTWRITEBYTECODE|GIT_TERMINAL_PROMPT|DEBIAN_FRONTEND|CGO_ENABLED|GOOS|GOARCH)$/

/**
 * Whether every effective program of a command line is on the allowlist. Refusals, unknown programs, inline code,
 * options that start programs, written files and variables that change what is loaded are never covered.
 */
export function matchAllowlist(
  analysis: CommandAnalysis,
  entries: readonly AllowlistEntry[],
  world: AllowlistWorld,
): AllowlistMatch {
  if (analysis.verdict === 'deny') return miss('It is refused, whatever is on the list.')
  if (!analysis.bindable) return miss('Some of it is only known when it runs.')
  if (analysis.segments.length === 0 || analysis.segments.length >= 500)
    return miss('There is nothing that could be compared.')
  const used: AllowlistEntry[] = []
  const moves = analysis.segments.some(segment => MOVES.has(segment.program ?? ''))
  for (const segment of analysis.segments) {
    const because = neverCovered(segment)
    if (because) return miss(because)
    if (segment.argv.length === 0 || (segment.program !== null && SHELL_ONLY.has(segment.program))) continue
    const entry = entries.find(one => covers(one, segment, world) && !(moves && isFromHere(one, segment)))
    if (!entry) return miss(`Nothing on the list covers "${segment.display}".`)
    if (!used.includes(entry)) used.push(entry)
  }
  return used.length === 0
    ? miss('It starts no program.')
    : { covered: true, because: 'Every program of it is on the list.', entries: used }
}

function neverCovered(segment: Segment): string | null {
  if (segment.verdict === 'deny') return 'It is refused, whatever is on the list.'
  if (segment.argv.length > 0 && segment.program === null) return 'A program is only known when it runs.'
  if (segment.argv.length === 0 && segment.verdict !== 'allow') return 'Part of it could not be read.'
  if (segment.categories.some(category => category === 'runs-code' || category === 'unknown'))
    return 'It can run other code.'
  if (segment.env.some(one => !PLAIN_VARIABLE.test(one.name))) return 'It changes a variable that can change what runs.'
  if (segment.program !== null && SHELL_ONLY.has(segment.program) && setsVariable(segment))
    return 'It changes a variable that can change what runs.'
  if (segment.redirects.some(one => one.access !== 'read' && one.target.text !== '/dev/null'))
    return 'It writes a file.'
  if (!printsOnly(segment) && segment.argv.some(word => !word.literal && word.text.includes('…')))
    return 'An argument is only known when it runs.'
  return carriesCode(segment) ? 'Code on the command line is never covered.' : null
}

/** Programs for which every argument is text: no value of it can change what they do. */
const printsOnly = (segment: Segment): boolean => /(^|\/)(echo|basename|dirname|\[|test)$/.test(segment.program ?? '')

function setsVariable(segment: Segment): boolean {
  return segment.argv.slice(1).some(word => {
    const name = /^([A-Za-z_]\w*)\+?=/.exec(word.text)?.[1]
    return name !== undefined && !PLAIN_VARIABLE.test(name)
  })
}

function covers(entry: AllowlistEntry, segment: Segment, world: AllowlistWorld): boolean {
  const path = programPath(segment, world)
  if (path === null || !entryPathMatches(entry.path, path)) return false
  // A path that a person did not spell out says nothing about credentials, rights or what runs later.
  const sensitive = segment.categories.some(
    category => category === 'secrets' || category === 'persistence' || category === 'privilege',
  )
  if (sensitive && !entry.args) return false
  if (entry.args && !entry.args.some(glob => textMatches(glob, argumentLine(segment)))) return false
  if (entry.args && segment.argv.some(word => !word.literal)) return false
  if (entry.paths_within !== undefined && !pathsWithin(entry.paths_within, segment, world)) return false
  return entry.sha256 === undefined || world.sha256?.(path) === entry.sha256
}

/** What changes the folder that later names are seen from. */
const MOVES: ReadonlySet<string> = new Set(['cd', 'pushd', 'popd'])

/** Whether an entry bounds paths and a word is a path seen from the folder: after `cd` that is another place. */
const isFromHere = (entry: AllowlistEntry, segment: Segment): boolean =>
  (segment.program?.includes('/') === true && !segment.program.startsWith('/')) ||
  (entry.paths_within !== undefined && segment.argv.slice(1).some(word => !/^(-|[/~])/.test(pathIn(word.text) ?? '-')))

const argumentLine = (segment: Segment): string =>
  segment.argv
    .slice(1)
    .map(word => word.text)
    .join(' ')

/** The file that would be started: links followed, `..` resolved. */
function programPath(segment: Segment, world: AllowlistWorld): string | null {
  const program = segment.program ?? ''
  const found = program.includes('/') ? absolute(program, world.cwd, world.home) : world.resolve(program)
  return found === null || !world.realPath ? found : world.realPath(found)
}

function pathsWithin(folder: string, segment: Segment, world: AllowlistWorld): boolean {
  const root = realOf(folder, world)
  const words = [...segment.argv.slice(1), ...segment.redirects.map(one => one.target)]
  return words.every(word => {
    if (!word.literal) return false
    const path = pathIn(word.text)
    if (path === null || path === '/dev/null') return true
    const real = realOf(path, world)
    return real !== null && root !== null && isBelow(real, root)
  })
}

function realOf(path: string, world: AllowlistWorld): string | null {
  const full = absolute(path, world.cwd, world.home)
  return world.realPath ? world.realPath(full) : full
}

/** The path in an argument: the whole word, the value of `--x=`, or what is glued to a short option. */
function pathIn(text: string): string | null {
  if (!text.startsWith('-')) return text
  const long = /^--[\w-]+=(.*)$/s.exec(text)?.[1]
  if (long !== undefined) return long
  const short = /^-[A-Za-z](.+)$/s.exec(text)?.[1]
  return short !== undefined && /[/~.]/.test(short) ? short : null
}
