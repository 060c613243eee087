import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Example } from './learn.ts'

const FILES = ['english', 'english-two', 'europe', 'europe-two', 'world', 'world-two', 'plain', 'earlier', 'mended']
const CASES = '../unit/policy/kinds/injection.jsonl'

/** The texts that weights are learned from: all our own, none of them in test/corpora. */
export const texts = (): readonly Example[] => [
  ...FILES.flatMap(name => read(join('texts', `${name}.jsonl`))),
  ...read(CASES),
]

/** Texts that nothing was learned from. */
export const heldOut = (): readonly Example[] => read('held-out.jsonl')

function read(file: string): readonly Example[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as Example)
}
