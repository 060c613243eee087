import type { AgentCard, ModelLease, OfferedModel } from '../contract/model/agent.ts'
import type { Config } from '../contract/model/config.ts'
import { Fault } from '../contract/wire/fault.ts'

/** Where each provider is when nothing else is said. */
const usualAddress = {
  anthropic: 'https://api.anthropic.com/v1',
  openai: 'https://api.openai.com/v1',
  ollama: 'http://127.0.0.1:11434/v1',
} as const

/** Every tool that a gateway may offer to a model now. Others come with their rooms. */
const offered = ['exec', 'read', 'write', 'edit', 'list', 'search'] as const

/** What the gateway needs to know of an agent. */
export function agentCard(config: Config, id: string): AgentCard {
  const agent = config.agents[id]
  if (!agent) throw new Fault('not-found', { what: 'agent', id })
  const noShell = config.policy.shell === 'off'
  return {
    id,
    name: id === 'main' ? 'the assistant of this computer’s owner' : id,
    instructions: agent.instructions.slice(0, 20_000),
    tools: offered.filter(tool => !(noShell && tool === 'exec')),
    maxSteps: 30,
  }
}

/** The models of an agent, by the ids of the settings: its own, then its fallbacks in their order, none twice. */
export function modelsOf(config: Config, agent: string): readonly string[] {
  const first = config.agents[agent]?.model
  return first === undefined ? [] : [...new Set([first, ...(config.models[first]?.fallbacks ?? [])])]
}

/** How to reach the agent's model that comes after so many that did not answer, and the name of its key. */
export function modelFor(config: Config, agent: string, failed: number): OfferedModel {
  const ids = modelsOf(config, agent)
  const model = config.models[ids[failed] ?? '']
  if (!model) throw new Fault('config-invalid', { where: `agents.${agent}.model` })
  return { lease: leaseOf(model), more: failed + 1 < ids.length }
}

function leaseOf(model: Config['models'][string]): ModelLease {
  if (model.provider === 'practice') return { provider: 'practice' }
  const baseUrl = model.baseUrl ?? (model.provider === 'openai-compatible' ? null : usualAddress[model.provider])
  if (baseUrl === null) throw new Fault('config-invalid', { where: 'baseUrl' })
  return {
    provider: model.provider === 'anthropic' ? 'anthropic' : 'openai-compatible',
    baseUrl,
    model: model.model,
    key: model.key === undefined ? null : model.key.replace(/^secret:/, ''),
    maxOutputTokens: model.maxOutputTokens,
  }
}

/** Which model answers, for people. */
export function modelWords(config: Config): string {
  const model = config.models[config.agents[config.gateway.defaultAgent]?.model ?? '']
  if (!model || model.provider === 'practice') return 'Practice model'
  return `${model.model} (${model.provider})`
}
