import type { PinStep } from '../access/node/presence.ts'

/** What the trail keeps of the approver PIN. */
export function accessEntry(what: PinStep, connection: string) {
  const steps = { unlocked: 'unlocked', 'pin-wrong': 'attempt', 'code-wrong': 'attempt', 'pin-set': 'granted' } as const
  const refused = steps[what] === 'attempt'
  return {
    kind: 'access' as const,
    who: refused ? 'unknown' : 'owner',
    door: connection.split('-')[0] ?? 'keeper',
    step: steps[what],
    subject: what === 'code-wrong' ? 'first approver PIN' : 'approver PIN',
    result: refused ? ('refused' as const) : ('ok' as const),
  }
}
