import { PresenceDesk } from '../access/node/presence.ts'
import { ApprovalDesk } from '../approvals/node/desk.ts'
import { SandboxConfig } from '../contract/model/sandbox.ts'
import { OfferedGrant } from '../contract/model/verdict.ts'
import type { keeperForGatewayRoutes } from '../contract/routes/gateway.ts'
import type { Handlers } from '../contract/wire/route.ts'
import type { FaultReport } from '../contract/wire/serve.ts'
import type { Roll } from '../incident/node/roll.ts'
import type { WatchdogProgram } from '../incident/node/watchdog.ts'
import type { Clock } from '../kit/core/clock.ts'
import { openSandboxes } from '../sandbox/node/open-sandboxes.ts'
import { sandboxDoor } from '../sandbox/node/routes.ts'
import type { GatewayStarter } from '../supervisor/core/starter.ts'
import { GatewaySupervisor } from '../supervisor/node/gateway-supervisor.ts'
import type { KeyStore } from '../vault/core/key-store.ts'
import { LeaseDesk } from '../vault/node/lease-desk.ts'
import { leaseHandlers } from '../vault/node/routes.ts'
import { approvalEntry } from './approval-record.ts'
import { AskedBefore } from './asked-before.ts'
import type { Foundation } from './foundation.ts'
import { GatewayDoor } from './gateway-door.ts'
import { GrantDesk } from './grant-desk.ts'
import { furnish, type House } from './house.ts'
import { buildIncident, lockedWords, onRoll, openRoll } from './incident.ts'
import { Judge } from './judge.ts'
import type { AskSystem } from './lift-proof.ts'
import { modelFor, modelWords } from './models.ts'
import { pinStore } from './pin-store.ts'
import { sandboxSettings } from './policy-settings.ts'
import { wouldHaveMatched } from './preview-rule.ts'
import { logged } from './process-logs.ts'
import { runTool } from './run-tool.ts'
import { sandboxEntry } from './sandbox-record.ts'
import { SessionLedger } from './session-ledger.ts'
import { StatusBoard } from './status-board.ts'
import { takeIn } from './take-in.ts'
import { ToolDoor } from './tool-door.ts'

/** What an entry gives the Keeper: the things that differ between the app and the terminal. */
export type KeeperParts = {
  readonly home: string
  readonly clock: Clock
  readonly keyStore: KeyStore
  readonly starter: (home: string) => GatewayStarter
  /** Folder of the built pages, for the dashboard. */
  readonly pages: string
  readonly dockerHost?: string
  /** The process that ends what runs when this one cannot; none in tests of single rooms. */
  readonly watchdog?: (home: string) => WatchdogProgram
  /** Asks the operating system whether its owner is there; left out where there is no such thing. */
  readonly askSystem?: AskSystem
}

/** What the doors lend to the rooms, once both exist. */
export type DoorActs = { surfaces: () => number; dashboardLink: () => Promise<string>; requestShutdown: () => void }

/** Builds every room on its foundation and wires them. Nothing is started yet. */
export function buildHouse(parts: KeeperParts, base: Foundation, doors: DoorActs): House {
  const { clock } = parts
  const { keys, config, record } = base
  const ledger = new SessionLedger(base.folder.home)
  const before = new AskedBefore()
  const desk = buildDesk(clock, base, before)
  const presence = new PresenceDesk(pinStore(keys.vault), clock, (what, connection) =>
    record(accessEntry(what, connection)).then(() => {}),
  )
  const roll = openRoll(base.folder.home)
  const sandboxes = buildSandboxes(parts, base, roll)
  const board = new StatusBoard(clock, {
    gateway: {
      state: 'stopped',
      since: clock.now(),
      pid: null,
      reason: null,
      restarts: 0,
      nextTryAt: null,
      lastLines: [],
    },
    pending: 0,
    lockdown: null,
    sandbox: 'Looking for Docker…',
    model: modelWords(config.current()),
    pinSet: false,
  })
  const incident = buildIncident(
    { ...parts, base, rooms: () => ({ sandboxes, terminals: door.terminals, supervisor, desk }) },
    roll,
  )
  const lockedFor = (what: 'tools' | 'gateway') => (): string | null =>
    incident.killSwitch.barred[what] ? lockedWords(incident.killSwitch.lockdown?.level ?? 'all') : null
  const barred = lockedFor('tools')
  const door = sandboxDoor(sandboxes, clock, barred, open => roll.terminalsAre(open))
  const grantDesk = new GrantDesk(base.grants, base.usage, clock)
  const judge = new Judge({
    config,
    grants: base.grants,
    sandboxes,
    home: base.folder.home,
    lockdown: () => incident.killSwitch.lockdown !== null,
    findSecrets: text => base.redaction.find(text),
    clock,
  })
  const tools = new ToolDoor({
    ledger,
    judge: async (call, when) => {
      const judged = await judge.judge(call, when)
      if (when === 'first') grantDesk.used(judged.decision)
      return judged
    },
    desk,
    record,
    barred,
    clock,
    expiresAfterMs: () => config.current().approvals.expiresAfterSeconds * 1000,
    circumstances: async (call, judged) => ({
      sessionTitle: ledger.find(call.sessionId)?.title ?? '',
      timesBefore: before.count(judged.plan.act),
      wouldHaveMatched: await wouldHaveMatched(base.trail, base.folder.home, judged.decision.suggestion),
    }),
    surfaces: doors.surfaces,
    sessionAllows: (session, digest) => before.sessionAllows(session, digest),
    report: base.report,
    run: async (call, judged, stop, onOutput) => {
      const runner = { sandboxes, redaction: async () => base.redaction, ...limitsOf(base, call.agent) }
      return takeIn(call, await runTool(runner, call, judged, stop, onOutput), ledger)
    },
  })
  const leases = new LeaseDesk(keys.vault, clock, base.note)
  const gatewayDoor = new GatewayDoor({
    handlers: gatewayHandlers(base, tools, leases),
    report: reportFault(base),
    ended: connection => void leases.end(connection).catch(cause => base.report('lease end', cause)),
  })
  const supervisor = new GatewaySupervisor({
    starter: onRoll(logged(parts.starter(base.folder.home), base.logs), roll),
    barred: lockedFor('gateway'),
    redact: line => base.redaction.whole(line),
    connect: wire => gatewayDoor.connect(wire),
    clock,
    record: (what, facts) => record(lifecycleEntry(what, facts)).then(() => {}),
  })
  return furnish({
    ...base,
    presence,
    desk,
    sandboxes,
    sandboxDoor: door,
    supervisor,
    gatewayDoor,
    leases,
    board,
    ledger,
    tools,
    grantDesk,
    barred,
    gatewayBarred: lockedFor('gateway'),
    incident,
    askSystem: parts.askSystem ?? (async () => 'not-offered'),
    ...doors,
  })
}

function buildDesk(clock: Clock, base: Foundation, before: AskedBefore): ApprovalDesk {
  return new ApprovalDesk({
    clock,
    pauseAfter: () => base.config.current().approvals.pauseAfterDenials,
    onPause: session => {
      const entry = {
        kind: 'session',
        step: 'paused',
        who: 'gatehouse',
        door: 'keeper',
        session,
        result: 'stopped',
      } as const
      void base.record(entry).catch(() => {}) // the pause holds also when it cannot be written
    },
    record: async (what, approval, end) => {
      await base.record(approvalEntry(what, approval, end))
      if (what === 'asked') before.asked(approval.shown)
      if (end?.how === 'session') before.allowSession(approval.asked.session, approval.digest)
    },
    adopt: async (_approval, text, by) => {
      const rule = readRule(text)
      if (!rule) return { ok: false, why: 'The rule is not one that can be kept.' }
      return (await base.grants.adopt(rule, by)) === 'kept' ? { ok: true } : notKept
    },
    refuseAlways: async (approval, by) => {
      const command = approval.tool === 'exec' ? { command: approval.shown } : {}
      const about = { tool: approval.tool, agent: approval.asked.agent, ...command }
      const words = `never: ${approval.shown.slice(0, 200)}`
      return (await base.grants.refuse(about, by, words)) === 'kept' ? { ok: true } : notKept
    },
  })
}

const notKept = {
  ok: false,
  why: 'The file of lasting answers was changed outside Gatehouse, so none can be kept. Look at that change first. Until then, answer once.',
} as const

function readRule(text: string): OfferedGrant | null {
  try {
    const parsed = OfferedGrant.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null // not a rule; the caller says so
  }
}

function buildSandboxes(parts: KeeperParts, base: Foundation, roll: Roll) {
  return openSandboxes({
    home: base.folder.home,
    ...(parts.dockerHost === undefined ? {} : { docker: { host: parts.dockerHost } }),
    config: agent => SandboxConfig.parse(sandboxSettings(base.config.current(), agent)),
    shellMode: () => base.config.current().policy.shell,
    workspaceOf: agent => base.config.current().agents[agent]?.workspace,
    clock: parts.clock,
    log: (line, facts) => base.logs.keeper.info({ ...facts }, `sandbox: ${line}`),
    audit: event => {
      if (event.what === 'sandbox.started') roll.sandboxStarted(event.sandbox)
      if (event.what === 'sandbox.ended') roll.sandboxEnded(event.name)
      return base.record(sandboxEntry(event))
    },
  })
}

function gatewayHandlers(
  base: Foundation,
  tools: ToolDoor,
  leases: LeaseDesk,
): Handlers<typeof keeperForGatewayRoutes> {
  return {
    'tool.call': (wish, _caller, stop) => tools.call(wish, stop),
    'model.lease': async ({ agent }, caller) => {
      const model = modelFor(base.config.current(), agent)
      if (model.provider !== 'practice' && model.key !== null) await leases.lend(caller.connection, model.key)
      return model
    },
    ...leaseHandlers(leases),
  }
}

/** Refused and failed calls: the trail learns of the refusals, the log of every cause. */
export function reportFault(base: Pick<Foundation, 'record' | 'logs'>): (report: FaultReport) => void {
  return ({ route, caller, code, ref, cause }) => {
    base.logs.keeper.warn({ ref, door: caller.door, route, code, cause }, 'a call failed')
    const refused =
      code === 'caller-not-allowed' ||
      code === 'person-needed' ||
      code === 'bad-frame' ||
      code === 'unknown-route' ||
      code === 'pin-wrong'
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

/** What one command of an agent may take; an agent that is not configured gets little. */
function limitsOf(base: Foundation, agent: string): { defaultTimeoutMs: number; outputCap: number } {
  const limits = base.config.current().agents[agent]?.sandbox.limits
  return { defaultTimeoutMs: (limits?.timeoutSeconds ?? 120) * 1000, outputCap: (limits?.outputKb ?? 64) * 1024 }
}

function accessEntry(what: 'unlocked' | 'pin-wrong' | 'pin-set', connection: string) {
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

function lifecycleEntry(what: 'started' | 'ready' | 'stopped' | 'crashed' | 'gave-up', facts: Record<string, string>) {
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
