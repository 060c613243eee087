import { createHash } from 'node:crypto'
import type { ApprovalDesk } from '../approvals/node/desk.ts'
import type { KillLevel, KillReport } from '../contract/model/incident.ts'
import type { KillHands } from '../incident/node/carry-out.ts'
import { type DrillSandbox, drill } from '../incident/node/drill.ts'
import { KillSwitch } from '../incident/node/kill-switch.ts'
import { LockdownFile } from '../incident/node/lockdown-file.ts'
import { IncidentReports } from '../incident/node/reports.ts'
import { Roll } from '../incident/node/roll.ts'
import { SENTINEL, sentinelPresent, watchSentinel } from '../incident/node/sentinel.ts'
import { Watchdog, type WatchdogProgram } from '../incident/node/watchdog.ts'
import type { Clock } from '../kit/core/clock.ts'
import { engineHands } from '../sandbox/node/engine-hands.ts'
import type { Sandboxes } from '../sandbox/node/open-sandboxes.ts'
import type { TerminalDesk } from '../sandbox/node/terminal-desk.ts'
import type { GatewayStarter } from '../supervisor/core/starter.ts'
import type { GatewaySupervisor } from '../supervisor/node/gateway-supervisor.ts'
import type { Foundation } from './foundation.ts'

/** Everything about stopping: the switch, the roll of what runs, and the drill. */
export type Incident = {
  readonly killSwitch: KillSwitch
  readonly roll: Roll
  drill(): Promise<KillReport>
  /** Watches for the STOP file; pulls at once when it is there already. The answer ends it. */
  watch(): () => void
  close(): void
}

type Parts = {
  readonly clock: Clock
  readonly base: Foundation
  readonly dockerHost?: string
  readonly watchdog?: (home: string) => WatchdogProgram
  /** Asked when something is to be ended, because these rooms are built after the switch. */
  readonly rooms: () => {
    sandboxes: Sandboxes
    terminals: TerminalDesk
    supervisor: GatewaySupervisor
    desk: ApprovalDesk
  }
}

/** The roll of one data folder. Its name is of this process, so that a later run knows what was left behind. */
export function openRoll(home: string): Roll {
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 12)
  return new Roll(`gatehouse-${digest}-${process.pid}`, `gatehouse-${digest}-`)
}

/** Builds the switch. It reads the lockdown of earlier runs; nothing else happens yet. */
export function buildIncident(parts: Parts, roll: Roll): Incident {
  const { clock, base, rooms } = parts
  const { home } = base.folder
  const reports = new IncidentReports(home)
  const engine = engineHands(parts.dockerHost)
  const engineOf = { killContainer: engine.kill, engineSays: engine.says }
  const killSwitch = new KillSwitch({
    clock,
    file: new LockdownFile(home),
    inventory: () => roll.inventory(),
    hands: { ...engineOf, ...houseHands(rooms) },
    restoreNetwork: () => rooms().sandboxes.restoreNetwork(),
    announce: (what, level) => watchdog?.announce(what, level),
    keep: report => reports.keep(report),
    record: base.record,
    report: (what, cause) => base.logs.keeper.error({ cause }, `incident: ${what}`),
    held: () => (sentinelPresent(home) ? `Remove the file ${SENTINEL} from the data folder (${home}) first.` : null),
    earlier: reports.newest(),
  })
  const program = parts.watchdog?.(home)
  const adopt = (): void => {
    const done = reports.takeUnrecorded()
    if (done) killSwitch.adopt(done)
  }
  const watchdog =
    program === undefined
      ? null
      : new Watchdog(
          program,
          clock,
          () => roll.inventory(),
          stands => killSwitch.watchdogStands(stands),
        )
  roll.onChange(() => watchdog?.arm())
  return {
    killSwitch,
    roll,
    drill: () => drill({ clock, engine: engineOf, openSandbox: () => drillSandbox(rooms().sandboxes, clock) }),
    watch: () => {
      killSwitch.holdEarlier()
      adopt()
      watchdog?.start()
      return watchSentinel(home, clock, () => void killSwitch.pull('all', 'the STOP file'))
    },
    close: () => {
      roll.close()
      watchdog?.close()
    },
  }
}

function houseHands(rooms: Parts['rooms']): Omit<KillHands, 'killContainer' | 'engineSays'> {
  return {
    endGateway: () => rooms().supervisor.endNow('It was stopped by the kill switch.'),
    endStreams: ids => {
      rooms().terminals.endThese(ids)
      rooms().sandboxes.endThese(ids)
    },
    streamOpen: id => {
      const { sandboxes, terminals } = rooms()
      return [...sandboxes.list(), ...terminals.running()].some(one => one.id === id)
    },
    cutNetwork: () => rooms().sandboxes.cutNetwork(),
    denyApprovals: () => rooms().desk.endAll('locked-down', 'gatehouse'),
  }
}

/** A sandbox of the drill's own. One that was there before belongs to somebody and is left alone. */
async function drillSandbox(sandboxes: Sandboxes, clock: Clock): Promise<DrillSandbox | null> {
  const since = clock.now()
  const sandbox = await sandboxes.forAgent('drill', 'drill')
  return sandbox.info().createdAt >= since && sandbox.info().running === 0 ? sandbox : null
}

/** Writes every started gateway on the roll. */
export function onRoll(starter: GatewayStarter, roll: Roll): GatewayStarter {
  return {
    start: () => {
      const child = starter.start()
      if (child.pid !== null) roll.gatewayStarted(child.pid)
      child.onExit(() => roll.gatewayEnded(child.pid))
      return child
    },
  }
}

/** The words of a level, for a log line or a refusal. */
export function lockedWords(level: KillLevel): string {
  return level === 'tools' ? 'Gatehouse is locked down: tools are frozen.' : 'Gatehouse is locked down.'
}
