import type { Decision } from '../../contract/model/verdict.ts'

const SPOKEN = { allow: 'Runs without a question', ask: 'Asks first', deny: 'Refused' } as const

/** Explains a decision in plain lines: what, why, the whole chain, and what would change it. */
export function explain(decision: Decision): string[] {
  return [
    `${SPOKEN[decision.verdict]}. ${decision.reasons[0] ?? ''}`.trim(),
    ...decision.reasons.slice(1).map(reason => `  also: ${reason}`),
    `Decided by: ${decision.layer} (${decision.ruleId}), policy ${decision.policyVersion}`,
    ...explainSegments(decision),
    'Layers, in order:',
    ...decision.chain.map(said => `  ${said.says.padEnd(5)} ${said.layer.padEnd(17)} ${said.reason}`),
    ...explainFuture(decision),
  ]
}

function explainSegments({ segments }: Decision): string[] {
  if (segments.length === 0) return []
  const lines = segments.map(({ verdict, display, via, reasons }) => {
    const behind = via.length > 0 ? ` (behind ${via.join(', ')})` : ''
    return `  ${verdict.padEnd(5)} ${display}${behind}${reasons.length > 0 ? `: ${reasons.join(' ')}` : ''}`
  })
  return ['What would run:', ...lines]
}

function explainFuture({ wouldChange, suggestion, bindable, notBindableBecause }: Decision): string[] {
  return [
    ...wouldChange.map(words => `To change it: ${words}`),
    ...(suggestion ? [`Rule for "always": ${suggestion.words}`] : []),
    ...(bindable ? [] : [`An approval cannot be bound: ${notBindableBecause ?? 'the plan is not fixed.'}`]),
  ]
}
