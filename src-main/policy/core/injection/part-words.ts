import { vocabulary } from './vocabulary.ts'

/** Letters parted into words, and which share of them belongs to known ones. */
export interface Parted {
  readonly text: string
  readonly known: number
  readonly words: readonly string[]
}

const LONGEST_WORD = 16
/** Longer runs are no sentence, and each letter costs as many looks as a word is long. */
const LONGEST_RUN = 320
/** What it costs to take a letter for no part of a word. Dearer than a word of three letters and up, cheaper than three small ones. */
const STRAY = 1.6
const costOf = (length: number): number => (length === 1 ? 1.5 : length === 2 ? 1.3 : 1)

/** Parts a run of small Latin letters into as few and as long known words as can be. */
export function partWords(run: string): Parted {
  const letters = run.slice(0, LONGEST_RUN)
  const ends = cheapest(letters)
  const words: string[] = []
  let known = 0
  let stray = ''
  for (let at = 0; at < letters.length; ) {
    const end = ends[at] ?? at + 1
    const word = letters.slice(at, end)
    if (vocabulary().has(word)) {
      if (stray !== '') words.push(stray)
      stray = ''
      words.push(word)
      known += word.length
    } else stray += word
    at = end
  }
  if (stray !== '') words.push(stray)
  return { text: words.join(' '), known: letters.length === 0 ? 0 : known / letters.length, words }
}

/** For each place the end of the word to take there, worked out from the last place to the first. */
function cheapest(letters: string): Int32Array {
  const known = vocabulary()
  const costs = new Float64Array(letters.length + 1)
  const ends = new Int32Array(letters.length + 1)
  for (let at = letters.length - 1; at >= 0; at -= 1) {
    let best = STRAY + (costs[at + 1] ?? 0)
    let end = at + 1
    for (let to = at + 1; to <= Math.min(letters.length, at + LONGEST_WORD); to += 1) {
      const cost = costOf(to - at) + (costs[to] ?? 0)
      if (cost < best && known.has(letters.slice(at, to))) [best, end] = [cost, to]
    }
    costs[at] = best
    ends[at] = end
  }
  return ends
}

/** Whether that reads as English: chance parts noise into small words and strays. */
export function reads({ known, words }: Parted, least = 0.85): boolean {
  const long = words.filter(word => word.length >= 4).length
  return known >= least && long >= 2 && long * 3 >= words.length - 2
}
