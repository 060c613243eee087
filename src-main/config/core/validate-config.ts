import type { z } from 'zod'
import { Config } from '../../contract/model/config.ts'
import { checkPatterns } from './check-patterns.ts'
import { isMap, layer, type Plain, valueAt } from './layers.ts'
import type { Misfit } from './misfit.ts'
import { nearest } from './nearest.ts'
import { postureDefaults } from './postures.ts'
import { configSchema, keysAt, type SchemaNode, wordsAt } from './schema-tree.ts'

/** A config that holds, or everything that is wrong with it. */
export type Validation =
  | { readonly status: 'valid'; readonly config: Config }
  | { readonly status: 'invalid'; readonly misfits: readonly Misfit[] }

/** Lays what the person wrote over the defaults of their posture, and checks the whole. */
export function validateConfig(written: Plain): Validation {
  if (written !== null && !isMap(written)) {
    const message = 'The config must be a map of keys, such as "posture: personal".'
    return { status: 'invalid', misfits: [{ path: [], message, nearest: null, atKey: false }] }
  }
  const user = written ?? {}
  const parsed = Config.safeParse(layer(postureDefaults(valueAt(user, ['posture'])), user), { reportInput: true })
  if (!parsed.success) return { status: 'invalid', misfits: parsed.error.issues.flatMap(issue => explain(issue)) }
  const misfits = [...crossCheck(parsed.data), ...checkPatterns(parsed.data)]
  return misfits.length > 0 ? { status: 'invalid', misfits } : { status: 'valid', config: parsed.data }
}

/** References inside the config that lead nowhere. */
function crossCheck(config: Config): Misfit[] {
  const models = Object.keys(config.models)
  const misfits: Misfit[] = []
  const refer = (path: string[], id: string, ids: string[], what: string) => {
    if (ids.includes(id)) return
    misfits.push({ path, message: `There is no ${what} "${id}".`, nearest: nearest(id, ids), atKey: false })
  }
  for (const [id, agent] of Object.entries(config.agents)) refer(['agents', id, 'model'], agent.model, models, 'model')
  for (const [id, model] of Object.entries(config.models))
    for (const [index, other] of model.fallbacks.entries())
      refer(['models', id, 'fallbacks', String(index)], other, models, 'model')
  refer(['gateway', 'defaultAgent'], config.gateway.defaultAgent, Object.keys(config.agents), 'agent')
  return misfits
}

function explain(issue: z.core.$ZodIssue): Misfit[] {
  const path = issue.path.map(String)
  const tree = configSchema()
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => unknownKey(tree, path, key))
  if (issue.code === 'invalid_key') {
    const key = path.at(-1) ?? ''
    const message = issue.issues[0]?.message ?? 'This key is not allowed here.'
    return [{ path, message, nearest: nearest(key, keysAt(tree, path.slice(0, -1))), atKey: true }]
  }
  const words = wordsAt(tree, path)
  if (issue.code === 'invalid_value' && words.length > 0) {
    const message = `Write one of: ${words.join(', ')}.`
    return [
      { path, message, nearest: typeof issue.input === 'string' ? nearest(issue.input, words) : null, atKey: false },
    ]
  }
  // What is missing has no place of its own: the map it is missing from has.
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return [{ path, message: `"${path.at(-1)}" is missing here, and has no default.`, nearest: null, atKey: false }]
  return [{ path, message: plainWords(issue), nearest: null, atKey: false }]
}

/** Settings of earlier versions that nothing ever read. */
const retired = [['models', '*', 'budgetPerDay'], ['access', 'audiences'], ['exposure']] as const

const isRetired = (path: readonly string[]): boolean =>
  retired.some(keys => keys.length === path.length && keys.every((key, at) => key === '*' || key === path[at]))

function unknownKey(tree: SchemaNode, path: readonly string[], key: string): Misfit {
  if (isRetired([...path, key])) {
    const message = `Unknown key "${key}". It was removed because it never did anything: delete it.`
    return { path: [...path, key], message, nearest: null, atKey: true }
  }
  const keys = keysAt(tree, path)
  const hint = nearest(key, keys)
  const message = hint
    ? `Unknown key "${key}". Did you mean "${hint}"?`
    : `Unknown key "${key}". Allowed here: ${keys.join(', ')}.`
  return { path: [...path, key], message, nearest: hint, atKey: true }
}

function plainWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `This must be ${article[issue.expected] ?? issue.expected}.`
  if (issue.code === 'too_small') return `This is too small: at least ${issue.minimum}.`
  if (issue.code === 'too_big') return `This is too big: at most ${issue.maximum}.`
  return issue.message
}

const article: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
}
