import type { Layer } from '../../contract/model/verdict.ts'

/** What can silence a question: a rule a person made before, or the mode `auto`. */
export type Silencer = 'grant' | 'auto'

/** What a layer answers. Questions say who may silence them; nothing silences a refusal. */
export type Said =
  | { says: 'pass'; ruleId: string; reason: string }
  | { says: 'allow'; ruleId: string; reason: string; silences: Silencer }
  | { says: 'ask'; ruleId: string; reason: string; silencedBy: readonly Silencer[] }
  | { says: 'deny'; ruleId: string; reason: string }

/** An answer with its layer. */
export type LayerAnswer = Said & { layer: Layer }

/** No opinion. */
export const pass = (ruleId: string, reason: string): Said => ({ says: 'pass', ruleId, reason })
/** Never. */
export const deny = (ruleId: string, reason: string): Said => ({ says: 'deny', ruleId, reason })
/** A person has to answer, unless one of these did before. */
export const ask = (ruleId: string, reason: string, ...silencedBy: readonly Silencer[]): Said => ({
  says: 'ask',
  ruleId,
  reason,
  silencedBy,
})
/** Questions of this kind are answered. */
export const allow = (ruleId: string, reason: string, silences: Silencer): Said => ({
  says: 'allow',
  ruleId,
  reason,
  silences,
})
