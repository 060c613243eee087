import type { Approval, ApprovalSegment } from './approval.ts'

/** What is said of some parts of a command, said once, and the parts it holds for. Nothing is said of harmless parts. */
export type PartGroup = {
  readonly said: readonly string[]
  readonly parts: readonly string[]
  /** The strictest verdict among the parts. */
  readonly verdict: ApprovalSegment['verdict']
}

/** What is said of a question: of its parts, dangerous ones first, and the reasons that no part has said yet. */
export type SaidOnce = { readonly groups: readonly PartGroup[]; readonly why: readonly string[] }

const strictest = ['deny', 'ask', 'allow'] as const

/**
 * Puts every sentence of a question down once. A person who reads the same sentence for the fifth time has stopped
 * reading, and the sixth is another one.
 */
export function sayOnce({ segments, why }: Pick<Approval, 'segments' | 'why'>): SaidOnce {
  const places = new Map<string, number[]>()
  for (const [at, { risks }] of segments.entries())
    for (const risk of new Set(risks)) places.set(risk, [...(places.get(risk) ?? []), at])
  // Sentences that hold for the same parts share a group, so that the parts are not listed again either.
  const groups = new Map<string, { said: string[]; at: readonly number[] }>()
  for (const [risk, at] of places) {
    const key = at.join()
    groups.set(key, { said: [...(groups.get(key)?.said ?? []), risk], at })
  }
  const harmless = [...segments.keys()].filter(at => segments[at]?.risks.length === 0)
  return {
    groups: [...groups.values(), ...(harmless.length > 0 ? [{ said: [], at: harmless }] : [])].map(({ said, at }) => {
      const held = at.flatMap(one => segments[one] ?? [])
      const verdict = strictest.find(word => held.some(part => part.verdict === word)) ?? 'ask'
      return { said, parts: held.map(part => part.text), verdict }
    }),
    why: [...new Set(why)].filter(reason => !places.has(reason)),
  }
}
