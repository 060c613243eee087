import { type Plain, valueAt } from '../core/layers.ts'
import { editYaml } from './edit-yaml.ts'
import { readConfig } from './read-config.ts'

/**
 * The text with one value set. What the file left out to the defaults has to be written as soon as something beside it is: a file that
 * names no agents has one, and who sets its sandbox means that one. Null when the place cannot hold a value.
 */
export function planEdit(accepted: string, path: readonly string[], value: Plain | undefined): string | null {
  const text = editYaml(accepted, path, value)
  if (text === null || value === undefined) return text
  const reading = readConfig(text)
  const before = readConfig(accepted)
  if (reading.status === 'valid' || before.status === 'invalid') return text
  const held = JSON.parse(JSON.stringify(before.config)) as Plain
  let filled = text
  for (const problem of reading.problems) {
    const missing = problem.path.split('.')
    const known =
      isBeside(missing, path) && valueAt(before.written, missing) === undefined ? valueAt(held, missing) : undefined
    if (known !== undefined) filled = editYaml(filled, missing, known) ?? filled
  }
  return readConfig(filled).status === 'valid' ? filled : text
}

/** Neither what was set, nor something in it, nor what it is in. */
function isBeside(place: readonly string[], path: readonly string[]): boolean {
  const shared = Math.min(place.length, path.length)
  return place.slice(0, shared).some((key, index) => key !== path[index])
}
