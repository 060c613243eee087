import { randomUUID } from 'node:crypto'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { type PracticeMessage, practiceStep } from '../core/practice.ts'

const usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
}

/** The practice model in the shape of any other model, so that it goes through the same loop and the same doors. */
export function practiceModel(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'gatehouse',
    modelId: 'practice',
    supportedUrls: {},
    doGenerate: async () => {
      throw new Error('The practice model only streams.')
    },
    doStream: async options => ({
      stream: ReadableStream.from(speak(options)) as ReadableStream<LanguageModelV4StreamPart>,
    }),
  }
}

async function* speak(options: LanguageModelV4CallOptions): AsyncGenerator<LanguageModelV4StreamPart> {
  const step = practiceStep(options.prompt.flatMap(plain))
  yield { type: 'stream-start', warnings: [] }
  const id = randomUUID()
  yield { type: 'text-start', id }
  for (const delta of step.say.match(/\S+\s*|\s+/g) ?? []) {
    // A pause between words, because a person should see that answers arrive as they are made.
    await new Promise(resolve => setTimeout(resolve, 4))
    yield { type: 'text-delta', id, delta }
  }
  yield { type: 'text-end', id }
  if ('run' in step) {
    const input = JSON.stringify({ command: step.run })
    yield { type: 'tool-call', toolCallId: randomUUID(), toolName: 'exec', input }
  }
  const reason = 'run' in step ? 'tool-calls' : 'stop'
  yield { type: 'finish', usage, finishReason: { unified: reason, raw: reason } }
}

function plain(message: LanguageModelV4CallOptions['prompt'][number]): PracticeMessage[] {
  switch (message.role) {
    case 'system':
      return []
    case 'user':
      return [{ role: 'user', text: message.content.map(part => (part.type === 'text' ? part.text : '')).join('') }]
    case 'assistant': {
      const text = message.content.map(part => (part.type === 'text' ? part.text : '')).join('')
      return [{ role: 'assistant', text }]
    }
    case 'tool':
      return message.content.flatMap(part => {
        if (part.type !== 'tool-result') return []
        return [{ role: 'tool' as const, text: 'value' in part.output ? String(part.output.value) : '' }]
      })
  }
}
