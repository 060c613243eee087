import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModel } from 'ai'
import type { ModelLease } from '../../contract/model/agent.ts'
import { practiceModel } from './practice-model.ts'

/** A model ready for one turn, and its name for people. */
export type LeasedModel = { readonly model: LanguageModel; readonly name: string; readonly maxOutputTokens: number }

/**
 * Opens the leased model as a provider object. Never a bare string: the SDK would send that to its vendor's own
 * hosted service, with our conversation.
 */
export function openModel(lease: ModelLease, key: string | null): LeasedModel {
  switch (lease.provider) {
    case 'practice':
      return { model: practiceModel(), name: 'Practice model', maxOutputTokens: 4_096 }
    case 'anthropic': {
      const provider = createAnthropic({ baseURL: lease.baseUrl, apiKey: key ?? '' })
      return { model: provider(lease.model), name: lease.model, maxOutputTokens: lease.maxOutputTokens }
    }
    case 'openai-compatible': {
      const provider = createOpenAICompatible({
        name: 'openai-compatible',
        baseURL: lease.baseUrl,
        ...(key === null ? {} : { apiKey: key }),
      })
      return { model: provider(lease.model), name: lease.model, maxOutputTokens: lease.maxOutputTokens }
    }
  }
}

/** Switches off what the SDK would do by itself: its hosted default provider and its console warnings. */
export function tameModelLibrary(): void {
  const world = globalThis as { AI_SDK_DEFAULT_PROVIDER?: unknown; AI_SDK_LOG_WARNINGS?: boolean }
  const refuse = (): never => {
    throw new Error('A model was named by a bare string; only leased provider objects may be used.')
  }
  world.AI_SDK_DEFAULT_PROVIDER = { languageModel: refuse, embeddingModel: refuse, imageModel: refuse }
  world.AI_SDK_LOG_WARNINGS = false
}
