import type { CommandAnalysis } from '../../contract/model/decision.ts'
import type { ToolCall } from '../../contract/model/tool-call.ts'
import type { Decision } from '../../contract/model/verdict.ts'
import { decideWith } from './decide-with.ts'
import type { PolicyFacts } from './facts.ts'
import { shellReader } from './shell-reader.ts'

/**
 * Decides one call. Pure, total and deterministic: the same facts and call always give the same decision. Who has analysed
 * exactly this call with these settings in this world already passes it on.
 */
export function decide(facts: PolicyFacts, call: ToolCall, analysis: CommandAnalysis | null = null): Decision {
  return decideWith(analysis === null ? shellReader : { ...shellReader, analyse: () => analysis }, facts, call)
}
