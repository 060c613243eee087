import { type Hit, hide, type Redactor } from './redactor.ts'
import { settled } from './span.ts'

/** How much of the text before is kept to see the names in front of values: the line and the one before it, not less and not more than so much. */
const leastContext = 256
const mostContext = 2048
/** Longest word that is held back whole: a word may be a token until it is over. */
const longestWord = 4096
/** What is held is looked at whenever something comes as long as it is so short, and at the end of a line as long as it is so short. */
const shortHeld = 1024
const shortLines = 8192
/** Most that is ever held back. A private key of 32 KB fits; beyond that something only looks unfinished. */
const mostHeld = 65_536

/**
 * Hides secrets in a text that comes in pieces, wherever the pieces end. What could still become a secret is held back
 * until more text or the end decides; what comes out, put together, is what `redact` gives for the whole.
 */
export class RedactingStream {
  readonly #redactor: Redactor
  readonly #onHit: (hit: Pick<Hit, 'label' | 'sort'>) => void
  #before = ''
  #held = ''
  #lookAgainAt = 0
  #swallowing = false

  constructor(redactor: Redactor, onHit: (hit: Pick<Hit, 'label' | 'sort'>) => void = () => {}) {
    this.#redactor = redactor
    this.#onHit = onHit
  }

  /** Takes a piece, answers what may be shown of everything that came so far. */
  push(piece: string): string {
    this.#held += this.#swallowing ? this.#swallow(piece) : piece
    // A long unfinished thing is looked at again when it has grown a good deal, or each piece would cost its whole length.
    const waits = this.#held.length > shortLines || !piece.includes('\n')
    if (waits && this.#held.length < this.#lookAgainAt) return ''
    return this.#release(true)
  }

  /** The text is over: answers the rest. */
  end(): string {
    const rest = this.#release(false)
    this.#before = ''
    this.#swallowing = false
    return rest
  }

  #release(partial: boolean): string {
    const text = this.#before + this.#held
    const from = this.#before.length
    const look = this.#redactor.look(text, partial)
    const hits = settled(look)
    const cut = partial ? this.#cutAt(text, from, hits, look.openFrom) : text.length
    const shown = hits.filter(hit => hit.to > from && hit.from < cut)
    for (const hit of shown) this.#onHit(hit)
    const out = hide(
      text.slice(from, cut),
      shown.map(hit => ({ ...hit, from: Math.max(0, hit.from - from), to: Math.min(hit.to, cut) - from })),
    )
    this.#before = text.slice(contextStart(text, cut), cut)
    this.#held = text.slice(cut)
    this.#lookAgainAt = againAt(this.#held.length)
    return out
  }

  /** Up to where nothing that may still come can change what is shown. */
  #cutAt(text: string, from: number, hits: readonly Hit[], openFrom: number): number {
    const open = Math.min(openFrom, wordStart(text))
    const across = hits.find(hit => hit.from < open && hit.to > open)
    const cut = Math.max(from, across ? across.from : open)
    if (text.length - cut <= mostHeld) return cut
    // Too much to hold: shown as it looks now. If that ends inside a secret, its rest is dropped when it comes.
    this.#swallowing = hits.some(hit => hit.to === text.length)
    return text.length
  }

  #swallow(piece: string): string {
    const over = piece.search(/[^A-Za-z0-9+/=_.%\r\n-]/)
    if (over < 0) return ''
    this.#swallowing = false
    return piece.slice(over)
  }
}

/** How long what is held must have become to be looked at again: half as long again, and three times as long when it is longer than any word. */
function againAt(held: number): number {
  if (held <= shortHeld) return 0
  return Math.min(mostHeld, held * (held < longestWord ? 1.5 : 3))
}

/** Where the line before the one begins that a place is in, within bounds. */
function contextStart(text: string, at: number): number {
  const least = Math.max(0, at - mostContext)
  const line = text.lastIndexOf('\n', at - 1)
  const lineBefore = line < 0 ? -1 : text.lastIndexOf('\n', line - 1)
  return Math.max(least, Math.min(lineBefore + 1, at - leastContext))
}

/** Where the last word begins, if the text may have ended inside it. */
function wordStart(text: string): number {
  let at = text.length
  while (at > 0 && text.length - at < longestWord && !/\s/.test(text.charAt(at - 1))) at -= 1
  return at
}
