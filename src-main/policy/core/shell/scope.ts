import type { CompoundCommand, CompoundList, Redirected } from 'unbash'
import { UNKNOWN_TEXT } from './marks.ts'

/** What a variable can hold: a few possible texts, or a list when it is an array. */
export interface Value {
  texts: readonly string[]
  list?: readonly string[]
}

/** A function as it was written, with the text its positions point into. */
export interface DefinedFunction {
  body: CompoundCommand | Redirected | CompoundList
  source: string
}

/** More possibilities than this are not followed one by one. */
const MOST_TEXTS = 12

/** A variable that doubles itself must not grow without end. */
const bounded = (text: string): string => (text.length > 8_192 ? UNKNOWN_TEXT : text)

/** Everything a shell remembers between two commands, as far as it can be known. */
export class Scope {
  readonly vars: Map<string, Value>
  readonly functions: Map<string, DefinedFunction>
  readonly aliases: Map<string, string>
  /** Names that stand for other variables: `declare -n`. */
  readonly refers: Map<string, string>
  cwd: string
  /** Positional parameters; null when a caller decides them. */
  args: readonly string[] | null
  /** Bodies of the functions that are being called, so that recursion ends. */
  readonly calling: ReadonlySet<object>

  constructor(cwd: string) {
    this.vars = new Map()
    this.functions = new Map()
    this.aliases = new Map()
    this.refers = new Map()
    this.cwd = cwd
    this.args = null
    this.calling = new Set()
  }

  /** A copy for a subshell or a branch: what happens there does not come back by itself. */
  fork(): Scope {
    const copy = Object.create(Scope.prototype) as { -readonly [K in keyof Scope]: Scope[K] }
    copy.vars = new Map(this.vars)
    copy.functions = new Map(this.functions)
    copy.aliases = new Map(this.aliases)
    copy.refers = this.refers.size > 0 ? new Map(this.refers) : this.refers
    copy.cwd = this.cwd
    copy.args = this.args
    copy.calling = this.calling
    return copy as Scope
  }

  /** A view that shares all memory but has other parameters, for a function call. */
  calledAs(fn: DefinedFunction, args: readonly string[]): Scope {
    const view = Object.create(Scope.prototype) as { -readonly [K in keyof Scope]: Scope[K] }
    view.vars = this.vars
    view.functions = this.functions
    view.aliases = this.aliases
    view.refers = this.refers
    view.cwd = this.cwd
    view.args = args
    view.calling = new Set([...this.calling, fn.body])
    return view as Scope
  }

  /** Remembers a single known or partly known text. */
  set(name: string, text: string): void {
    this.vars.set(name, { texts: [bounded(text)] })
  }

  /** Remembers several possible texts, or that nothing is known when they are too many. */
  setAny(name: string, texts: readonly string[]): void {
    this.vars.set(name, { texts: texts.length > MOST_TEXTS ? [UNKNOWN_TEXT] : texts.map(bounded) })
  }

  /** From here on the variable can hold anything. */
  forget(name: string): void {
    this.vars.set(name, { texts: [UNKNOWN_TEXT] })
  }

  /** Takes over what either of two branches could have left behind. */
  join(other: Scope): void {
    if (other.cwd !== this.cwd) this.cwd = UNKNOWN_TEXT
    for (const [name, value] of other.vars) {
      const mine = this.vars.get(name)
      if (mine === value) continue
      this.vars.set(name, merged(mine, value))
    }
    for (const [name, value] of this.vars) {
      if (!other.vars.has(name)) this.vars.set(name, merged(undefined, value))
    }
    for (const [name, fn] of other.functions) this.functions.set(name, fn)
    for (const [name, text] of other.aliases) this.aliases.set(name, text)
  }
}

function merged(a: Value | undefined, b: Value): Value {
  if (!a) return { texts: [...b.texts, UNKNOWN_TEXT], ...(b.list ? { list: b.list } : {}) }
  const texts = [...new Set([...a.texts, ...b.texts])]
  const list = a.list || b.list ? [...new Set([...(a.list ?? []), ...(b.list ?? [])])] : undefined
  return { texts: texts.length > MOST_TEXTS ? [UNKNOWN_TEXT] : texts, ...(list ? { list } : {}) }
}
