/** What the trail keeps of the gateway's coming and going. */
export function lifecycleEntry(
  what: 'started' | 'ready' | 'stopped' | 'crashed' | 'gave-up',
  facts: Record<string, string>,
) {
  const steps = {
    started: 'starting',
    ready: 'started',
    stopped: 'stopped',
    crashed: 'crashed',
    'gave-up': 'gave-up',
  } as const
  const failed = what === 'crashed' || what === 'gave-up'
  return {
    kind: 'lifecycle' as const,
    who: 'gatehouse',
    door: 'keeper',
    part: 'gateway',
    step: steps[what],
    result: failed ? ('failed' as const) : ('ok' as const),
    facts,
  }
}
