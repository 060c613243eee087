/** The right of one connected process to ask for one secret, for a while. */
export type Lease = { readonly sinceMs: number; readonly untilMs: number; readonly uses: number }

/** Whether a connection may have a secret right now. */
export type LeaseVerdict =
  | { readonly status: 'allowed'; readonly untilMs: number }
  | { readonly status: 'refused'; readonly why: 'no-lease' | 'expired' | 'not-named' }

/** Judges one question, from what its connection was lent by name. Nothing lent, an old lease and another name are each a no of their own. */
export function judgeLease(lent: ReadonlyMap<string, Lease> | undefined, name: string, nowMs: number): LeaseVerdict {
  if (!lent || lent.size === 0) return { status: 'refused', why: 'no-lease' }
  const lease = lent.get(name)
  if (!lease) return { status: 'refused', why: 'not-named' }
  return nowMs < lease.untilMs ? { status: 'allowed', untilMs: lease.untilMs } : { status: 'refused', why: 'expired' }
}

/** The leases that hold now, oldest first, as people are told of them. */
export function leasesNow(
  lent: ReadonlyMap<string, ReadonlyMap<string, Lease>>,
  nowMs: number,
): { holder: string; secret: string; lease: Lease }[] {
  return [...lent]
    .flatMap(([holder, names]) => [...names].map(([secret, lease]) => ({ holder, secret, lease })))
    .filter(({ lease }) => nowMs < lease.untilMs)
    .sort((a, b) => a.lease.sinceMs - b.lease.sinceMs)
}
