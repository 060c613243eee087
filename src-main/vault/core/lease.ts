/** The right of one connected process to ask for some secrets, for a while. */
export type Lease = { readonly names: readonly string[]; readonly untilMs: number }

/** Whether a lease covers a name right now. */
export type LeaseVerdict =
  | { readonly status: 'allowed'; readonly untilMs: number }
  | { readonly status: 'refused'; readonly why: 'no-lease' | 'expired' | 'not-named' }

/** Judges one question. No lease, an old lease and another name are each a no of their own. */
export function judgeLease(lease: Lease | undefined, name: string, nowMs: number): LeaseVerdict {
  if (!lease) return { status: 'refused', why: 'no-lease' }
  if (nowMs >= lease.untilMs) return { status: 'refused', why: 'expired' }
  if (!lease.names.includes(name)) return { status: 'refused', why: 'not-named' }
  return { status: 'allowed', untilMs: lease.untilMs }
}
