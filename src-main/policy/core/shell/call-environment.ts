import type { Engine } from './engine.ts'
import { ask, type EnvSet } from './inspector.ts'
import { hasInvalidText, withoutInvalidText } from './limits.ts'
import type { Scope } from './scope.ts'

/** More variables than this nobody sets for one command. */
const MOST_VARIABLES = 200

/** How the variables of a call look among its commands. */
const AS_WRITTEN = 'export'

/**
 * Judges the variables that a call sets beside its command line, as if the line began with their export: they reach
 * every program of it, the shell itself included, so they may say nothing that the line may not.
 */
export function judgeEnvironment(env: Readonly<Record<string, string>>, scope: Scope, engine: Engine): void {
  const given = Object.entries(env)
  if (given.length === 0) return
  if (given.length > MOST_VARIABLES || given.flat().some(hasInvalidText))
    engine.note(ask('unclear.text', 'Its variables cannot be read to their end.', 'unknown'), AS_WRITTEN, [])
  const set = given
    .slice(0, MOST_VARIABLES)
    .map(([name, value]): EnvSet => ({ name: withoutInvalidText(name), value: withoutInvalidText(value) }))
  const argv = [AS_WRITTEN, ...set.map(({ name, value }) => `${name}=${value}`)]
  // In the words, where a person reads them, and as variables, also those that no shell could name.
  engine.command({ argv, env: set, redirects: [], input: null, via: [], written: null, scope })
  for (const { name, value } of set) scope.set(name, value)
}
