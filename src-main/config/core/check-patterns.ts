import type { Config } from '../../contract/model/config.ts'
import { badPatterns } from '../../policy/core/patterns.ts'
import { checkPattern } from '../../vault/core/redact/custom.ts'
import type { Misfit } from './misfit.ts'

/**
 * Patterns that the engine cannot read. One that was let in would be worse than none: a person would believe in it.
 * The engine is asked, because no schema knows its syntax.
 */
export function checkPatterns({ policy, redaction }: Config): Misfit[] {
  const ofPolicy = (['dangerous', 'denied'] as const).flatMap(kind =>
    policy.patterns[kind].flatMap((pattern, at) =>
      badPatterns([pattern]).map(({ position, why }) =>
        misfit(['policy', 'patterns', kind, String(at)], ` at character ${position + 1}: ${why}`),
      ),
    ),
  )
  const ofRedaction = redaction.patterns.flatMap(({ pattern }, at) => {
    const checked = checkPattern(pattern)
    return checked.ok
      ? []
      : [
          misfit(
            ['redaction', 'patterns', String(at), 'pattern'],
            `: ${checked.why.replace(/^error parsing regexp: /, '')}`,
          ),
        ]
  })
  return [...ofPolicy, ...ofRedaction]
}

function misfit(path: readonly string[], why: string): Misfit {
  return {
    path,
    message: `This pattern cannot be used${why.replace(/\.?$/, '.')}`,
    nearest: null,
    atKey: false,
  }
}
