import type { EndedTarget, KillLevel, KillReport } from '../../src-main/contract/model/incident.ts'

/** The ways to stop that a person has; what else stopped things is named as it is. */
const whence: Readonly<Record<string, string>> = {
  window: 'from the window',
  tray: 'from the tray or by the shortcut',
  cli: 'from a terminal',
  dashboard: 'from the dashboard',
  'window chat': 'from a chat in the window',
  'cli chat': 'from a chat in a terminal',
  'dashboard chat': 'from a chat in the dashboard',
}

/** Words of the kill switch and the Incidents page. */
export const incidentWords = {
  title: 'Incidents',
  stopAll: 'Stop everything',
  stopMore: 'Stop less than everything',
  stopping: 'Stopping…',
  stopTools: 'Stop tools only',
  stopToolsNote: 'No tool runs; talking goes on.',
  stopNetwork: 'Stop tools and cut the network',
  stopNetworkNote: 'Nothing of ours reaches the outside.',
  drill: 'Rehearse',
  drillNote: 'Proves the switch on a harmless set of its own.',
  switchTitle: 'Kill switch',
  switchBody:
    'Ends every agent, command, sandbox and connection of ours, looks twice whether anything is left, and stays closed until you lift it, also after a restart.',
  watchdogOn: 'The watchdog stands by: it finishes a stop even if Gatehouse itself dies.',
  watchdogOff: 'The watchdog does not stand by. A stop still works as long as Gatehouse runs.',
  lockedTitle: 'Everything stays stopped',
  lockedBar: (level: KillLevel) => `${levelWords[level]}.`,
  lockedSince: (when: string, by: string) => `Since ${when}, ${whence[by] ?? `by ${by}`}`,
  see: 'What was stopped',
  lift: 'Lift the lockdown…',
  liftTitle: 'Let things start again?',
  liftBody: 'Tick what you have done first. Nothing starts by itself except the gateway, if it starts with Gatehouse.',
  liftSeen: 'I have seen what was stopped and what was not.',
  liftCause: 'I know what went wrong, or I only stopped to be safe.',
  liftDo: 'Lift the lockdown',
  lastTitle: 'The last stop',
  drillTitle: 'The rehearsal',
  never: 'The switch was never pulled',
  neverBody: 'Rehearse it once, so that you know it works before you need it.',
  endedIn: (ms: string, looks: number) =>
    `Last end seen after ${ms}, checked ${looks === 1 ? 'once' : `${looks} times`}.`,
  ended: 'Ended',
  survivors: 'Still there',
  unproved: 'Could not be proved',
  troubles: 'Went wrong on the way',
  denied: (n: number) => (n === 1 ? '1 question was denied.' : `${n} questions were denied.`),
  nothing: 'There was nothing to end.',
  pid: (pid: number) => `process ${pid}`,
} as const

/** How much is stopped. */
export const levelWords: Record<KillLevel, string> = {
  tools: 'No tool runs',
  network: 'No tool runs and nothing reaches the network',
  all: 'Everything is stopped',
}

/** What looking again found. */
export const outcomeWords: Record<KillReport['outcome'], string> = {
  'all-ended': 'Everything ended, and looking again found nothing left.',
  unproved: 'Nothing is left to see, but not everything can be seen from here.',
  survivors: 'Something is still running.',
}

/** The kinds of things that are ended. */
export const targetWords: Record<EndedTarget['kind'], string> = {
  gateway: 'Gateway',
  container: 'Container',
  'process-sandbox': 'Process sandbox',
  'host-commands': 'Command on this machine',
  remote: 'On another machine',
  terminal: 'Terminal',
  process: 'Process',
}
