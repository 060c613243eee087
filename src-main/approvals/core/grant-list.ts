import type { GrantView } from '../../contract/model/grant.ts'
import type { AllowlistEntry, StandingGrant } from '../../contract/model/policy.ts'

/** A yes that was not needed for this long is listed as stale: a rule nobody uses is only a way in. */
export const STALE_MS = 90 * 24 * 60 * 60_000

/** Who gave a lasting answer and when. */
export type GrantNote = { readonly by: string; readonly at: number; readonly words: string }
/** How often a lasting answer mattered, and when last. */
export type GrantUse = { readonly uses: number; readonly lastUsedAt: number }

/** What is needed to list lasting answers. */
export type GrantFacts = {
  readonly allowlist: readonly { readonly id: string; readonly agent: string; readonly entry: AllowlistEntry }[]
  readonly grants: readonly StandingGrant[]
  readonly notes: Readonly<Record<string, GrantNote>>
  readonly uses: Readonly<Record<string, GrantUse>>
  readonly now: number
}

/** Lists lasting answers, the newest first. */
export function listGrants(facts: GrantFacts): GrantView[] {
  const programs = facts.allowlist.map(({ id, agent, entry }) =>
    view(facts, { id, agent, effect: 'allow', words: entryWords(agent, entry), expiresAt: null }),
  )
  const others = facts.grants.map(grant =>
    view(facts, {
      id: grant.id,
      agent: grant.agent,
      effect: grant.effect,
      words: grantWords(grant),
      expiresAt: grant.expiresAt ?? null,
    }),
  )
  return [...programs, ...others].toSorted((a, b) => (b.givenAt ?? 0) - (a.givenAt ?? 0))
}

function view(
  { notes, uses, now }: GrantFacts,
  about: Pick<GrantView, 'id' | 'agent' | 'effect' | 'words' | 'expiresAt'>,
): GrantView {
  const note = Object.hasOwn(notes, about.id) ? notes[about.id] : undefined
  const use = Object.hasOwn(uses, about.id) ? uses[about.id] : undefined
  const lastMattered = Math.max(note?.at ?? 0, use?.lastUsedAt ?? 0)
  return {
    ...about,
    words: note?.words || about.words,
    by: note?.by ?? 'unknown',
    givenAt: note?.at ?? null,
    lastUsedAt: use?.lastUsedAt ?? null,
    uses: use?.uses ?? 0,
    stale: about.effect === 'allow' && lastMattered < now - STALE_MS,
  }
}

function entryWords(agent: string, entry: AllowlistEntry): string {
  const args = entry.args && entry.args.length > 0 ? ` ${entry.args.join(' or ')}` : ''
  return `${agent} may run ${entry.path}${args}`
}

function grantWords(grant: StandingGrant): string {
  const who = grant.agent === '*' ? 'any agent' : grant.agent
  const what = grant.command ?? grant.host ?? grant.pathsWithin ?? grant.recipient ?? ''
  return `${grant.effect === 'deny' ? 'never' : 'always'}: ${who}, ${grant.tool} ${what}`.trim()
}
