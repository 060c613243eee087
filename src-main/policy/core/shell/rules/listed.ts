import type { Call } from '../call.ts'
import type { Finding } from '../inspector.ts'
import type { Listed } from '../tables/listed-programs.ts'

/** What the name of a program alone deserves, unless it is only asked about itself or asked to look. */
export function listedFinding(call: Call, row: Listed | undefined): Finding[] {
  if (!row || (!row.always && asksForHelp(call.args))) return []
  if (row.looks && looksOnly(call.args, row.looks)) return []
  if (row.acts && !row.acts.some(word => call.args.includes(word))) return []
  if (row.unless?.some(flag => call.args.includes(flag))) return []
  return [row.finding]
}

/** Whether a program is only asked how it is used. */
export const asksForHelp = (args: readonly string[]): boolean =>
  args.length === 1 && /^(--help|--version|-V|-h|--usage|help|version|-\?|\/\?|-help|-version)$/.test(args[0] ?? '')

function looksOnly(args: readonly string[], looks: ReadonlySet<string>): boolean {
  const verb = args.find(arg => !arg.startsWith('-'))
  if (verb === undefined) return (looks.has('<nothing>') && args.length === 0) || args.some(arg => looks.has(arg))
  return looks.has(verb) || args.some(arg => arg.startsWith('-') && looks.has(arg))
}
