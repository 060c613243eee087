import type { Entry } from '../../contract/model/session.ts'

/** The part of a message that every provider understands. */
export type HistoryMessage =
  | { role: 'user'; content: string }
  | {
      role: 'assistant'
      content: (
        | { type: 'text'; text: string }
        | { type: 'tool-call'; toolCallId: string; toolName: string; input: unknown }
      )[]
    }
  | {
      role: 'tool'
      content: { type: 'tool-result'; toolCallId: string; toolName: string; output: { type: 'text'; value: string } }[]
    }

/** What was asked of a tool, kept beside its entry so that the history can be told to a model again. */
export type ToolMemory = Readonly<Record<string, { input: unknown; answer: string }>>

/** Old output is the bulk of a conversation and the least of its meaning. */
const OLD_OUTPUT_LIMIT = 4_000

/** Tells a conversation to a model: notices are for people, and a call without an answer is told as ended. */
export function toHistory(entries: readonly Entry[], memory: ToolMemory): HistoryMessage[] {
  return entries.flatMap(entry => tell(entry, memory))
}

function tell(entry: Entry, memory: ToolMemory): HistoryMessage[] {
  switch (entry.kind) {
    case 'user':
      return [{ role: 'user', content: entry.text }]
    case 'assistant':
      return entry.text === '' ? [] : [{ role: 'assistant', content: [{ type: 'text', text: entry.text }] }]
    case 'notice':
      return []
    case 'tool': {
      const known = memory[entry.id]
      const call = { toolCallId: entry.id, toolName: entry.tool }
      const value = shorten(known?.answer ?? 'This call was interrupted and has no result.')
      return [
        { role: 'assistant', content: [{ type: 'tool-call', ...call, input: known?.input ?? {} }] },
        { role: 'tool', content: [{ type: 'tool-result', ...call, output: { type: 'text', value } }] },
      ]
    }
  }
}

function shorten(text: string): string {
  if (text.length <= OLD_OUTPUT_LIMIT) return text
  return `${text.slice(0, OLD_OUTPUT_LIMIT)}\n[${text.length - OLD_OUTPUT_LIMIT} more characters]`
}
