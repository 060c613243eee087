import type { ConfigChange, Direction } from '../../contract/model/config.ts'
import { type Rule, ruleFor } from './directions.ts'
import { isMap, type Plain, type PlainMap, same } from './layers.ts'

/** Every place where two configs differ, with the way it moves the walls. Loosening ones first. */
export function compareConfigs(before: Plain, after: Plain): ConfigChange[] {
  const changes: ConfigChange[] = []
  walk([], before, after, changes)
  const rank: Readonly<Record<Direction, number>> = { loosens: 0, tightens: 1, neutral: 2 }
  return changes.sort((a, b) => rank[a.direction] - rank[b.direction])
}

type Maybe = Plain | undefined

function walk(path: readonly string[], before: Maybe, after: Maybe, out: ConfigChange[]): void {
  if (same(before, after)) return
  const rule = ruleFor(path)
  const bothMaps = isMap(before) && isMap(after)
  if (bothMaps) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      walk([...path, key], own(before, key), own(after, key), out)
    return
  }
  out.push({
    path: path.join('.'),
    before: show(before),
    after: show(after),
    direction: directionOf(rule, before, after),
  })
}

/** The way one value's change moves the walls. Whatever is not known to tighten or to be neutral loosens. */
export function directionOf(rule: Rule | null, before: Maybe, after: Maybe): Direction {
  if (same(before, after)) return 'neutral'
  if (!rule) return 'loosens'
  switch (rule.kind) {
    case 'neutral':
      return 'neutral'
    case 'entry-allows':
      return after === undefined ? 'tightens' : 'loosens'
    case 'entry-limits':
      return before === undefined ? 'tightens' : 'loosens'
    case 'order':
      return orderDirection(rule.words, before, after)
    case 'smaller-is-stricter':
      return isNumber(before) && isNumber(after) ? pick(after < before) : pick(before === undefined && isNumber(after))
    case 'larger-is-stricter':
      return pick(isNumber(before) && isNumber(after) && after > before)
    case 'list-allows':
      return within(after, before) && within(before, after) ? 'neutral' : pick(within(after, before))
    case 'list-forbids':
      return within(after, before) && within(before, after) ? 'neutral' : pick(within(before, after))
  }
}

const pick = (tightens: boolean): Direction => (tightens ? 'tightens' : 'loosens')
const isNumber = (value: Maybe): value is number => typeof value === 'number'

/** A word the order does not know, and "not there", could be anything. */
function orderDirection(words: readonly Plain[], before: Maybe, after: Maybe): Direction {
  const place = (word: Maybe): number => (word === undefined ? -1 : words.indexOf(word))
  const [from, to] = [place(before), place(after)]
  return pick(from >= 0 && to >= 0 && to > from)
}

/** Whether every item of `small` is covered by `large`; null as a list of what is allowed means everything. */
function within(small: Maybe, large: Maybe): boolean {
  if (large === null) return Array.isArray(small)
  return Array.isArray(small) && Array.isArray(large) && small.every((item: Plain) => covers(large, item))
}

const covers = (list: readonly Plain[], item: Plain): boolean => list.some(other => other === '*' || same(item, other))

/**
 * The stricter of two configs, place by place. What is not known to be stricter outside stays as it was accepted,
 * so that nothing a stranger wrote can loosen anything, and everything it tightens holds at once.
 */
export function stricterOf(accepted: Plain, outside: Plain): Plain {
  return stricter([], accepted, outside) ?? accepted
}

function stricter(path: readonly string[], accepted: Maybe, outside: Maybe): Maybe {
  if (same(accepted, outside)) return accepted
  if (isMap(accepted) && isMap(outside)) return stricterMap(path, accepted, outside)
  const rule = ruleFor(path)
  if (rule?.kind === 'list-allows' && Array.isArray(accepted) && Array.isArray(outside))
    return inBoth(accepted, outside)
  if (rule?.kind === 'list-forbids' && Array.isArray(accepted) && Array.isArray(outside))
    return [...accepted, ...outside.filter(item => !covers(accepted, item))]
  return directionOf(rule, accepted, outside) === 'tightens' ? outside : accepted
}

/** What both lists allow, as far as single items show it. */
function inBoth(a: readonly Plain[], b: readonly Plain[]): readonly Plain[] {
  const kept = a.filter(item => covers(b, item))
  return [...kept, ...b.filter(item => covers(a, item) && !kept.some(other => same(item, other)))]
}

function stricterMap(path: readonly string[], accepted: PlainMap, outside: PlainMap): PlainMap {
  const merged = new Map<string, Plain>()
  for (const key of new Set([...Object.keys(accepted), ...Object.keys(outside)])) {
    const value = stricter([...path, key], own(accepted, key), own(outside, key))
    if (value !== undefined) merged.set(key, value)
  }
  return Object.fromEntries(merged)
}

const own = (map: PlainMap, key: string): Maybe => (Object.hasOwn(map, key) ? map[key] : undefined)

/** A value as one line of a diff. */
export function show(value: Maybe): string | null {
  return value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)
}
