import type { ArgWord, CommandAnalysis, Segment } from '../../../contract/model/decision.ts'
import { categoriesOf, type Engine, type Judged, stronger } from './engine.ts'
import { suggestRule } from './grants/suggest-rule.ts'
import type { Finding } from './inspector.ts'
import { isLiteral, shown } from './marks.ts'
import type { AnalyseInput } from './setting.ts'

/** More segments than this are not listed; the verdict counts all of them. */
const MOST_SEGMENTS = 500

/** Turns what was judged into the answer of the contract. */
export function summarise(engine: Engine, input: AnalyseInput): CommandAnalysis {
  const judged = engine.judged
  const verdict = judged.reduce<Segment['verdict']>((worst, one) => stronger(worst, one.verdict), 'allow')
  const others = [...new Set(judged.flatMap(one => one.findings))].filter(finding => finding.verdict !== 'allow')
  const deciding = others.filter(finding => finding.verdict === verdict)
  const segments: Segment[] = []
  for (const one of judged) {
    if (segments.length === MOST_SEGMENTS) break
    if (one.invocation.argv.length > 0 || one.findings.length > 0) segments.push(segmentOf(one))
  }
  const analysis: CommandAnalysis = {
    verdict,
    layer: verdict === 'deny' ? 'hard-deny' : 'dangerous',
    ruleId: verdict === 'allow' ? 'allow.nothing-dangerous' : (deciding[0]?.ruleId ?? 'unclear.fault'),
    reasons: [...new Set([...deciding, ...others].map(finding => finding.reason))],
    segments,
    categories: categoriesOf(others),
    bindable: engine.bindable && segments.every(segment => segment.program !== null || segment.argv.length === 0),
    scripts: engine.scripts,
    suggested: null,
  }
  return { ...analysis, suggested: suggestRule(analysis, input) }
}

function segmentOf({ invocation, findings, verdict }: Judged): Segment {
  const { argv, env, redirects, via, written } = invocation
  const strongest = findings.find(finding => finding.verdict === verdict && verdict !== 'allow')
  const program = argv[0]
  return {
    argv: argv.map(word),
    program: program !== undefined && isLiteral(program) ? program : null,
    display: display(written !== null && via.length === 0 ? written : argv.map(quoted).join(' ') || (written ?? '')),
    redirects: redirects.map(({ operator, target, access }) => ({ operator, target: word(target), access })),
    env: env.map(({ name, value }) => ({ name, value: word(value) })),
    verdict,
    ruleId: strongest?.ruleId ?? 'allow.nothing-dangerous',
    reasons: [...new Set(findings.filter(isWorthSaying).map(finding => finding.reason))],
    categories: categoriesOf(findings),
    via: [...via],
  }
}

const isWorthSaying = (finding: Finding): boolean => finding.verdict !== 'allow'

const word = (text: string): ArgWord => ({ text: shown(text), literal: isLiteral(text) })

function quoted(text: string): string {
  const plain = shown(text)
  return /^[\w@%+=:,./…*?~-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", `'\\''`)}'`
}

/** Longest display of one segment; the whole command is shown apart. */
const LONGEST_DISPLAY = 2000

/** Control, invisible and direction-changing characters, which could make a command look like another one. */
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u3000]/gu

const PLAIN = /^[\t\n -~]*$/

/** The text with everything invisible written out. */
export const display = (text: string): string =>
  text.length <= LONGEST_DISPLAY && PLAIN.test(text)
    ? text
    : text.slice(0, LONGEST_DISPLAY).replace(HIDDEN, c => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)
