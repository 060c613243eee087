import { listGrants } from '../approvals/core/grant-list.ts'
import type { GrantView } from '../contract/model/grant.ts'
import type { Decision } from '../contract/model/verdict.ts'
import type { grantRoutes } from '../contract/routes/grants.ts'
import type { Caller } from '../contract/wire/caller.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { Handlers } from '../contract/wire/route.ts'
import type { Clock } from '../kit/core/clock.ts'
import type { GrantUsage } from './grant-usage.ts'
import { entryId, type GrantBook } from './grants.ts'

/** Who takes an answer back, and whether they proved to be a person. */
type Revoker = Pick<Caller, 'door' | 'presence'>

/** Lists, counts and takes back lasting answers. */
export class GrantDesk {
  readonly #book: GrantBook
  readonly #usage: GrantUsage
  readonly #clock: Clock

  constructor(book: GrantBook, usage: GrantUsage, clock: Clock) {
    this.#book = book
    this.#usage = usage
    this.#clock = clock
  }

  list(): GrantView[] {
    const { allowlist, grants, notes } = this.#book.current
    const programs = Object.entries(allowlist).flatMap(([agent, entries]) =>
      entries.map(entry => ({ id: entryId(agent, entry), agent, entry })),
    )
    return listGrants({ allowlist: programs, grants, notes, uses: this.#usage.all(), now: this.#clock.now() })
  }

  /** Notes which lasting answer let a call through, or refused it. */
  used(decision: Pick<Decision, 'verdict' | 'agent' | 'segments' | 'chain'>): void {
    if (decision.verdict === 'ask') return
    const [layer, says] = decision.verdict === 'allow' ? ['grants', 'allow'] : ['standing-deny', 'deny']
    const said = decision.chain.find(one => one.layer === layer && one.says === says)
    if (said?.ruleId.startsWith('grant.')) this.#usage.touch(said.ruleId.slice('grant.'.length), this.#clock.now())
    if (said?.ruleId === 'allowlist.covered') this.#usedPrograms(decision)
  }

  /** Takes one back. A yes freely: that only tightens. A no needs a person: a program of the agent's could ask for it. */
  async revoke(id: string, caller: Revoker): Promise<'revoked' | 'gone' | 'changed-outside'> {
    const grant = this.list().find(known => known.id === id)
    if (grant === undefined) return 'gone'
    if (grant.effect === 'deny' && caller.presence !== 'person') throw new Fault('person-needed', { grant: id })
    return (await this.#book.revoke(id, caller.door)) === 'kept' ? 'revoked' : 'changed-outside'
  }

  /** Takes back every yes that nobody needed for long; a no never counts as such. */
  async prune(caller: Revoker): Promise<string[]> {
    const stale = this.list().filter(grant => grant.stale)
    const revoked: string[] = []
    for (const grant of stale) if ((await this.revoke(grant.id, caller)) === 'revoked') revoked.push(grant.id)
    return revoked
  }

  #usedPrograms({ agent, segments }: Pick<Decision, 'agent' | 'segments'>): void {
    const programs = new Set(segments.flatMap(segment => (segment.program ? [nameOf(segment.program)] : [])))
    for (const entry of this.#book.current.allowlist[agent] ?? [])
      if (programs.has(nameOf(entry.path))) this.#usage.touch(entryId(agent, entry), this.#clock.now())
  }
}

/** The room's side of its table. */
export function grantHandlers(desk: GrantDesk): Handlers<typeof grantRoutes> {
  return {
    'grants.list': async () => desk.list(),
    'grants.revoke': async ({ id }, caller) => ({ status: await desk.revoke(id, caller) }),
    'grants.prune': async (_input, caller) => ({ revoked: await desk.prune(caller) }),
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
