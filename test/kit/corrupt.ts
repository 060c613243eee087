import fc from 'fast-check'

/** One way a file can come to harm: by a bad disk, a torn write, or somebody's editor. */
export type Harm = (bytes: Uint8Array) => Uint8Array

const place = (bytes: Uint8Array, share: number): number =>
  Math.min(bytes.length, Math.floor(share * (bytes.length + 1)))
// Not fc.double: that is even over the floats, so nearly every harm would hit the first byte.
const share = fc.nat(999_999).map(part => part / 1_000_000)
const junk = fc.uint8Array({ minLength: 1, maxLength: 40 })

const flip = fc.tuple(share, fc.nat(7)).map(
  ([at, bit]): Harm =>
    bytes => {
      const copy = Uint8Array.from(bytes)
      const where = Math.min(place(bytes, at), bytes.length - 1)
      copy[where] = (copy[where] ?? 0) ^ (1 << bit)
      return copy
    },
)
const cut = share.map(
  (at): Harm =>
    bytes =>
      bytes.slice(0, place(bytes, at)),
)
const behead = share.map(
  (at): Harm =>
    bytes =>
      bytes.slice(place(bytes, at)),
)
const insert = fc.tuple(share, junk).map(
  ([at, extra]): Harm =>
    bytes =>
      splice(bytes, place(bytes, at), 0, extra),
)
const replace = fc.tuple(share, junk).map(
  ([at, extra]): Harm =>
    bytes =>
      splice(bytes, place(bytes, at), extra.length, extra),
)
const remove = fc.tuple(share, fc.integer({ min: 1, max: 64 })).map(
  ([at, count]): Harm =>
    bytes =>
      splice(bytes, place(bytes, at), count),
)
const repeat = fc.tuple(share, fc.integer({ min: 1, max: 64 })).map(
  ([at, count]): Harm =>
    bytes =>
      splice(bytes, place(bytes, at), 0, bytes.slice(place(bytes, at), place(bytes, at) + count)),
)
const zeros = fc.tuple(share, fc.integer({ min: 1, max: 512 })).map(
  ([at, count]): Harm =>
    bytes =>
      Uint8Array.from(bytes, (byte, index) =>
        index >= place(bytes, at) && index < place(bytes, at) + count ? 0 : byte,
      ),
)
const noise = fc.uint8Array({ maxLength: 2000 }).map(
  (other): Harm =>
    () =>
      other,
)

function splice(bytes: Uint8Array, at: number, drop: number, extra: Uint8Array = new Uint8Array()): Uint8Array {
  return Uint8Array.from([...bytes.slice(0, at), ...extra, ...bytes.slice(at + drop)])
}

/** One to three harms, one after the other. */
export const harm: fc.Arbitrary<Harm> = fc
  .array(fc.oneof(flip, flip, cut, behead, insert, replace, remove, repeat, zeros, noise), {
    minLength: 1,
    maxLength: 3,
  })
  .map(harms => bytes => harms.reduce((harmed, next) => next(harmed), bytes))

/** How many runs: enough for every day; `npm run fuzz` sets `FUZZ_RUNS` to many more. */
export const fuzzRuns = Number(process.env['FUZZ_RUNS'] ?? 10_000)

/** How many processes are killed in the middle of a rotation, set by `npm run fuzz` as well. */
export const fuzzKills = Number(process.env['FUZZ_KILLS'] ?? 200)
