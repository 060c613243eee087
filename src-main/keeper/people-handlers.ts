import { auditHandlers } from '../audit/node/routes.ts'
import { configHandlers } from '../config/node/routes.ts'
import type { peopleApi } from '../contract/apis.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { Handlers, StopSignal } from '../contract/wire/route.ts'
import { incidentHandlers } from '../incident/node/routes.ts'
import { secretHandlers } from '../vault/node/routes.ts'
import { elevationHandlers } from './elevations.ts'
import { setPin } from './first-pin.ts'
import { grantHandlers } from './grant-desk.ts'
import type { House } from './house.ts'
import { whyNotLift } from './lift-proof.ts'
import { taintInList, taintInView } from './tell-taint.ts'

/** What people can call, answered by the rooms. Each line says which room; none decides anything itself. */
export function peopleHandlers(house: House): Handlers<typeof peopleApi> {
  return {
    ...stateHandlers(house),
    ...accessHandlers(house),
    ...approvalHandlers(house),
    ...grantHandlers(house.grantDesk),
    ...elevationHandlers(house.elevations),
    ...sessionHandlers(house),
    ...secretHandlers(
      house.keys.vault,
      house.keys.kept,
      () => house.config.current().secrets.remindAfterDays,
      house.leases,
    ),
    ...configHandlers(house.config, house.grants.sealed),
    ...auditHandlers(house.trail),
    ...house.sandboxDoor.handlers,
    ...incidentHandlers(
      house.incident.killSwitch,
      caller => whyNotLift(house, caller),
      () => house.incident.drill(),
    ),
  }
}

type Part<Prefix extends string> = Pick<
  Handlers<typeof peopleApi>,
  Extract<keyof typeof peopleApi, `${Prefix}.${string}`>
>

function stateHandlers(house: House): Part<'status' | 'gateway' | 'keeper' | 'dashboard'> {
  const { supervisor, board } = house
  return {
    'status.watch': (_input, _caller, stop) => board.watched.watch(stop),
    'gateway.start': async () => {
      if (house.gatewayBarred() !== null) throw new Fault('locked-down')
      await supervisor.start()
      return {}
    },
    'gateway.stop': async () => {
      await house.stopGateway()
      return {}
    },
    'gateway.restart': async () => {
      if (house.gatewayBarred() !== null) throw new Fault('locked-down')
      await house.stopGateway()
      await supervisor.start()
      return {}
    },
    'keeper.shutdown': async () => {
      house.requestShutdown()
      return {}
    },
    'dashboard.link': async () => ({ url: await house.dashboardLink() }),
  }
}

function accessHandlers(house: House): Part<'access'> {
  const { presence } = house
  return {
    'access.me': async (_input, caller) => ({
      presence: caller.presence,
      pinSet: await presence.isSet(),
      firstPin: await presence.firstPin(caller.door),
    }),
    'access.unlock': async ({ pin }, caller) => ({ until: await presence.unlock(caller.connection, pin) }),
    'access.setPin': async (typed, caller) => {
      await setPin(house, caller, typed)
      return {}
    },
  }
}

function approvalHandlers(house: House): Part<'approvals'> {
  const { desk, tools } = house
  return {
    'approvals.watch': (_input, _caller, stop) => desk.watched.watch(stop),
    'approvals.answer': ({ id, digest, answer }, caller) => desk.answer(id, digest, answer, caller.door),
    'approvals.deny': ({ id, digest, reason }, caller) => desk.answer(id, digest, { how: 'deny', reason }, caller.door),
    'approvals.answerBatch': (batch, caller) => desk.answerBatch(batch, caller.door),
    'approvals.denyBatch': ({ session, members, reason }, caller) =>
      desk.answerBatch({ session, members, answer: { how: 'deny', reason } }, caller.door),
    'approvals.denyAll': async (_input, caller) => ({ denied: await desk.endAll('deny', caller.door) }),
    'approvals.edit': ({ id, digest, command }) => tools.edit(id, digest, command),
  }
}

function sessionHandlers(house: House): Part<'chat' | 'sessions'> {
  const gateway = () => {
    // Not "start the gateway": it may not be started.
    if (house.gatewayBarred() !== null) throw new Fault('locked-down')
    return house.gatewayDoor.gateway
  }
  return {
    'chat.send': (input, caller) => house.send(input, caller),
    'chat.stop': async input => {
      await desk(house, input.session)
      return gateway().call('chat.stop', input)
    },
    'sessions.watch': (input, _caller, stop) =>
      relay(house, gateway().open('sessions.watch', input), stop, item => taintInList(item, house.ledger)),
    'sessions.follow': (input, _caller, stop) =>
      relay(house, gateway().open('sessions.follow', input), stop, item => taintInView(item, house.ledger)),
    'sessions.reset': input => gateway().call('sessions.reset', input),
    'sessions.remove': async input => {
      const session = house.ledger.find(input.session)
      const done = await gateway().call('sessions.remove', input)
      // A conversation with the public leaves nothing behind; the owner's files are the owner's.
      if (session)
        await house.sandboxes.endSession(session.agent, session.id, session.audience === 'public' ? 'wipe' : 'keep')
      return done
    },
  }
}

/** What a stopped conversation still asks is no longer wanted. */
async function desk(house: House, session: string): Promise<void> {
  await house.desk.endAll('withdrawn', 'agent', approval => approval.asked.session === session)
}

/** Passes a stream on, each item with what we add to it, and leaves it on the other side when our caller leaves. */
async function* relay<T>(
  house: House,
  items: AsyncIterableIterator<T>,
  stop: StopSignal,
  completed: (item: T) => T,
): AsyncGenerator<T> {
  stop.addEventListener('abort', () => void items.return?.(), { once: true })
  try {
    for await (const item of items) yield completed(item)
  } catch (error) {
    // It was the gateway that went; the caller's own connection to us is as good as before.
    if (error instanceof Fault && error.code === 'connection-lost')
      throw new Fault(house.gatewayBarred() === null ? 'gateway-down' : 'locked-down')
    throw error
  }
}
