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

/**
 * The tests that could notice a mutant, the likeliest first: those that noticed a neighbour, then those whose text holds a word
 * that the mutant takes away, then the rest.
 */
export function errandsFor(
  mutant: Mutant,
  reach: Reach,
  reached: readonly number[],
  before: readonly number[],
): Errand[] {
  const could = new Set(reached)
  const likely = [...new Set([...before.filter(at => could.has(at)), ...naming(mutant, reach, reached)])]
  return [...likely.flatMap(at => together(reach, [at])), ...together(reach, spread(reached))]
}

/** The steps that speak of what the mutant changes; a word of the change itself counts more than one of its line. */
function naming(mutant: Mutant, reach: Reach, reached: readonly number[]): number[] {
  const [own, around] = [wordsOf(mutant), wordsIn(mutant.context).slice(0, 12)]
  const weigh = (text: string): number =>
    3 * own.filter(word => text.includes(word)).length + around.filter(word => text.includes(word)).length
  return reached
    .map(at => ({ at, weight: weigh(reach.steps[at]?.text ?? '') }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_LIKELY)
    .map(({ at }) => at)
}

function spread(places: readonly number[]): readonly number[] {
  const by = places.length / MOST_TRIED
  return by <= 1 ? places : Array.from({ length: MOST_TRIED }, (_, at) => places[Math.floor(at * by)] ?? 0)
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
