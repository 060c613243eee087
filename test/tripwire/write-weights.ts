import { LETTERS, MIDDLE } from '../../src-main/policy/core/injection/likeness/letters.ts'
import type { Learned } from './learn.ts'

const LINE = 480

/** The file of the weights: a letter for each place, which is as much as they are worth. */
export function writeWeights({ bias, words, pieces }: Learned): string {
  const [wordStep, pieceStep] = [stepOf(words), stepOf(pieces)]
  return [
    '// Written by `npm run learn:tripwire` from test/tripwire/texts. Not for reading.',
    '',
    '/** What speaks for an order before any word was read. */',
    `export const BIAS = ${rounded(bias)}`,
    '',
    '/** What one letter above the middle stands for. */',
    `export const WORD_STEP = ${rounded(wordStep)}`,
    `export const PIECE_STEP = ${rounded(pieceStep)}`,
    '',
    '/** A letter for each place of the table of words. */',
    `export const WORDS = [\n${lines(words, wordStep)}\n].join('')`,
    '',
    '/** A letter for each place of the table of pieces. */',
    `export const PIECES = [\n${lines(pieces, pieceStep)}\n].join('')`,
    '',
  ].join('\n')
}

/** The few heaviest weights are cut, so that the many others are told apart. */
function stepOf(weights: Float64Array): number {
  const sizes = [...weights].map(Math.abs).sort((a, b) => a - b)
  return (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / MIDDLE
}

function lines(weights: Float64Array, step: number): string {
  const letters = [...weights].map(weight => {
    const place = MIDDLE + Math.round(weight / step)
    return LETTERS[Math.min(2 * MIDDLE, Math.max(0, place))]
  })
  const rows: string[] = []
  for (let at = 0; at < letters.length; at += LINE) rows.push(`  '${letters.slice(at, at + LINE).join('')}',`)
  return rows.join('\n')
}

const rounded = (value: number): number => Number(value.toFixed(5))
