/** Picks so many at random, in the order they had; the same seed picks the same. */
export function pick<T>(all: readonly T[], count: number, seed: number): T[] {
  const next = numbers(seed)
  const places = all.map((_, at) => ({ at, by: next() })).toSorted((a, b) => a.by - b.by)
  const chosen = new Set(places.slice(0, count).map(({ at }) => at))
  return all.filter((_, at) => chosen.has(at))
}

/** Numbers from 0 to 1 that look like chance (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Between which shares the true one lies with 95 % certainty, when so many of a random sample were hits (Wilson). */
export function interval(hits: number, of: number): readonly [number, number] {
  const z = 1.96
  const share = hits / of
  const spread = z * Math.sqrt((share * (1 - share) + z ** 2 / (4 * of)) / of)
  const scale = 1 + z ** 2 / of
  return [(share + z ** 2 / (2 * of) - spread) / scale, (share + z ** 2 / (2 * of) + spread) / scale]
}
