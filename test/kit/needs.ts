/**
 * A skip must carry its reason, and the closing report of `npm test` prints it.
 *
 *   describeWhere(engineMissing())('a container of ours', () => { … })
 */
import { describe } from 'vitest'

/** `describe`, or a skipped one with the reason in its title. */
export function describeWhere(missing: string | null): (title: string, body: () => void) => void {
  if (missing === null) return (title, body) => void describe(title, body)
  return (title, body) => void describe.skip(`${title} [skipped: ${missing}]`, body)
}
