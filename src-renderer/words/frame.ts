import type { GatewayState } from '../../src-main/contract/model/status.ts'

/** Words of the frame around every page. */
export const frameWords = {
  app: 'Gatehouse',
  skip: 'Skip to the page',
  pages: 'Pages',
  chat: 'Chat',
  approvals: 'Approvals',
  sessions: 'Sessions',
  activity: 'Activity',
  sandboxes: 'Sandboxes',
  secrets: 'Secrets',
  incidents: 'Incidents',
  health: 'Health',
  settings: 'Settings',
  start: 'Start gateway',
  stop: 'Stop gateway',
  restart: 'Try again now',
  gatewayMenu: 'Gateway',
  pending: (n: number) => (n === 0 ? 'Nothing is waiting' : n === 1 ? '1 waiting for you' : `${n} waiting for you`),
  locked: 'Locked down',
  lockedWhy: (reason: string) => `Everything is stopped: ${reason}`,
  unknownState: 'Looking for the gateway…',
  details: 'What happened',
  model: 'Model',
  sandbox: 'Commands run in',
  dismiss: 'Dismiss',
  loading: 'Loading…',
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
} as const

/** The gateway's life in one short line. */
export function gatewayLine(gateway: GatewayState): string {
  switch (gateway.state) {
    case 'running':
      return 'Running'
    case 'starting':
      return 'Starting…'
    case 'stopping':
      return 'Stopping…'
    case 'stopped':
      return 'Stopped'
    case 'waiting-to-restart':
      return 'Crashed, starting again'
    case 'gave-up':
      return 'Stopped after repeated crashes'
  }
}
