/** So much text may come of putting values into the loops of one line: honest loops are short. */
const MOST_TEXT = 40_000

/** What judging a text costs however short it is, in characters. */
const AT_LEAST = 60

const used = new WeakMap<object, number>()

/** Whether there is room for so much more text on the line that this engine judges; it is taken when there is. */
export function hasRoom(line: object, length: number): boolean {
  const before = used.get(line) ?? 0
  const after = before + AT_LEAST + length
  if (after > MOST_TEXT) return false
  used.set(line, after)
  return true
}
