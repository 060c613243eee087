/**
 * Judges cases one by one and lists what differs, for tests over long tables. The mutation run (test/mutation) replaces this
 * file, to know which case reaches what and to stop at the first difference.
 */
export function differing<T>(cases: readonly T[], difference: (one: T) => string | null): string[] {
  return cases.flatMap(one => difference(one) ?? [])
}
