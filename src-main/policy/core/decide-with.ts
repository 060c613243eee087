import type { ToolCall } from '../../contract/model/tool-call.ts'
import type { Decision, LayerSaid } from '../../contract/model/verdict.ts'
import type { PolicyFacts, ShellReader } from './facts.ts'
import { LAYERS } from './layers.ts'
import { type Look, lookAt } from './look.ts'
import { offerRule } from './offer.ts'
import type { LayerAnswer, Silencer } from './said.ts'
import { wouldChange } from './would-change.ts'

/**
 * Decides one call. All layers are heard, also after a refusal, so that the whole chain can be explained; the first
 * refusal decides, then the first question nobody silenced. Whatever throws on the way is a refusal.
 */
export function decideWith(shell: ShellReader, facts: PolicyFacts, call: ToolCall): Decision {
  try {
    const look = lookAt(call, facts, shell)
    const chain = LAYERS.map(([layer, judge]): LayerAnswer => ({ ...judge(call, facts, look), layer }))
    return conclude(call, facts, look, chain)
  } catch (error) {
    return failed(call, facts, error)
  }
}

function conclude(call: ToolCall, facts: PolicyFacts, look: Look, chain: readonly LayerAnswer[]): Decision {
  const silenced = new Set(chain.flatMap(said => (said.says === 'allow' ? [said.silences] : [])))
  const refusal = chain.find(said => said.says === 'deny')
  const questions = chain.filter(said => said.says === 'ask' && !isSilenced(said.silencedBy, silenced))
  const question = questions[0]
  if (refusal) return write(call, facts, look, chain, 'deny', [refusal])
  if (question && call.headless) return write(call, facts, look, [...chain, NOBODY], 'deny', [NOBODY, ...questions])
  if (question) return write(call, facts, look, chain, 'ask', questions)
  return write(call, facts, look, chain, 'allow', [reasonToAllow(chain)])
}

const NOBODY: LayerAnswer = {
  layer: 'headless',
  says: 'deny',
  ruleId: 'headless.nobody',
  reason: 'It would have to ask, and in this session nobody can answer.',
}

const isSilenced = (by: readonly Silencer[], silenced: ReadonlySet<Silencer>): boolean =>
  by.some(one => silenced.has(one))

/** An earlier answer that silenced a question, else the mode. */
function reasonToAllow(chain: readonly LayerAnswer[]): LayerAnswer {
  const asked = chain.flatMap(said => (said.says === 'ask' ? [said.silencedBy] : []))
  const answered = chain.find(said => said.says === 'allow' && asked.some(by => by.includes(said.silences)))
  const everyday = chain.find(said => said.layer === 'mode')
  return answered ?? everyday ?? NOBODY
}

function write(
  call: ToolCall,
  facts: PolicyFacts,
  look: Look,
  chain: readonly LayerAnswer[],
  verdict: Decision['verdict'],
  because: readonly LayerAnswer[],
): Decision {
  const decisive = because[0] ?? NOBODY
  const lasting = verdict === 'ask' && because.every(said => said.says === 'ask' && said.silencedBy.includes('grant'))
  const suggestion = lasting ? offerRule(call, look, facts.world) : null
  const bindable = look.analysis?.bindable ?? true
  return {
    callId: call.id,
    tool: call.tool,
    agent: call.agent,
    verdict,
    layer: decisive.layer,
    ruleId: decisive.ruleId,
    reasons: reasonsOf(because, look),
    segments: [...(look.analysis?.segments ?? [])],
    categories: [...(look.analysis?.categories ?? [])],
    chain: chain.map(({ layer, says, ruleId, reason }): LayerSaid => ({ layer, says, ruleId, reason })),
    scopes:
      verdict !== 'ask' ? [] : !lasting ? ['once'] : suggestion ? ['once', 'session', 'always'] : ['once', 'session'],
    suggestion,
    bindable,
    notBindableBecause: bindable ? null : 'Which programs would run is known only while it runs.',
    wouldChange: wouldChange(decisive.layer, decisive.ruleId, call.tool),
    policyVersion: facts.policyVersion,
  }
}

function reasonsOf(because: readonly LayerAnswer[], { analysis }: Look): string[] {
  const spoken = because.map(said => said.reason)
  const shellSpoke = because.some(said => said.layer === 'dangerous' || said.layer === 'hard-deny')
  return [...new Set([...spoken, ...(shellSpoke ? (analysis?.reasons ?? []) : [])])]
}

/** A judge that broke down has judged nothing: refuse, and say so. */
function failed(call: ToolCall, facts: PolicyFacts, error: unknown): Decision {
  const reason = 'The policy could not judge this call, so it is refused.'
  return {
    callId: String(call?.id ?? 'unknown'),
    tool: String(call?.tool ?? 'unknown'),
    agent: String(call?.agent ?? 'unknown'),
    verdict: 'deny',
    layer: 'hard-deny',
    ruleId: 'policy.fault',
    reasons: [reason],
    segments: [],
    categories: ['unknown'],
    chain: [
      {
        layer: 'hard-deny',
        says: 'deny',
        ruleId: 'policy.fault',
        reason: `${reason} ${error instanceof Error ? error.message : String(error)}`,
      },
    ],
    scopes: [],
    suggestion: null,
    bindable: false,
    notBindableBecause: reason,
    wouldChange: ['Report this: a policy that fails is a defect.'],
    policyVersion: String(facts?.policyVersion ?? 'unknown'),
  }
}
