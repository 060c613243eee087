/** Case does not matter to the prefilter; the literals that care compare again. 64 classes, so that three fit in 18 bits. */
const fold = new Uint8Array(128)
for (let code = 0; code < 26; code += 1) {
  fold[65 + code] = code + 1
  fold[97 + code] = code + 1
}
for (let code = 0; code < 10; code += 1) fold[48 + code] = 27 + code
;[...'_-.:/=+~"\' $%&@#*,;|\\<([{!`\n'].forEach((char, index) => {
  fold[char.charCodeAt(0)] = 37 + (index % 26)
})
/** Beyond ASCII the classes are shared by many characters each; one class for all made every Cyrillic or Chinese text try every literal in them. */
const foldOf = (code: number): number => (code < 128 ? (fold[code] as number) : (code ^ (code >> 6)) & 63)

/** A literal that may begin something, and what is to be done there. */
export interface Literal<T> {
  readonly text: string
  readonly anyCase: boolean
  readonly value: T
}

interface Stored<T> {
  readonly value: T
  /** The characters by code; where case does not matter, small and capital. */
  readonly codes: Uint16Array
  readonly capitals: Uint16Array
}

/**
 * Finds many literals in one pass: the last three characters, folded to six bits each, index a table of 2^18 bytes
 * that is nearly empty, so a character costs one look-up and one compare. Tried before: one big alternation (4 MB/s with
 * 300 prefixes) and one indexOf per literal (as slow as there are literals).
 */
export class GramIndex<T> {
  readonly #table: Uint16Array
  /** No bucket is changed once made, so that indexes can share them. */
  readonly #buckets: (readonly Stored<T>[])[]
  /** For each bucket which classes its literals have as their fourth character: nine of ten that share three characters do not share that. */
  #next: Uint8Array

  /** With all that another index has, when one is given: copied, which costs a hundredth of making it anew. */
  constructor(literals: Iterable<Literal<T>>, other?: GramIndex<T>) {
    this.#table = other ? other.#table.slice() : new Uint16Array(1 << 18)
    this.#next = other ? other.#next.slice() : new Uint8Array(1 << 12)
    this.#buckets = other ? [...other.#buckets] : [[]]
    for (const literal of literals) this.#add(literal)
  }

  get empty(): boolean {
    return this.#buckets.length === 1
  }

  /** Calls `found` for every literal at every place it stands, from the left. */
  scan(text: string, found: (value: T, at: number, length: number) => void): void {
    const table = this.#table
    const next = this.#next
    let gram = 0
    for (let at = 0; at < text.length; at += 1) {
      // `foldOf` written out: this is done for every character, and the call cost a tenth of it all.
      const code = text.charCodeAt(at)
      gram = ((gram << 6) | (code < 128 ? (fold[code] as number) : (code ^ (code >> 6)) & 63)) & 0x3ffff
      const bucket = table[gram] as number
      if (bucket !== 0 && at > 1 && next[(bucket << 6) | foldOf(text.charCodeAt(at + 1))] === 1)
        this.#try(bucket, text, at - 2, found)
    }
  }

  #try(bucket: number, text: string, at: number, found: (value: T, at: number, length: number) => void): void {
    for (const literal of this.#buckets[bucket] ?? []) {
      if (stands(text, at, literal.codes, literal.capitals)) found(literal.value, at, literal.codes.length)
    }
  }

  #add(literal: Literal<T>): void {
    if (literal.text.length < 3) throw new RangeError(`a literal needs three characters: ${literal.text}`)
    const { text, anyCase, value } = literal
    const [small, capital] = anyCase ? [text.toLowerCase(), text.toUpperCase()] : [text, text]
    const stored = { value, codes: codesOf(small), capitals: codesOf(capital) }
    const begins = [small, capital, capital.charAt(0) + small.slice(1)]
    for (const gram of new Set(begins.map(gramOf))) {
      const bucket = this.#bucketOf(gram)
      this.#buckets[bucket] = [...(this.#buckets[bucket] ?? []), stored]
      this.#admit(bucket, small, capital)
    }
  }

  #bucketOf(gram: number): number {
    const known = this.#table[gram] ?? 0
    if (known !== 0) return known
    const bucket = this.#buckets.push([]) - 1
    this.#table[gram] = bucket
    if (this.#next.length <= bucket << 6) {
      const larger = new Uint8Array(this.#next.length * 2)
      larger.set(this.#next)
      this.#next = larger
    }
    return bucket
  }

  #admit(bucket: number, small: string, capital: string): void {
    const from = bucket << 6
    if (small.length === 3) this.#next.fill(1, from, from + 64)
    else for (const text of [small, capital]) this.#next[from | foldOf(text.charCodeAt(3))] = 1
  }
}

/** Of the first three characters. */
function gramOf(text: string): number {
  let gram = 0
  for (let at = 0; at < 3; at += 1) gram = (gram << 6) | foldOf(text.charCodeAt(at))
  return gram
}

function codesOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
}

function stands(text: string, at: number, codes: Uint16Array, capitals: Uint16Array): boolean {
  for (let index = 0; index < codes.length; index += 1) {
    const code = text.charCodeAt(at + index)
    if (code !== codes[index] && code !== capitals[index]) return false
  }
  return true
}
