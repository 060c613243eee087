import { base64Core, utf8 } from './base64.ts'
import { ALNUM, isAt } from './chars.ts'
import type { Finder } from './find-format.ts'
import type { Literal } from './grams.ts'
import type { Look } from './span.ts'

/** A secret of the vault, by the name it has there. */
export interface KnownSecret {
  readonly name: string
  readonly value: string
}

/** How a value looks after a program has written it somewhere. */
interface Variant {
  readonly text: string
  readonly label: string
  /** Base64 shares its first and last character with its neighbours; they go too. */
  readonly widen: boolean
  /** So short that it may be part of a word: hidden only where it stands alone. */
  readonly alone: boolean
}

const shortest = 3
const aloneBelow = 6

function* spellings(value: string): Generator<string> {
  yield value
  const json = JSON.stringify(value).slice(1, -1)
  yield json
  yield json.replaceAll('/', '\\/')
  yield JSON.stringify(json).slice(1, -1)
  yield json.replace(/[<>&'\u0080-\uffff]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
  yield value.replaceAll("'", `'\\''`)
  yield value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  yield value.replaceAll('\n', '\r\n')
  yield* encodedUrls(value)
}

function* encodedUrls(value: string): Generator<string> {
  const percent = (code: number) => `%${code.toString(16).toUpperCase().padStart(2, '0')}`
  const encode = (keep: RegExp) =>
    utf8(value)
      .map(code => (code < 128 && keep.test(String.fromCharCode(code)) ? String.fromCharCode(code) : percent(code)))
      .join('')
  for (const keep of [/[A-Za-z0-9_.!~*'()-]/, /[A-Za-z0-9_.~-]/, /[A-Za-z0-9_.*-]/, /[A-Za-z0-9_.~!*'();:@&=+$,/?-]/]) {
    const text = encode(keep)
    yield text
    yield text.replaceAll('%20', '+')
    yield text.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase())
    yield text.replaceAll('%', '%25')
  }
}

function* variantsOf({ name, value }: KnownSecret): Generator<Variant> {
  const label = `secret ${name}`
  const seen = new Set<string>()
  for (const text of spellings(value)) {
    if (text.length < shortest || seen.has(text)) continue
    seen.add(text)
    yield { text, label, widen: false, alone: text.length < aloneBelow }
  }
  if (value.length < aloneBelow) return
  const bytes = utf8(value)
  const hex = bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')
  for (const text of [hex, hex.toUpperCase()]) yield { text, label, widen: false, alone: false }
  for (const offset of [0, 1, 2] as const) {
    const core = base64Core(bytes, offset)
    yield { text: core, label, widen: true, alone: false }
    const urlSafe = core.replaceAll('+', '-').replaceAll('/', '_')
    if (urlSafe !== core) yield { text: urlSafe, label, widen: true, alone: false }
    const encoded = core.replaceAll('+', '%2B').replaceAll('/', '%2F')
    if (encoded !== core) yield { text: encoded, label, widen: true, alone: false }
  }
}

const base64Char = /[A-Za-z0-9+/_=-]/

/** Finds the exact values of the vault in every spelling a program may give them. */
export class ExactValues {
  readonly #variants: readonly Variant[]
  readonly #longest: number
  /** By their first two characters: what could begin at a place of a stream's end. */
  readonly #starts = new Map<string, Variant[]>()

  constructor(secrets: readonly KnownSecret[]) {
    this.#variants = secrets
      .filter(secret => secret.value.length >= shortest)
      .flatMap(secret => [...variantsOf(secret)])
    this.#longest = this.#variants.reduce((longest, variant) => Math.max(longest, variant.text.length), 0)
    for (const variant of this.#variants) {
      for (const start of [variant.text.charAt(0), variant.text.slice(0, 2)]) {
        const known = this.#starts.get(start)
        if (known) known.push(variant)
        else this.#starts.set(start, [variant])
      }
    }
  }

  get empty(): boolean {
    return this.#variants.length === 0
  }

  /** The spellings as literals to look for, in the same pass as everything else. */
  *literals(): Generator<Literal<Finder>> {
    for (const variant of this.#variants) yield { text: variant.text, anyCase: false, value: finderOf(variant) }
  }

  /** In a stream the text may end inside a value: holds it back from where such a value would begin. */
  holdPrefix(look: Look): void {
    const { text } = look
    for (let at = Math.max(0, text.length - this.#longest); at < text.length; at += 1) {
      const tail = text.length - at
      const begun = this.#starts
        .get(text.slice(at, at + 2))
        ?.some(({ text: value }) => value.length > tail && text.endsWith(value.slice(0, tail)))
      if (begun) return look.undecided(Math.max(0, at - 3))
    }
  }
}

function finderOf(variant: Variant): Finder {
  return (look, at, length) => {
    const { text } = look
    if (variant.alone && (isAt(text, at - 1, ALNUM) || isAt(text, at + length, ALNUM))) return
    let from = at
    let to = at + length
    for (let step = 0; variant.widen && step < 3 && base64Char.test(text.charAt(from - 1)); step += 1) from -= 1
    for (let step = 0; variant.widen && step < 3 && base64Char.test(text.charAt(to)); step += 1) to += 1
    look.hide(from, to, variant.label, 'vault')
  }
}
