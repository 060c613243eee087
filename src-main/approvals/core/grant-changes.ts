import type { ConfigChange, Direction } from '../../contract/model/config.ts'
import type { StandingGrant } from '../../contract/model/policy.ts'
import { entryWords, grantWords } from './grant-list.ts'
import type { Grants } from './grants.ts'
import { canonical } from './plan.ts'

/**
 * One thing the grants file says, named by its whole content: an entry that was edited is an old one gone and a new
 * one come. `gives` is a yes, `takes` is a no, `tells` moves no wall.
 */
type Item = { readonly kind: 'gives' | 'takes' | 'tells'; readonly words: string; readonly value: string }

/** Every entry in which two grants files differ, with the way it moves the walls. Loosening ones first. */
export function grantChanges(before: Grants, after: Grants): ConfigChange[] {
  if (before === after) return []
  const [was, is] = [itemsOf(before), itemsOf(after)]
  const gone = [...was].filter(([key]) => !is.has(key)).map(([, item]) => change(item, 'gone'))
  const come = [...is].filter(([key]) => !was.has(key)).map(([, item]) => change(item, 'come'))
  const rank: Readonly<Record<Direction, number>> = { loosens: 0, tightens: 1, neutral: 2 }
  const changes = [...come, ...gone, ...noteChanges(before.notes, after.notes)]
  return changes.toSorted((a, b) => rank[a.direction] - rank[b.direction])
}

/** The stricter of two: a yes that both have, a no that either has, and the words that a person accepted. */
export function stricterGrants(accepted: Grants, outside: Grants): Grants {
  const both = <T>(ours: readonly T[], theirs: readonly T[] = []): T[] =>
    ours.filter(one => theirs.some(other => canonical(other) === canonical(one)))
  const isYes = (grant: StandingGrant): boolean => grant.effect === 'allow'
  const noes = accepted.grants.filter(grant => !isYes(grant))
  const added = outside.grants.filter(grant => !isYes(grant) && both([grant], noes).length === 0)
  return {
    allowlist: mapValues(accepted.allowlist, (entries, agent) => both(entries, own(outside.allowlist, agent))),
    grants: [...both(accepted.grants.filter(isYes), outside.grants), ...noes, ...added],
    mcp: mapValues(accepted.mcp, (server, name) => ({
      pins: Object.fromEntries(both(Object.entries(server.pins), Object.entries(own(outside.mcp, name)?.pins ?? {}))),
      grants: both(server.grants, own(outside.mcp, name)?.grants),
    })),
    knownRecipients: both(accepted.knownRecipients, outside.knownRecipients),
    notes: accepted.notes,
  }
}

/** What is left of grants nobody can vouch for: only what they refuse. */
export function onlyRefusals(grants: Grants): Grants {
  return {
    allowlist: {},
    grants: grants.grants.filter(grant => grant.effect === 'deny'),
    mcp: {},
    knownRecipients: [],
    notes: grants.notes,
  }
}

function itemsOf({ allowlist, grants, mcp, knownRecipients }: Grants): Map<string, Item> {
  const items = new Map<string, Item>()
  const add = (kind: Item['kind'], about: unknown, words: string, value = 'yes'): void =>
    void items.set(canonical([kind, about]), { kind, words, value })
  for (const [agent, entries] of Object.entries(allowlist))
    for (const entry of entries) add('gives', ['entry', agent, entry], entryWords(agent, entry))
  for (const grant of grants) add(grant.effect === 'allow' ? 'gives' : 'takes', ['grant', grant], grantWords(grant))
  for (const [server, policy] of Object.entries(mcp)) {
    for (const [tool, pin] of Object.entries(policy.pins))
      add('gives', ['pin', server, tool, pin], `MCP tool ${server}/${tool} as it looked`, pin.slice(0, 16))
    for (const grant of policy.grants)
      add('gives', ['mcp', server, grant], `MCP tool ${server}/${grant.tool} for the audience ${grant.audience}`)
  }
  for (const recipient of knownRecipients) add('gives', ['recipient', recipient], `${recipient} counts as known`)
  return items
}

function change({ kind, words, value }: Item, what: 'gone' | 'come'): ConfigChange {
  const loosens = (kind === 'gives') === (what === 'come')
  const [before, after] = what === 'gone' ? [value, null] : [null, value]
  return { path: words, before, after, direction: loosens ? 'loosens' : 'tightens' }
}

/** A note moves no wall, but it is what a person reads in the list: a changed one is shown. */
function noteChanges(before: Grants['notes'], after: Grants['notes']): ConfigChange[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].flatMap(id => {
    const [was, is] = [own(before, id), own(after, id)]
    if (canonical(was ?? null) === canonical(is ?? null)) return []
    return [{ path: `note on ${id}`, before: noteWords(was), after: noteWords(is), direction: 'neutral' }]
  })
}

const noteWords = (note: Grants['notes'][string] | undefined): string | null =>
  note === undefined ? null : `${note.words} (${note.by}, ${note.at})`

const own = <T>(map: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined

function mapValues<T, R>(map: Readonly<Record<string, T>>, make: (value: T, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, make(value, key)]))
}
