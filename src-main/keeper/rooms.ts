import type { PresenceDesk } from '../access/node/presence.ts'
import type { ApprovalDesk } from '../approvals/node/desk.ts'
import type { AuditTrail } from '../audit/node/trail.ts'
import type { ConfigDesk } from '../config/node/config-desk.ts'
import type { Sandboxes } from '../sandbox/node/open-sandboxes.ts'
import type { SandboxDoor } from '../sandbox/node/routes.ts'
import type { GatewaySupervisor } from '../supervisor/node/gateway-supervisor.ts'
import type { LeaseDesk } from '../vault/node/lease-desk.ts'
import type { ElevationDesk } from './elevations.ts'
import type { GatewayDoor } from './gateway-door.ts'
import type { GrantDesk } from './grant-desk.ts'
import type { GrantBook } from './grants.ts'
import type { Incident } from './incident.ts'
import type { Keys } from './keys.ts'
import type { AskSystem } from './lift-proof.ts'
import type { MessageGate } from './message-gate.ts'
import type { SessionLedger } from './session-ledger.ts'
import type { StatusBoard } from './status-board.ts'
import type { ToolDoor } from './tool-door.ts'

/** The rooms, built and wired, and the few acts that take more than one of them. */
export type Rooms = {
  readonly keys: Keys
  readonly trail: AuditTrail
  readonly config: ConfigDesk
  readonly presence: PresenceDesk
  readonly desk: ApprovalDesk
  readonly sandboxes: Sandboxes
  readonly sandboxDoor: SandboxDoor
  readonly supervisor: GatewaySupervisor
  readonly gatewayDoor: GatewayDoor
  readonly leases: LeaseDesk
  readonly board: StatusBoard
  readonly ledger: SessionLedger
  readonly messageGate: MessageGate
  readonly grantDesk: GrantDesk
  readonly grants: GrantBook
  readonly elevations: ElevationDesk
  readonly tools: ToolDoor
  /** Why no tool may run now, and why the gateway may not; null when it may. */
  readonly barred: () => string | null
  readonly gatewayBarred: () => string | null
  readonly incident: Incident
  readonly askSystem: AskSystem
  readonly dashboardLink: () => Promise<string>
  readonly requestShutdown: () => void
}
