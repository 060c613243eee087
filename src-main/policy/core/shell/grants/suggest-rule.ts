import type { CommandAnalysis, SuggestedRule } from '../../../../contract/model/decision.ts'
import { programName } from '../dispatch.ts'
import type { AnalyseInput } from '../setting.ts'
import { INTERPRETERS } from '../tables/interpreters.ts'
import { WRAPPERS } from '../tables/wrappers.ts'

/** Programs that must never be granted for good: whoever may run them may run anything. */
const NEVER = new Set(
  'bash sh zsh dash ksh mksh rbash yash ash fish csh tcsh pwsh powershell cmd env xargs parallel find awk gawk mawk sed eval exec command source builtin nu elvish busybox toybox ssh docker podman kubectl make npx vim vi nvim emacs gdb tar rsync git-shell'.split(
    ' ',
  ),
)

/** Whether a program may be granted for good at all. */
export const mayBeGranted = (program: string): boolean => {
  const name = programName(program)
  // python3.12, node22, perl5.36.0, lua5.4, bash-5: the same programs under the names that packages give them.
  const names = [name, name.replace(/[-.]?\d[\d.]*$/, '')]
  return !names.some(one => NEVER.has(one) || Object.hasOwn(WRAPPERS, one) || Object.hasOwn(INTERPRETERS, one))
}

/**
 * The narrowest rule that would have covered this command: its program and exactly these arguments.
 * Nothing is offered for refusals, for what is decided at run time, and for programs that run other programs.
 */
export function suggestRule(analysis: CommandAnalysis, _input?: AnalyseInput): SuggestedRule | null {
  if (analysis.verdict !== 'ask' || !analysis.bindable) return null
  const asking = analysis.segments.filter(segment => segment.verdict === 'ask')
  const [segment] = asking
  if (asking.length !== 1 || !segment || segment.program === null) return null
  if (
    segment.categories.some(category => category === 'runs-code' || category === 'unknown' || category === 'privilege')
  )
    return null
  if (segment.redirects.some(redirect => redirect.access !== 'read') || segment.env.length > 0) return null
  if (segment.argv.some(word => !word.literal) || segment.via.length > 0 || !mayBeGranted(segment.program)) return null
  const args = segment.argv
    .slice(1)
    .map(word => word.text)
    .join(' ')
  if (/[*?[\]{}\\\n]/.test(args) || args.length > 400) return null
  return {
    path: segment.program,
    args: [args],
    words: `Always allow "${`${segment.program} ${args}`.trim()}", exactly like this.`,
  }
}
