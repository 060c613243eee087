import { randomBytes } from 'node:crypto'
import type { ToolCall } from '../contract/model/tool-call.ts'
import { receive } from '../policy/core/injection/receive.ts'
import type { SessionLedger } from './session-ledger.ts'
import type { ToolEnd } from './tool-door.ts'

/** Hands a tool's answer on to the agent: text of strangers as data, and the session remembers that it read it. */
export function takeIn(call: ToolCall, end: ToolEnd, ledger: Pick<SessionLedger, 'taint'>): ToolEnd {
  const received = receive(call, end.text, randomBytes(6).toString('hex'))
  // First the ledger: the agent must not hold the text before the next call is judged with it in mind.
  if (received.taints) ledger.taint(call.sessionId)
  return { ...end, text: received.text }
}
