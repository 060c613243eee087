import { join } from 'node:path'
import { z } from 'zod'
import type { Seal } from '../config/node/seal.ts'
import { SealedDocument } from '../config/node/sealed-document.ts'
import { AllowlistEntry, McpServerPolicy, StandingGrant } from '../contract/model/policy.ts'
import type { OfferedGrant } from '../contract/model/verdict.ts'
import type { Clock } from '../kit/core/clock.ts'

/** What people have allowed or refused for good. Only the Keeper writes it; when it was used is kept elsewhere. */
export const Grants = z.strictObject({
  allowlist: z.record(z.string(), z.array(AllowlistEntry)).default({}),
  grants: z.array(StandingGrant).default([]),
  mcp: z.record(z.string(), McpServerPolicy).default({}),
  knownRecipients: z.array(z.string()).default([]),
})
export type Grants = z.infer<typeof Grants>

const none: Grants = { allowlist: {}, grants: [], mcp: {}, knownRecipients: [] }

/** The signed grants file. A change that nobody accepted counts as no grants of that change: the accepted ones hold. */
export class GrantBook {
  readonly #document: SealedDocument
  #grants: Grants = none
  #changedOutside = false

  private constructor(document: SealedDocument) {
    this.#document = document
  }

  static async open(home: string, seal: Seal, clock: Clock): Promise<GrantBook> {
    const book = new GrantBook(new SealedDocument({ file: join(home, 'grants'), name: 'grants', seal, clock }))
    await book.#document.recover()
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
  async adopt(rule: OfferedGrant, id: string, by: string): Promise<boolean> {
    const { allowlist, grants } = this.#grants
    if (rule.kind === 'grant') return this.#save({ grants: [...grants, { ...rule.grant, id }] }, by, rule.words)
    const entries = [...(allowlist[rule.agent] ?? []), ...rule.entries]
    return this.#save({ allowlist: { ...allowlist, [rule.agent]: entries } }, by, rule.words)
  }

  /** Keeps a lasting no. */
  refuse(grant: StandingGrant, by: string): Promise<boolean> {
    return this.#save({ grants: [...this.#grants.grants, grant] }, by, 'never again')
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
