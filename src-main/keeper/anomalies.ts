import type { Anomaly } from '../audit/core/anomaly.ts'
import { anomalyEntry } from '../audit/core/anomaly.ts'
import { watchAnomalies } from '../audit/node/anomaly-watch.ts'
import type { Clock } from '../kit/core/clock.ts'
import type { Foundation } from './foundation.ts'
import type { House } from './house.ts'

/** How long the status shows that something unusual was seen; the record stays in the trail. */
const SHOWN_MS = 60 * 60_000

/** Lets the anomaly rules of the settings act on this house. The answer ends it. */
export function watchForAnomalies(house: House, base: Foundation, clock: Clock): Promise<() => void> {
  let hide = (): void => {}
  return watchAnomalies({
    trail: house.trail,
    rules: () => house.config.current().audit.anomalies,
    report: (what, cause) => base.logs.keeper.error({ cause }, what),
    act: async anomaly => {
      hide()
      house.board.trouble('anomaly-seen', { rule: anomaly.rule.id, what: anomalyEntry(anomaly).reason ?? '' })
      hide = clock.after(SHOWN_MS, () => house.board.trouble('anomaly-seen', null))
      await carryOut(house, anomaly)
    },
  })
}

async function carryOut(house: House, anomaly: Anomaly): Promise<void> {
  const { killSwitch } = house.incident
  const by = `rule ${anomaly.rule.id}`
  const why = anomalyEntry(anomaly).reason
  if (anomaly.rule.act === 'kill') await killSwitch.pull('all', by, why)
  if (anomaly.rule.act === 'freeze-tools') await killSwitch.pull('tools', by, why)
  if (anomaly.rule.act === 'pause-session' && anomaly.session !== null) {
    house.desk.pause(anomaly.session)
    await house.desk.endAll('paused', 'gatehouse', approval => approval.asked.session === anomaly.session)
    await house.gatewayDoor.gateway.call('chat.stop', { session: anomaly.session })
  }
}
