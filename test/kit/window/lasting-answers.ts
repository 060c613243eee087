import type { GrantView } from '../../../src-main/contract/model/grant.ts'
import type { grantRoutes } from '../../../src-main/contract/routes/grants.ts'
import type { Handlers } from '../../../src-main/contract/wire/route.ts'

const DAY = 24 * 60 * 60_000

/** A yes of the owner that is in use. */
export function aGrant(change: Partial<GrantView> = {}): GrantView {
  return {
    id: 'g1',
    effect: 'allow',
    agent: 'main',
    words: 'Agent “main” may run /usr/bin/git push to origin.',
    by: 'window',
    givenAt: Date.now() - 12 * DAY,
    expiresAt: null,
    lastUsedAt: Date.now() - DAY,
    uses: 4,
    stale: false,
    ...change,
  }
}

/** Lasting answers in memory: what was given is listed until it is taken back. */
export function lastingAnswers() {
  const held = new Map<string, GrantView>()
  let changedOutside = false
  const revoke = (id: string): 'revoked' | 'gone' | 'changed-outside' => {
    if (!held.has(id)) return 'gone'
    if (changedOutside) return 'changed-outside'
    held.delete(id)
    return 'revoked'
  }
  const handlers: Handlers<typeof grantRoutes> = {
    'grants.list': async () => [...held.values()],
    'grants.revoke': async ({ id }) => ({ status: revoke(id) }),
    'grants.prune': async () => {
      const stale = [...held.values()].filter(grant => grant.stale)
      return { revoked: stale.map(grant => grant.id).filter(id => revoke(id) === 'revoked') }
    },
  }
  return {
    handlers,
    give: (change: Partial<GrantView> = {}): void => {
      const grant = aGrant(change)
      held.set(grant.id, grant)
    },
    /** Somebody else wrote to the file, so nothing can be taken back until that is settled. */
    changeFile: (): void => {
      changedOutside = true
    },
    forget: (): void => {
      held.clear()
      changedOutside = false
    },
  }
}
