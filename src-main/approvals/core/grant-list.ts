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
    view(facts, { id, agent, effect: 'allow', words: entryWords(agent, entry), expiresAt: entry.expiresAt ?? null }),
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

/** An entry of the exec allowlist in words, everything that narrows it included. */
export function entryWords(agent: string, entry: AllowlistEntry): string {
  const args = entry.args && entry.args.length > 0 ? ` ${entry.args.join(' or ')}` : ''
  const within = entry.paths_within === undefined ? '' : `, on files below ${entry.paths_within}`
  const content = entry.sha256 === undefined ? '' : `, with the content ${entry.sha256.slice(0, 16)}`
  return `${agent} may run ${entry.path}${args}${within}${content}${untilWords(entry.expiresAt)}`
}

/** A lasting yes or no in words, everything that narrows it included. */
export function grantWords(grant: StandingGrant): string {
  const who = grant.agent === '*' ? 'any agent' : grant.agent
  const what = [grant.command, grant.host, grant.pathsWithin, grant.recipient].filter(part => part !== undefined)
  const whom = grant.audience === undefined ? '' : `, for the audience ${grant.audience}`
  const session = grant.sessionId === undefined ? '' : `, in the conversation ${grant.sessionId}`
  const effect = grant.effect === 'deny' ? 'never' : 'always'
  return `${[`${effect}: ${who}, ${grant.tool}`, ...what].join(' ')}${whom}${session}${untilWords(grant.expiresAt)}`
}

/** In universal time: a pure text, the same on every machine that shows it. A number that is no date is shown as it is. */
function untilWords(at: number | undefined): string {
  if (at === undefined) return ''
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return `, until ${at}`
  return `, until ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
