import type { Mutant } from './mutants.ts'
import type { Reach } from './reach.ts'

/** A test to run, whole or only some cases of its table. */
export interface Errand {
  readonly file: string
  readonly unit: number
  readonly wanted: readonly number[] | null
}

/** Steps that are tried before all others, one by one. */
const MOST_LIKELY = 120
/** Of more steps than this, as many are tried, spread evenly: a mutant that so many did not notice counts as survived. */
const MOST_TRIED = 2500

/** What is known of the steps that could notice a mutant. */
export interface Hints {
  readonly reached: readonly number[]
  /** Those that noticed a neighbour. */
  readonly before: readonly number[]
  /** Those that pass what lies inside the mutated piece. */
  readonly inside: readonly number[]
}

/**
 * The tests that could notice a mutant, the likeliest first: those that noticed a neighbour or pass what lies inside it, then those
 * whose text holds a word that the mutant takes away, then the rest.
 */
export function errandsFor(mutant: Mutant, reach: Reach, { reached, before, inside }: Hints): Errand[] {
  const could = new Set(reached)
  const known = [...before, ...spread(inside, MOST_LIKELY)].filter(at => could.has(at))
  const likely = [...new Set([...known, ...naming(mutant, reach, reached)])]
  return [...likely.flatMap(at => together(reach, [at])), ...together(reach, spread(reached, MOST_TRIED))]
}

/**
 * The steps that speak of what the mutant changes: the fewer speak of a word the more it tells, and a word of the change itself
 * tells more than one of its line.
 */
function naming(mutant: Mutant, reach: Reach, reached: readonly number[]): number[] {
  const weights = new Map<number, number>()
  for (const [words, worth] of [
    [wordsOf(mutant), 3],
    [wordsIn(mutant.context).slice(0, 12), 1],
  ] as const) {
    for (const word of words) {
      const holding = reached.filter(at => reach.steps[at]?.text.includes(word))
      for (const at of holding) weights.set(at, (weights.get(at) ?? 0) + worth / holding.length)
    }
  }
  return [...weights]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_LIKELY)
    .map(([at]) => at)
}

function spread(places: readonly number[], most: number): readonly number[] {
  const by = places.length / most
  return by <= 1 ? places : Array.from({ length: most }, (_, at) => places[Math.floor(at * by)] ?? 0)
}

/** The words around the place that the mutant changes. */
function wordsOf({ original, replacement }: Mutant): string[] {
  let at = 0
  while (at < original.length && original[at] === replacement[at]) at++
  return wordsIn(original.slice(Math.max(0, at - 30), at + 60)).slice(0, 8)
}

function wordsIn(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}_.-]+/gu) ?? []
  return [...new Set(words.filter(word => word.length > 1 && word.length < 30))]
}

/** Joins the cases of each test, so that it is run once. */
export function together(reach: Reach, steps: readonly number[]): Errand[] {
  const errands = new Map<string, { file: string; unit: number; wanted: number[] | null }>()
  for (const place of steps) {
    const step = reach.steps[place]
    if (step === undefined) continue
    const key = `${step.file} ${step.unit}`
    const errand = errands.get(key) ?? { file: step.file, unit: step.unit, wanted: [] }
    errands.set(key, errand)
    if (step.at < 0) errand.wanted = null
    else errand.wanted?.push(step.at)
  }
  return [...errands.values()]
}
