import { BUILTINS } from './builtins.ts'
import type { Stream } from './inspector.ts'
import { isLiteral } from './marks.ts'
import type { WalkedCommand } from './walk-engine.ts'

/** What came of a command: what was judged, and what it prints. */
interface Outcome<T> {
  readonly judged: T
  readonly out: Stream
}

/**
 * Plain commands that a long line says again and again, so that a flood of them is judged once. Plain: every word is
 * known, nothing is set or opened, nothing comes in, and the shell itself remembers nothing of it afterwards.
 */
export class Repeats<T> {
  readonly #known = new Map<string, Outcome<T> & { readonly via: readonly string[] }>()

  /** The name under which this command is kept; null when it depends on more than its words and its folder. */
  keyOf({ choices, env, redirects, input, written, scope }: WalkedCommand): string | null {
    const [argv] = choices
    const [program] = argv ?? []
    if (!argv || program === undefined || choices.length > 1 || env.length + redirects.length > 0 || input) return null
    if (BUILTINS.has(program) || scope.functions.size + scope.aliases.size > 0 || !argv.every(isLiteral)) return null
    return [scope.cwd, written, ...argv].join('\0')
  }

  get(key: string, { via }: WalkedCommand): Outcome<T> | null {
    const found = this.#known.get(key)
    return found?.via === via ? found : null
  }

  keep(key: string, { via }: WalkedCommand, outcome: Outcome<T>): void {
    this.#known.set(key, { ...outcome, via })
  }
}
