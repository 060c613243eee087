import { APICallError, isStepCount, jsonSchema, type ModelMessage, streamText, type ToolSet, tool } from 'ai'
import { z } from 'zod'
import type { AgentCard } from '../../contract/model/agent.ts'
import type { HistoryMessage } from '../core/history.ts'
import { systemPrompt } from '../core/security-rules.ts'
import { toolDeclarations } from '../core/tools.ts'
import type { LeasedModel } from './models.ts'

/** What happens during a turn, told to whoever keeps the conversation. */
export type TurnListener = {
  textStarts(): void
  text(delta: string): void
  textEnds(): void
  /** Carries the call to the Keeper and answers with what the model may know. Must not throw. */
  callTool(id: string, name: string, input: Record<string, unknown>): Promise<string>
  /** A call that the model made wrongly: unknown tool, arguments that do not parse. */
  badCall(id: string, name: string, input: unknown): void
}

/** How a turn ended. */
export type TurnEnd =
  | { readonly how: 'finished' }
  | { readonly how: 'stopped' }
  | { readonly how: 'too-long' }
  | { readonly how: 'failed'; readonly code: 'model-unavailable' | 'model-garbage'; readonly cause: unknown }

/** One turn: model, tools, model again, until it has nothing more to ask for. */
export async function runTurn(options: {
  agent: AgentCard
  model: LeasedModel
  history: readonly HistoryMessage[]
  listener: TurnListener
  stop: AbortSignal
}): Promise<TurnEnd> {
  const { agent, model, history, listener, stop } = options
  let steps = 0
  let calledInLastStep = false
  let spoke = false
  let failure: unknown = null
  const result = streamText({
    model: model.model,
    instructions: systemPrompt(agent),
    messages: history as ModelMessage[],
    tools: offeredTools(agent, listener),
    stopWhen: isStepCount(agent.maxSteps),
    maxOutputTokens: model.maxOutputTokens,
    maxRetries: 1,
    abortSignal: stop,
    onError: () => {}, // told again as an `error` part below; the default would print it, secrets and all
  })
  try {
    for await (const part of result.fullStream) {
      if (part.type === 'start-step') {
        steps += 1
        calledInLastStep = false
      } else if (part.type === 'text-start') listener.textStarts()
      else if (part.type === 'text-delta') {
        spoke = true
        listener.text(part.text)
      } else if (part.type === 'text-end') listener.textEnds()
      else if (part.type === 'tool-call') {
        spoke = calledInLastStep = true
        if ('invalid' in part && part.invalid) listener.badCall(part.toolCallId, part.toolName, part.input)
      } else if (part.type === 'error') failure = part.error
      else if (part.type === 'abort') return { how: 'stopped' }
    }
  } catch (error) {
    failure = error
  }
  if (stop.aborted) return { how: 'stopped' }
  if (failure !== null) return { how: 'failed', code: failureCode(failure), cause: failure }
  if (!spoke) return { how: 'failed', code: 'model-garbage', cause: new Error('The model answered with nothing.') }
  return steps >= agent.maxSteps && calledInLastStep ? { how: 'too-long' } : { how: 'finished' }
}

function offeredTools(agent: AgentCard, listener: TurnListener): ToolSet {
  const known = agent.tools.flatMap(name => {
    const declared = toolDeclarations[name]
    return declared ? [[name, declared] as const] : []
  })
  return Object.fromEntries(
    known.map(([name, declared]) => [
      name,
      tool({
        description: declared.description,
        inputSchema: jsonSchema<Record<string, unknown>>(z.toJSONSchema(declared.input) as object, {
          validate: value => {
            const parsed = declared.input.safeParse(value)
            return parsed.success
              ? { success: true, value: parsed.data as Record<string, unknown> }
              : { success: false, error: new Error('The arguments do not fit the tool.') }
          },
        }),
        execute: (input, { toolCallId }) => listener.callTool(toolCallId, name, input),
      }),
    ]),
  )
}

/** Unreachable and refusing servers are one thing, servers that answer nonsense another: the advice differs. */
function failureCode(error: unknown): 'model-unavailable' | 'model-garbage' {
  if (APICallError.isInstance(error)) return error.statusCode === 200 ? 'model-garbage' : 'model-unavailable'
  const name = error instanceof Error ? error.name : ''
  if (/Retry|Abort|Timeout/i.test(name) || (error instanceof TypeError && /fetch/i.test(error.message)))
    return 'model-unavailable'
  return 'model-garbage'
}
