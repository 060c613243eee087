import type { FaultReport } from '../contract/wire/serve.ts'
import type { Foundation } from './foundation.ts'

/** Refused and failed calls: the trail learns of the refusals, the log of every cause. */
export function reportFault(base: Pick<Foundation, 'record' | 'logs'>): (report: FaultReport) => void {
  return ({ route, caller, code, ref, cause }) => {
    base.logs.keeper.warn({ ref, door: caller.door, route, code, cause }, 'a call failed')
    const refused =
      code === 'caller-not-allowed' ||
      code === 'person-needed' ||
      code === 'bad-frame' ||
      code === 'unknown-route' ||
      code === 'pin-wrong' ||
      code === 'code-wrong' ||
      code === 'first-pin-elsewhere' ||
      code === 'disk-full' // the try to write it down is what makes the trail notice, and everyone see it
    if (!refused) return
    base
      .record({
        kind: 'route-refusal',
        who: caller.door,
        door: caller.door,
        route: route ?? '-',
        code,
        result: 'refused',
        facts: { ref },
      })
      .catch(error => base.logs.keeper.error({ error }, 'a refusal could not be recorded'))
  }
}
