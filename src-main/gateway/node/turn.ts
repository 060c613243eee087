import {
  APICallError,
  isStepCount,
  jsonSchema,
  type ModelMessage,
  RetryError,
  streamText,
  type TextStreamPart,
  type ToolSet,
  tool,
} from 'ai'
import { z } from 'zod'
import type { AgentCard } from '../../contract/model/agent.ts'
import type { HistoryMessage } from '../core/history.ts'
import { isAwayStatus, isSaidAway } from '../core/model-failure.ts'
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
  | {
      readonly how: 'failed'
      readonly code: 'model-unavailable' | 'model-garbage'
      readonly cause: unknown
      /** Nothing of its last step was heard, and it failed in a way in which another model need not. */
      readonly anotherMayDo: boolean
      readonly steps: number
    }

/** One turn: model, tools, model again, until it has nothing more to ask for. */
export async function runTurn(options: {
  agent: AgentCard
  model: LeasedModel
  history: readonly HistoryMessage[]
  listener: TurnListener
  stop: AbortSignal
  /** How often the same model is asked again; none where another one waits. */
  retries: number
}): Promise<TurnEnd> {
  const { agent, model, history, listener, stop } = options
  const heard = new Heard(listener)
  const result = streamText({
    model: model.model,
    instructions: systemPrompt(agent),
    messages: history as ModelMessage[],
    tools: offeredTools(agent, listener),
    stopWhen: isStepCount(agent.maxSteps),
    maxOutputTokens: model.maxOutputTokens,
    maxRetries: options.retries,
    abortSignal: stop,
    onError: () => {}, // told again as an `error` part; the default would print it, secrets and all
  })
  try {
    for await (const part of result.fullStream) heard.take(part)
  } catch (error) {
    heard.failure = error
  }
  return stop.aborted ? { how: 'stopped' } : heard.end(agent.maxSteps)
}

/** What a turn has said so far, told on as it comes. */
class Heard {
  readonly #listener: TurnListener
  #steps = 0
  #calledInLastStep = false
  /** Something of the step that runs, if one does: a step that fails at once does not even start. */
  #something = false
  #anything = false
  failure: unknown = null

  constructor(listener: TurnListener) {
    this.#listener = listener
  }

  take(part: TextStreamPart<ToolSet>): void {
    if (part.type === 'start-step') {
      this.#steps += 1
      this.#calledInLastStep = false
    } else if (part.type === 'finish-step') this.#something = false
    else if (part.type === 'text-start') this.#listener.textStarts()
    else if (part.type === 'text-delta') {
      this.#something = this.#anything = true
      this.#listener.text(part.text)
    } else if (part.type === 'text-end') this.#listener.textEnds()
    else if (part.type === 'tool-call') {
      this.#something = this.#anything = this.#calledInLastStep = true
      if ('invalid' in part && part.invalid) this.#listener.badCall(part.toolCallId, part.toolName, part.input)
    } else if (part.type === 'error') this.failure = part.error
  }

  end(maxSteps: number): TurnEnd {
    const cause = this.failure ?? (this.#anything ? null : new Error('The model answered with nothing.'))
    if (cause === null)
      return this.#steps >= maxSteps && this.#calledInLastStep ? { how: 'too-long' } : { how: 'finished' }
    const anotherMayDo = !this.#something && isAway(cause)
    return { how: 'failed', code: failureCode(cause), cause, anotherMayDo, steps: this.#steps }
  }
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

/** Not reached, overrun or broken: what is wrong is the server. A key it refuses, or nonsense, is for a person to see. */
function isAway(error: unknown): boolean {
  if (RetryError.isInstance(error)) return isAway(error.lastError)
  return APICallError.isInstance(error) ? isAwayStatus(error.statusCode) : failureCode(error) === 'model-unavailable'
}

/** Unreachable and refusing servers are one thing, servers that answer nonsense another: the advice differs. */
function failureCode(error: unknown): 'model-unavailable' | 'model-garbage' {
  if (APICallError.isInstance(error)) return error.statusCode === 200 ? 'model-garbage' : 'model-unavailable'
  if (isSaidAway(error)) return 'model-unavailable'
  const name = error instanceof Error ? error.name : ''
  if (/Retry|Abort|Timeout/i.test(name) || (error instanceof TypeError && /fetch/i.test(error.message)))
    return 'model-unavailable'
  return 'model-garbage'
}
