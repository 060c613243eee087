/**
 * A record: what was said about each case when a person last looked. A test over a record fails when anything is said
 * differently now; `GATEHOUSE_RECORD=1` in front of the test run writes it anew, and the diff is what to look at.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const onOneLine = (text: string): string => JSON.stringify(text).slice(1, -1)

/** A short name of a whole value, for the parts of an answer that nobody reads line by line. */
export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8)
}

/** One file: a line for each case, what is said before a tab, the case behind it. */
export class Record {
  readonly #path: string
  #said: ReadonlyMap<string, string> | null = null

  constructor(at: URL) {
    this.#path = fileURLToPath(at)
  }

  /** Writes the record anew, if that is what the run is for. */
  renew<T>(cases: readonly T[], name: (one: T) => string, says: (one: T) => string): void {
    if (process.env['GATEHOUSE_RECORD'] !== '1') return
    const rows = new Map(cases.map(one => [onOneLine(name(one)), onOneLine(says(one))]))
    mkdirSync(dirname(this.#path), { recursive: true })
    writeFileSync(this.#path, [...rows].map(([one, said]) => `${said}\t${one}\n`).join(''))
    this.#said = null
  }

  /** How what is said now differs from the record, null when it does not. */
  difference(one: string, says: string): string | null {
    this.#said ??= this.#read()
    const before = this.#said.get(onOneLine(one))
    if (before === onOneLine(says)) return null
    return `${one}\n  before: ${before ?? 'not on record'}\n  now:    ${onOneLine(says)}`
  }

  /** The cases on record, in their order. */
  names(): string[] {
    this.#said ??= this.#read()
    return [...this.#said.keys()].map(line => JSON.parse(`"${line}"`) as string)
  }

  #read(): Map<string, string> {
    const lines = readFileSync(this.#path, 'utf8').split('\n')
    return new Map(
      lines.flatMap(line => {
        const tab = line.indexOf('\t')
        return tab < 0 ? [] : [[line.slice(tab + 1), line.slice(0, tab)]]
      }),
    )
  }
}
