import { type CustomPattern, CustomPatterns } from './custom.ts'
import { ExactValues, type KnownSecret } from './exact.ts'
import { address } from './find-address.ts'
import { assignment } from './find-assignment.ts'
import { holdBefore } from './find-before.ts'
import { callLiterals } from './find-call.ts'
import { codeLiterals } from './find-code.ts'
import { easternLiterals } from './find-eastern.ts'
import { commandLiterals, programLiterals, sqlIdentified } from './find-flag.ts'
import { type Finder, formatLiterals } from './find-format.ts'
import { hashLiterals } from './find-hash.ts'
import { authorizationHeader, authPair, basic, bearer, cookieLine } from './find-header.ts'
import { hookLiterals } from './find-hook.ts'
import { keyBlock, puttyKey } from './find-key-block.ts'
import { lineLiterals } from './find-line.ts'
import { listLiterals } from './find-list.ts'
import { longRun, longRuns } from './find-run.ts'
import { structureLiterals } from './find-structure.ts'
import { tableLiterals } from './find-table.ts'
import { tellingLiterals } from './find-telling.ts'
import { GramIndex, type Literal } from './grams.ts'
import { lookForPersonal } from './personal.ts'
import { Look, type Span, settled } from './span.ts'
import { tellingNames } from './telling-names.ts'

/** What to hide besides everything that looks like a secret. */
export interface RedactOptions {
  /** Exact values of the vault. */
  readonly secrets?: readonly KnownSecret[]
  /** Patterns of the user in RE2 syntax. */
  readonly patterns?: readonly CustomPattern[]
  /** Card numbers, IBANs, e-mail addresses and telephone numbers as well. */
  readonly personal?: boolean
}

/** One thing that was hidden: where it stood in the text as it came, and what it was. */
export type Hit = Span

/** A text without its secrets. */
export interface Redacted {
  readonly text: string
  readonly hits: readonly Hit[]
}

/** What stands in place of a secret. No character of it is shown: of a short password four would be half. */
export const mask = (hit: Pick<Hit, 'label'>): string => `[hidden: ${hit.label}]`

function* shapes(): Generator<Literal<Finder>> {
  const any = (text: string, value: Finder): Literal<Finder> => ({ text, anyCase: true, value })
  yield any('://', address)
  yield any('-----BEGIN', keyBlock)
  yield any('---- BEGIN', keyBlock)
  yield any('Private-Lines', puttyKey)
  yield any('authorization', authorizationHeader)
  yield any('bearer', bearer)
  yield any('basic', basic)
  yield any('auth', authPair)
  yield any('cookie', cookieLine)
  yield any('identified', sqlIdentified)
  yield any('password', sqlIdentified)
  yield* formatLiterals()
  yield* structureLiterals()
  yield* hookLiterals()
  yield* hashLiterals()
  yield* tellingLiterals()
  yield* programLiterals()
  yield* commandLiterals()
  yield* listLiterals()
  yield* codeLiterals()
  yield* easternLiterals()
  yield* tableLiterals()
  yield* callLiterals()
  yield* lineLiterals()
  for (const name of tellingNames) yield any(name, assignment)
}

let shapeIndex: GramIndex<Finder> | null = null

/** All shapes and the exact values: the shapes are the same for every redactor and put into an index once. */
function indexWith(exact: ExactValues): GramIndex<Finder> {
  shapeIndex ??= new GramIndex(shapes())
  return new GramIndex(exact.literals(), shapeIndex)
}

/** Hides secrets in texts. One for the whole process, made anew when the vault or the patterns change. */
export class Redactor {
  readonly #index: GramIndex<Finder>
  readonly #exact: ExactValues
  readonly #custom: CustomPatterns
  readonly #personal: boolean

  constructor(options: RedactOptions = {}) {
    this.#exact = new ExactValues(options.secrets ?? [])
    this.#index = indexWith(this.#exact)
    this.#custom = new CustomPatterns(options.patterns ?? [])
    this.#personal = options.personal ?? false
  }

  /** Hides every secret of a text. */
  redact(text: string): Redacted {
    const hits = this.find(text)
    return { text: hide(text, hits), hits }
  }

  /** Finds without hiding: for the check on what leaves the machine. */
  find(text: string): Hit[] {
    return settled(this.look(text, false))
  }

  /** One look at a text, or at a part of a stream. */
  look(text: string, partial: boolean): Look {
    const look = new Look(text, partial)
    this.#index.scan(text, (find, at, length) => find(look, at, length))
    for (const [from, to] of longRuns(text)) {
      const run = longRun(look, from, to)
      if (run) look.hide(run.from, to, 'token', 'format')
    }
    if (partial) holdBefore(look)
    if (partial && !this.#exact.empty) this.#exact.holdPrefix(look)
    if (!this.#custom.empty) this.#custom.look(look)
    if (this.#personal) lookForPersonal(look)
    return look
  }
}

/** Puts the masks in. */
export function hide(text: string, hits: readonly Hit[]): string {
  if (hits.length === 0) return text
  let out = ''
  let at = 0
  for (const hit of hits) {
    out += text.slice(at, hit.from) + mask(hit)
    at = hit.to
  }
  return out + text.slice(at)
}

/** Hides secrets in one text. For many texts with the same options keep a `Redactor`. */
export const redact = (text: string, options: RedactOptions = {}): Redacted => new Redactor(options).redact(text)
