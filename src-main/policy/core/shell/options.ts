/** How a program reads its arguments, as far as a rule needs it. */
export interface OptionSpec {
  /** Options that take a value: one character for short ones, more for long ones. */
  values: ReadonlySet<string>
  /** Short options whose value, if any, is glued to them: `-i.bak`, and never the next word. */
  glued?: ReadonlySet<string>
  /** Options stop at the first operand: everything after it belongs to an inner command. */
  stops?: boolean
  /** Long options have one dash, as in find, java, openssl. */
  oneDash?: boolean
  /** Long options must be written out: programs that do not use getopt. */
  exact?: boolean
  /** Long options without a value that are no beginning of another one. */
  flags?: ReadonlySet<string>
}

/** An option as given; `value` is null when it takes none or none followed. */
export interface GivenOption {
  name: string
  value: string | null
}

/** The arguments of a program, sorted into options and operands. */
export interface ParsedOptions {
  options: readonly GivenOption[]
  operands: readonly string[]
  /** Index into the arguments where operands begin, for programs that stop there. */
  operandsAt: number
}

const lists = new Map<string, ReadonlySet<string>>()

/** Reads option names from a blank-separated list. The lists are constants of ours, so each is read once. */
export function names(list: string): ReadonlySet<string> {
  const known = lists.get(list)
  if (known) return known
  const fresh = new Set(list.split(' ').filter(Boolean))
  lists.set(list, fresh)
  return fresh
}

/** Reads arguments the way getopt does: glued, combined and abbreviated forms included. */
export function parseOptions(args: readonly string[], spec: OptionSpec): ParsedOptions {
  const options: GivenOption[] = []
  const operands: string[] = []
  let operandsAt = args.length
  let i = 0
  while (i < args.length) {
    const arg = args[i] ?? ''
    if (arg === '--') {
      operandsAt = Math.min(operandsAt, i + 1)
      operands.push(...args.slice(i + 1))
      break
    }
    if (arg.length < 2 || !arg.startsWith('-')) {
      operandsAt = Math.min(operandsAt, i)
      operands.push(arg)
      if (spec.stops) {
        operands.push(...args.slice(i + 1))
        break
      }
      i++
    } else if (arg.startsWith('--') || spec.oneDash) i += longOption(args, i, spec, options)
    else i += shortOptions(args, i, spec, options)
  }
  return { options, operands, operandsAt }
}

function longOption(args: readonly string[], at: number, spec: OptionSpec, into: GivenOption[]): number {
  const arg = (args[at] ?? '').replace(/^--?/, '')
  const equals = arg.indexOf('=')
  const given = equals < 0 ? arg : arg.slice(0, equals)
  const name = spec.exact || spec.flags?.has(given) ? given : fullName(given, spec.values)
  if (equals >= 0) {
    into.push({ name, value: arg.slice(equals + 1) })
    return 1
  }
  if (!spec.values.has(name)) {
    into.push({ name, value: null })
    return 1
  }
  into.push({ name, value: args[at + 1] ?? null })
  return 2
}

/** getopt accepts any unambiguous beginning of a long name, so a shortened one is read as the one it begins. */
function fullName(name: string, known: ReadonlySet<string>): string {
  if (known.has(name) || name.length < 3) return name
  for (const full of known) if (full.length > 2 && full.startsWith(name)) return full
  return name
}

function shortOptions(args: readonly string[], at: number, spec: OptionSpec, into: GivenOption[]): number {
  const letters = (args[at] ?? '').slice(1)
  // `zip -TT` and `node -pe` are one option of two letters.
  if (letters.length === 2 && spec.values.has(letters)) {
    into.push({ name: letters, value: args[at + 1] ?? null })
    return 2
  }
  for (let n = 0; n < letters.length; n++) {
    const name = letters[n] ?? ''
    if (spec.glued?.has(name)) {
      // What follows is a number, as in `-0777ne`, or a suffix; letters begin another option, as in `-pie`.
      into.push({ name, value: null })
      n += /^[0-9]*/.exec(letters.slice(n + 1))?.[0].length ?? 0
      if (/^[^a-zA-Z]/.test(letters.slice(n + 1))) return 1
      continue
    }
    if (!spec.values.has(name)) {
      into.push({ name, value: null })
      continue
    }
    const glued = letters.slice(n + 1)
    into.push({ name, value: glued === '' ? (args[at + 1] ?? null) : glued })
    return glued === '' ? 2 : 1
  }
  return 1
}

/** The value of the first of these options, or undefined when none was given. */
export function optionValue(parsed: ParsedOptions, ...wanted: string[]): string | null | undefined {
  return parsed.options.find(option => wanted.includes(option.name))?.value
}

/** Whether one of these options was given. */
export const hasOption = (parsed: ParsedOptions, ...wanted: string[]): boolean =>
  parsed.options.some(option => wanted.includes(option.name))
