import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Example } from './learn.ts'

const FILES = [
  'english',
  'english-two',
  'europe',
  'europe-two',
  'world',
  'world-two',
  'plain',
  'earlier',
  'mended',
  'tiers',
  'made',
  'technical',
]
const CASES = '../unit/policy/kinds/injection.jsonl'

/** The texts that weights are learned from: all our own, none of them in test/corpora. */
export const texts = (): readonly Example[] => [
  ...FILES.flatMap(name => read(join('texts', `${name}.jsonl`))),
  ...read(CASES),
]

/** Texts that nothing was learned from. */
export const heldOut = (): readonly Example[] => read('held-out.jsonl')

/** A text held out, with what it takes to see it: the classes of test/corpora. `hard` ones quote an attempt to discuss it. */
interface TierExample extends Example {
  readonly tier?: 'pattern' | 'normalise' | 'lexicon'
  readonly hard?: true
}

/** Half of a set that was written in the classes of test/corpora before the rules were read; the other half is learned from. */
export const heldOutByTier = (): readonly TierExample[] => read('held-out-tiers.jsonl')

function read(file: string): readonly TierExample[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as TierExample)
}
