import { UNKNOWN_TEXT } from './marks.ts'

/** Combinations of words beyond this are folded into "unknown". */
const MOST_CHOICES = 32

/** Every list of arguments that the possible fields of each word can make. */
export function combineWords(words: readonly string[][][]): string[][] {
  let all: string[][] = [[]]
  for (const choices of words) {
    if (choices.length === 1) {
      const fields = choices[0] ?? []
      for (const argv of all) argv.push(...fields)
      continue
    }
    all = all.flatMap(argv => choices.map(fields => [...argv, ...fields]))
    if (all.length > MOST_CHOICES) all = [[...(all[0] ?? []).slice(0, -1), UNKNOWN_TEXT]]
  }
  return all
}
