/** The letters that stand for weights, from the lowest to the highest: printable ones, without quotes and backslash. */
export const LETTERS = '()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~'

/** The one that stands for none. */
export const MIDDLE = 42

/** The weights that a row of letters stands for, in steps. */
export function weightsOf(letters: string): Int8Array {
  const values = new Map([...LETTERS].map((letter, place) => [letter, place - MIDDLE]))
  return Int8Array.from(letters, letter => values.get(letter) ?? 0)
}
