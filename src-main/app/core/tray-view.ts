import type { Approval } from '../../contract/model/approval.ts'
import type { KeeperStatus } from '../../contract/model/status.ts'

/** The four looks of the tray icon. They differ in shape and not only in colour. */
export type TrayLook = 'running' | 'attention' | 'locked' | 'stopped'

/** What a menu line does when it is chosen. */
export type TrayAct =
  | { readonly do: 'open'; readonly page?: string }
  | { readonly do: 'popup' }
  | { readonly do: 'approve' | 'deny'; readonly id: string; readonly digest: string }
  | { readonly do: 'end-elevation'; readonly session: string }
  | { readonly do: 'deny-all' | 'start' | 'stop' | 'stop-everything' | 'quit' | 'dashboard' }

/** One line of the tray menu. */
export type TrayLine =
  | { readonly kind: 'line' }
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'act'; readonly label: string; readonly act: TrayAct }
  | { readonly kind: 'menu'; readonly label: string; readonly lines: readonly TrayLine[] }

/** Everything the tray shows. */
export type TrayView = { readonly look: TrayLook; readonly tooltip: string; readonly lines: readonly TrayLine[] }

const stateWords: Readonly<Record<KeeperStatus['gateway']['state'], string>> = {
  running: 'Running',
  starting: 'Starting',
  stopping: 'Stopping',
  stopped: 'Stopped',
  'waiting-to-restart': 'Crashed, starting again soon',
  'gave-up': 'Stopped after repeated crashes',
}

/** Menus with more questions than this are no longer readable; the rest is in the window. */
const SHOWN = 5
/** A command that does not fit cannot be judged in a menu, so it cannot be approved there. */
const FITS = 60

/** What the tray shows for a state and its open questions. */
export function trayView(status: KeeperStatus, pending: readonly Approval[]): TrayView {
  const state = status.lockdown ? 'Locked down' : stateWords[status.gateway.state]
  const waiting = pending.length === 0 ? '' : `, ${pending.length} waiting for you`
  const elevated = status.elevations.length === 0 ? '' : ', running on this machine without a sandbox'
  const worst = status.conditions.find(condition => condition.severity === 'error')
  return {
    look: lookOf(status, pending.length),
    tooltip: `Gatehouse: ${state}${elevated}${waiting}${worst ? `. ${worst.title}` : ''}`,
    lines: [
      { kind: 'text', label: `Gatehouse: ${state}` },
      ...(worst ? [{ kind: 'text' as const, label: worst.title }] : []),
      { kind: 'line' },
      ...status.elevations.map(elevationLine),
      ...questionLines(pending),
      { kind: 'act', label: 'Open Gatehouse', act: { do: 'open' } },
      { kind: 'act', label: 'Copy a dashboard link', act: { do: 'dashboard' } },
      { kind: 'line' },
      ...houseLines(status),
      { kind: 'act', label: 'Quit Gatehouse', act: { do: 'quit' } },
    ],
  }
}

function lookOf(status: KeeperStatus, pending: number): TrayLook {
  if (status.lockdown) return 'locked'
  if (pending > 0 || status.conditions.some(condition => condition.severity === 'error')) return 'attention'
  return status.gateway.state === 'running' ? 'running' : 'stopped'
}

/** A conversation that runs without a sandbox is in sight as long as it does. */
function elevationLine({ sessionId, title, until }: KeeperStatus['elevations'][number]): TrayLine {
  const name = title.slice(0, FITS) || 'A conversation'
  return {
    kind: 'menu',
    label: `On this machine until ${clockTime(until)}: ${name}`,
    lines: [{ kind: 'act', label: 'Back into the sandbox', act: { do: 'end-elevation', session: sessionId } }],
  }
}

const clockTime = (at: number): string => new Date(at).toTimeString().slice(0, 5)

function questionLines(pending: readonly Approval[]): TrayLine[] {
  if (pending.length === 0) return []
  const shown = pending.slice(0, SHOWN).map(questionLine)
  const more = pending.length - SHOWN
  return [
    { kind: 'act', label: `Answer ${pending.length} waiting…`, act: { do: 'popup' } },
    ...shown,
    ...(more > 0 ? [{ kind: 'text' as const, label: `and ${more} more in the window` }] : []),
    ...(pending.length > 1 ? [{ kind: 'act' as const, label: 'Deny all', act: { do: 'deny-all' as const } }] : []),
    { kind: 'line' },
  ]
}

function questionLine(approval: Approval): TrayLine {
  const { id, digest } = approval
  const whole = isPlain(approval.shown)
  const label = whole ? approval.shown : `${approval.headline} (too long or unusual for a menu)`
  const approve: TrayLine[] =
    whole && approval.risk !== 'high'
      ? [{ kind: 'act', label: 'Approve once', act: { do: 'approve', id, digest } }]
      : []
  return {
    kind: 'menu',
    label,
    lines: [
      { kind: 'act', label: 'Deny', act: { do: 'deny', id, digest } },
      ...approve,
      { kind: 'act', label: 'Show all of it…', act: { do: 'popup' } },
    ],
  }
}

/** Short, one line, printable ASCII: anything else could look like something it is not. */
function isPlain(text: string): boolean {
  return text.length <= FITS && /^[\x20-\x7e]+$/.test(text)
}

/** Stopping everything takes one click and asks nothing. Letting things start again takes the window. */
function houseLines(status: KeeperStatus): TrayLine[] {
  const stop: TrayLine = { kind: 'act', label: 'Stop everything', act: { do: 'stop-everything' } }
  if (!status.lockdown) return [stop, gatewayLine(status)]
  const lift: TrayLine = { kind: 'act', label: 'Lift the lockdown…', act: { do: 'open', page: '/incidents' } }
  return status.lockdown.level === 'all' ? [lift] : [stop, lift]
}

function gatewayLine(status: KeeperStatus): TrayLine {
  const on =
    status.gateway.state === 'running' ||
    status.gateway.state === 'starting' ||
    status.gateway.state === 'waiting-to-restart'
  return on
    ? { kind: 'act', label: 'Stop the gateway', act: { do: 'stop' } }
    : { kind: 'act', label: 'Start the gateway', act: { do: 'start' } }
}
