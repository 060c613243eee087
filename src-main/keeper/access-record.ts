/** What the trail keeps of the approver PIN. */
export function accessEntry(what: 'unlocked' | 'pin-wrong' | 'pin-set', connection: string) {
  const steps = { unlocked: 'unlocked', 'pin-wrong': 'attempt', 'pin-set': 'granted' } as const
  return {
    kind: 'access' as const,
    who: what === 'pin-wrong' ? 'unknown' : 'owner',
    door: connection.split('-')[0] ?? 'keeper',
    step: steps[what],
    subject: 'approver PIN',
    result: what === 'pin-wrong' ? ('refused' as const) : ('ok' as const),
  }
}
