import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { canonical } from '../approvals/core/plan.ts'
import type { Seal } from '../config/node/seal.ts'
import { SealedDocument, type SealedPorts } from '../config/node/sealed-document.ts'
import { AllowlistEntry, McpServerPolicy, StandingGrant } from '../contract/model/policy.ts'
import type { OfferedGrant } from '../contract/model/verdict.ts'
import type { Clock } from '../kit/core/clock.ts'

const Note = z.strictObject({ by: z.string(), at: z.number(), words: z.string() })

/** What people have allowed or refused for good. Only the Keeper writes it; when it was used is kept elsewhere. */
export const Grants = z.strictObject({
  allowlist: z.record(z.string(), z.array(AllowlistEntry)).default({}),
  grants: z.array(StandingGrant).default([]),
  mcp: z.record(z.string(), McpServerPolicy).default({}),
  knownRecipients: z.array(z.string()).default([]),
  /** Who gave each answer and when, by its id. */
  notes: z.record(z.string(), Note).default({}),
})
export type Grants = z.infer<typeof Grants>

const none: Grants = { allowlist: {}, grants: [], mcp: {}, knownRecipients: [], notes: {} }

/** The id of an allowlist entry: it has no name of its own, so it is known by what it says. */
export function entryId(agent: string, entry: AllowlistEntry): string {
  return createHash('sha256')
    .update(canonical([agent, entry]))
    .digest('hex')
    .slice(0, 16)
}

/** The signed grants file. A change that nobody accepted counts as no grants of that change: the accepted ones hold. */
export class GrantBook {
  readonly #document: SealedDocument
  readonly #clock: Clock
  #grants: Grants = none
  #changedOutside = false

  private constructor(document: SealedDocument, clock: Clock) {
    this.#document = document
    this.#clock = clock
  }

  static async open(
    home: string,
    seal: Seal,
    clock: Clock,
    world: Pick<SealedPorts, 'disk' | 'lock'> = {},
  ): Promise<GrantBook> {
    const document = new SealedDocument({ file: join(home, 'grants'), name: 'grants', seal, clock, ...world })
    const book = new GrantBook(document, clock)
    await document.recover()
    await book.reload()
    return book
  }

  /** What holds now. */
  get current(): Grants {
    return this.#grants
  }

  /** Whether the file was changed by someone else since a person last agreed to it. */
  get changedOutside(): boolean {
    return this.#changedOutside
  }

  /** Looks at the file again. */
  async reload(): Promise<void> {
    const state = await this.#document.look()
    this.#changedOutside = state.status === 'changed'
    const text = state.status === 'empty' ? null : state.accepted
    this.#grants = text === null ? none : parse(text)
  }

  /** Adds the rule behind an "always". */
  async adopt(rule: OfferedGrant, by: string): Promise<boolean> {
    if (rule.kind === 'grant') return this.#add({ ...rule.grant, id: randomUUID() }, by, rule.words)
    const known = this.#grants.allowlist[rule.agent] ?? []
    const fresh = rule.entries.filter(entry => !known.some(other => canonical(other) === canonical(entry)))
    const notes = Object.fromEntries(fresh.map(entry => [entryId(rule.agent, entry), this.#note(by, rule.words)]))
    const allowlist = { ...this.#grants.allowlist, [rule.agent]: [...known, ...fresh] }
    return this.#save({ allowlist, notes: { ...this.#grants.notes, ...notes } }, by, rule.words)
  }

  /** Keeps a lasting no. */
  refuse(grant: Omit<StandingGrant, 'id' | 'effect'>, by: string, words: string): Promise<boolean> {
    return this.#add({ ...grant, effect: 'deny', id: randomUUID() }, by, words)
  }

  /** Takes a lasting answer back. */
  async revoke(id: string, by: string): Promise<'revoked' | 'gone' | 'changed-outside'> {
    const { allowlist, grants, notes } = this.#grants
    const kept = grants.filter(grant => grant.id !== id)
    const keptLists = Object.fromEntries(
      Object.entries(allowlist).map(([agent, entries]) => [
        agent,
        entries.filter(entry => entryId(agent, entry) !== id),
      ]),
    )
    const gone = kept.length === grants.length && canonical(keptLists) === canonical(allowlist)
    if (gone) return 'gone'
    const { [id]: _removed, ...others } = notes
    const saved = await this.#save({ allowlist: keptLists, grants: kept, notes: others }, by, 'taken back')
    return saved ? 'revoked' : 'changed-outside'
  }

  #add(grant: StandingGrant, by: string, words: string): Promise<boolean> {
    const notes = { ...this.#grants.notes, [grant.id]: this.#note(by, words) }
    return this.#save({ grants: [...this.#grants.grants, grant], notes }, by, words)
  }

  #note(by: string, words: string): z.infer<typeof Note> {
    return { by, at: this.#clock.now(), words }
  }

  async #save(change: Partial<Grants>, by: string, why: string): Promise<boolean> {
    const next = Grants.parse({ ...this.#grants, ...change })
    const written = await this.#document.write(`${JSON.stringify(next, null, 2)}\n`, by, why)
    await this.reload()
    return written === 'written'
  }
}

function parse(text: string): Grants {
  try {
    return Grants.parse(JSON.parse(text))
  } catch {
    return none // sealed by an older version with another shape: no grant is the safe reading
  }
}
