import { fold } from '../../src-main/policy/core/injection/fold.ts'
import { PLACES, readMarks } from '../../src-main/policy/core/injection/likeness/marks.ts'

/** A text of which is known what it is. */
export interface Example {
  readonly text: string
  readonly expect: 'attack' | 'benign'
}

/** What was learned: how much each mark speaks for an order to an agent. */
export interface Learned {
  bias: number
  readonly words: Float64Array
  readonly pieces: Float64Array
}

interface Sample {
  readonly wanted: 0 | 1
  readonly words: readonly number[]
  readonly pieces: readonly number[]
}

// Tried on five parts, each judged by what was learned from the other four: more turns only learn the texts by heart.
const TURNS = 20
const RATE = 0.1
const SHRINK = 2e-5
/** One number for all texts together moves more slowly than those of single marks. */
const BIAS_RATE = 0.01

/** Learns by logistic regression with adaptive steps. The same texts always give the same weights. */
export function learn(examples: readonly Example[]): Learned {
  const samples = examples.map(sampleOf)
  const learned: Learned = { bias: 0, words: new Float64Array(PLACES), pieces: new Float64Array(PLACES) }
  const steps = { bias: 1e-4, words: new Float64Array(PLACES).fill(1e-4), pieces: new Float64Array(PLACES).fill(1e-4) }
  const random = numbers(12_345)
  for (let turn = 0; turn < TURNS; turn += 1) {
    shuffle(samples, random)
    for (const sample of samples) {
      const wrong = 1 / (1 + Math.exp(-sumOf(learned, sample))) - sample.wanted
      steps.bias += wrong * wrong
      learned.bias -= (BIAS_RATE * wrong) / Math.sqrt(steps.bias)
      move(learned.words, steps.words, sample.words, wrong)
      move(learned.pieces, steps.pieces, sample.pieces, wrong)
    }
  }
  return learned
}

function sampleOf({ text, expect }: Example): Sample {
  const words = new Set<number>()
  const pieces = new Set<number>()
  readMarks(fold(text), { word: place => void words.add(place), piece: place => void pieces.add(place) })
  return { wanted: expect === 'attack' ? 1 : 0, words: [...words], pieces: [...pieces] }
}

function sumOf({ bias, words, pieces }: Learned, sample: Sample): number {
  return bias + evened(words, sample.words) + evened(pieces, sample.pieces)
}

function evened(weights: Float64Array, places: readonly number[]): number {
  const sum = places.reduce((total, place) => total + (weights[place] ?? 0), 0)
  return sum / Math.sqrt(places.length || 1)
}

function move(weights: Float64Array, steps: Float64Array, places: readonly number[], wrong: number): void {
  const share = wrong / Math.sqrt(places.length || 1)
  for (const place of places) {
    const weight = weights[place] ?? 0
    const slope = share + SHRINK * weight
    const step = (steps[place] ?? 0) + slope * slope
    steps[place] = step
    weights[place] = weight - (RATE * slope) / Math.sqrt(step)
  }
}

/** Numbers that look like chance and are the same each time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function shuffle(samples: Sample[], random: () => number): void {
  for (let last = samples.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [samples[last], samples[other]]
    if (a && b) [samples[last], samples[other]] = [b, a]
  }
}
