import type { ToolCall } from '../../../contract/model/tool-call.ts'
import { type Inspection, inspectText } from './inspect-text.ts'
import { wrapUntrusted } from './wrap-untrusted.ts'

/** A tool's answer as the model may see it. */
export interface Received {
  text: string
  /** Whether the session has now read text of strangers. */
  taints: boolean
  inspection: Inspection
}

/** Whose words a tool brings home; `null` for tools that answer from this machine. */
export function strangersBehind(call: ToolCall): string | null {
  switch (call.tool) {
    case 'web_fetch':
      return `web page ${call.arguments.url}`
    case 'web_search':
      return 'web search'
    case 'exec':
    case 'read':
    case 'write':
    case 'edit':
    case 'list':
    case 'search':
    case 'memory':
    case 'message':
    case 'sessions_send':
    case 'cron':
      return null
    default:
      return `MCP tool ${call.tool}`
  }
}

/**
 * Takes in what a tool answered. Text of strangers is framed as data and taints the session; text of this machine does
 * so only when it trips the wire, so that everyday builds and files stay silent.
 */
export function receive(call: ToolCall, text: string, mark: string): Received {
  const inspection = inspectText(text)
  const strangers = strangersBehind(call)
  const taints = strangers !== null || inspection.flagged
  if (!taints) return { text, taints, inspection }
  const framed = wrapUntrusted(text, strangers ?? `${call.tool} of this machine`, mark)
  const warning = inspection.flagged ? `\nIt looks like an attempt to steer you: ${inspection.reasons.join(' ')}` : ''
  return { text: `${framed}${warning}`, taints, inspection }
}
