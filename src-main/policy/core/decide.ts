import type { ToolCall } from '../../contract/model/tool-call.ts'
import type { Decision } from '../../contract/model/verdict.ts'
import { decideWith } from './decide-with.ts'
import type { PolicyFacts } from './facts.ts'
import { shellReader } from './shell-reader.ts'

/** Decides one call. Pure, total and deterministic: the same facts and call always give the same decision. */
export function decide(facts: PolicyFacts, call: ToolCall): Decision {
  return decideWith(shellReader, facts, call)
}
