import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { grantChanges, onlyRefusals, stricterGrants } from '../approvals/core/grant-changes.ts'
import { Grants, grantsText, noGrants, readGrants } from '../approvals/core/grants.ts'
import { canonical } from '../approvals/core/plan.ts'
import type { NoteConfig } from '../config/core/note.ts'
import { SealedDesk, type SealedMeaning } from '../config/node/sealed-desk.ts'
import { SealedDocument, type SealedPorts } from '../config/node/sealed-document.ts'
import type { AllowlistEntry, StandingGrant } from '../contract/model/policy.ts'
import type { OfferedGrant } from '../contract/model/verdict.ts'
import type { Clock } from '../kit/core/clock.ts'

/** The file with the lasting answers. */
export const grantsPath = (home: string): string => join(home, 'grants')

/** The id of an allowlist entry: it has no name of its own, so it is known by what it says. */
export function entryId(agent: string, entry: AllowlistEntry): string {
  return createHash('sha256')
    .update(canonical([agent, entry]))
    .digest('hex')
    .slice(0, 16)
}

/** What the grants file is opened with. */
export type GrantPorts = Omit<SealedPorts, 'file' | 'name'> & { readonly home: string; readonly audit: NoteConfig }

/** What became of a lasting answer. While a change from outside waits, the file takes none. */
export type GrantWrite = 'kept' | 'changed-outside'

/** The signed grants file: what a person answered for good. What others write into it waits for a person. */
export class GrantBook {
  /** What a person may do about a change from outside. */
  readonly sealed: SealedDesk<Grants>
  readonly #clock: Clock

  private constructor(sealed: SealedDesk<Grants>, clock: Clock) {
    this.sealed = sealed
    this.#clock = clock
  }

  static async open({ home, audit, ...ports }: GrantPorts): Promise<GrantBook> {
    const document = new SealedDocument({ ...ports, file: grantsPath(home), name: 'grants' })
    await document.recover()
    // A first, empty version: from then on a file that is gone or foreign differs from something.
    if ((await document.look()).status === 'empty')
      await document.write(grantsText(noGrants), 'gatehouse', 'no answers yet')
    const sealed = new SealedDesk(document, meaning, audit)
    await sealed.reload()
    return new GrantBook(sealed, ports.clock)
  }

  /** What holds now. While a change from outside waits, the stricter of the two. */
  get current(): Grants {
    return this.sealed.current()
  }

  /** Adds the rule behind an "always". */
  adopt(rule: OfferedGrant, by: string): Promise<GrantWrite> {
    if (rule.kind === 'grant') return this.#add({ ...rule.grant, id: randomUUID() }, by, rule.words)
    return this.#change(rule.words, by, ({ allowlist, notes }) => {
      const known = Object.hasOwn(allowlist, rule.agent) ? (allowlist[rule.agent] ?? []) : []
      const fresh = rule.entries.filter(entry => !known.some(other => canonical(other) === canonical(entry)))
      const noted = Object.fromEntries(fresh.map(entry => [entryId(rule.agent, entry), this.#note(by, rule.words)]))
      return { allowlist: { ...allowlist, [rule.agent]: [...known, ...fresh] }, notes: { ...notes, ...noted } }
    })
  }

  /** Keeps a lasting no. */
  refuse(grant: Omit<StandingGrant, 'id' | 'effect'>, by: string, words: string): Promise<GrantWrite> {
    return this.#add({ ...grant, effect: 'deny', id: randomUUID() }, by, words)
  }

  /** Takes a lasting answer back. */
  revoke(id: string, by: string): Promise<GrantWrite> {
    return this.#change('taken back', by, ({ allowlist, grants, notes }) => ({
      allowlist: Object.fromEntries(
        Object.entries(allowlist).map(([agent, entries]) => [
          agent,
          entries.filter(entry => entryId(agent, entry) !== id),
        ]),
      ),
      grants: grants.filter(grant => grant.id !== id),
      notes: Object.fromEntries(Object.entries(notes).filter(([noted]) => noted !== id)),
    }))
  }

  #add(grant: StandingGrant, by: string, words: string): Promise<GrantWrite> {
    return this.#change(words, by, ({ grants, notes }) => ({
      grants: [...grants, grant],
      notes: { ...notes, [grant.id]: this.#note(by, words) },
    }))
  }

  #note(by: string, words: string): Grants['notes'][string] {
    return { by, at: this.#clock.now(), words }
  }

  async #change(why: string, by: string, make: (grants: Grants) => Partial<Grants>): Promise<GrantWrite> {
    const plan = (accepted: string | null) => {
      const reading = accepted === null ? ({ status: 'valid', value: noGrants } as const) : readGrants(accepted)
      if (reading.status === 'invalid') return reading
      const next = Grants.parse({ ...reading.value, ...make(reading.value) })
      return { status: 'planned', text: grantsText(next) } as const
    }
    const { status } = await this.sealed.edit(plan, why, { who: 'owner', door: by })
    return status === 'saved' ? 'kept' : 'changed-outside'
  }
}

const meaning: SealedMeaning<Grants> = {
  area: 'grants',
  read: readGrants,
  compare: grantChanges,
  stricter: stricterGrants,
  first: noGrants,
  unsealed: noGrants,
  // Yeses that were taken back since are in an older file too: nobody can vouch for any of them.
  rolledBack: onlyRefusals,
  needsRestart: () => [],
}
