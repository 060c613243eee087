/** A stretch of a text, as long as the texts that the weights were learned from. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Longer texts are read in stretches: what surrounds an order must not drown it. */
const LONGEST = 420
/** Each stretch begins inside the one before, so that an order of a sentence or two stands whole in one of them. */
const STEP = 280

/** The stretches of a folded text, cut between words. */
export function stretchesOf(folded: string): readonly Stretch[] {
  if (folded.length <= LONGEST) return [{ from: 0, to: folded.length }]
  const stretches: Stretch[] = []
  for (let from = 0; from < folded.length; ) {
    const to = Math.min(folded.length, from + LONGEST)
    stretches.push({ from, to: wordEnd(folded, to) })
    if (to === folded.length) break
    from = wordEnd(folded, from + STEP)
  }
  return stretches
}

/** The stretch in whose first half a place stands; all of a short text. */
export function stretchAround(folded: string, at: number): Stretch {
  if (folded.length <= LONGEST) return { from: 0, to: folded.length }
  const from = wordEnd(folded, Math.max(0, at - LONGEST / 4))
  return { from, to: wordEnd(folded, Math.min(folded.length, from + LONGEST)) }
}

/** The nearest blank before a place, when there is one near. */
function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  for (let place = at; place > at - 40 && place > 0; place -= 1) if (text.charCodeAt(place) <= 0x20) return place
  return at
}
