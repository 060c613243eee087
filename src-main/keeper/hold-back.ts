import type { ToolCall } from '../contract/model/tool-call.ts'
import type { Decision } from '../contract/model/verdict.ts'
import { guardOutbound } from '../vault/core/leak-guard.ts'
import type { Hit } from '../vault/core/redact/redactor.ts'

/** Tools that only touch the agent's own files and memory. Every other tool, also one we do not know, sends something out. */
const STAYS_INSIDE: ReadonlySet<string> = new Set(['read', 'write', 'edit', 'list', 'search', 'memory'])

/**
 * Looks for secrets in what a call would send out, and holds the call back: a command asks a person, who sees it;
 * everything else is refused. Only certain finds count (values of the vault, formats that are nothing else), because
 * a refusal for a word that merely looks odd would teach people to switch this off.
 */
export function holdBack(decision: Decision, call: ToolCall, find: (text: string) => readonly Hit[]): Decision {
  if (decision.verdict === 'deny' || STAYS_INSIDE.has(call.tool)) return decision
  const verdict = guardOutbound(call.arguments, text =>
    find(text)
      .filter(({ sort }) => sort === 'vault' || sort === 'format')
      .map(({ label, from, to }) => ({ name: label, from, to })),
  )
  if (verdict.status === 'clean') return decision
  const says = call.tool === 'exec' && !call.headless ? 'ask' : 'deny' // nobody is there to ask in a headless session
  const reason = `It would hand on ${verdict.names.join(' and ')}.`
  return {
    ...decision,
    verdict: says,
    layer: 'outward',
    ruleId: 'outward.secret',
    reasons: [reason, ...decision.reasons],
    chain: [...decision.chain, { layer: 'outward', says, ruleId: 'outward.secret', reason }],
    // Never remembered: a standing yes for one secret would be a hole for the next.
    scopes: says === 'ask' ? ['once'] : [],
    suggestion: null,
  }
}
