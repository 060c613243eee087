import type { peopleApi } from '../../../src-main/contract/apis.ts'
import type {
  Answer,
  Approval,
  ApprovalChange,
  ApprovalQueue,
  Settled,
} from '../../../src-main/contract/model/approval.ts'
import type {
  Entry,
  SessionChange,
  SessionSummary,
  SessionsChange,
  SessionView,
} from '../../../src-main/contract/model/session.ts'
import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { Fault } from '../../../src-main/contract/wire/fault.ts'
import type { Handlers } from '../../../src-main/contract/wire/route.ts'
import type { FaultReport } from '../../../src-main/contract/wire/serve.ts'
import { Watched } from '../../../src-main/kit/core/watched.ts'
import { reduceApprovals } from '../../../src-renderer/api/reduce-approvals.ts'
import { reduceSession, reduceSessions } from '../../../src-renderer/api/reduce-sessions.ts'
import { aTrail } from './a-trail.ts'
import { anIncident } from './an-incident.ts'
import { lastingAnswers } from './lasting-answers.ts'
import { aSession, aStatus } from './nouns.ts'
import { safeRooms } from './safe-rooms.ts'
import { sandboxRooms } from './sandbox-rooms.ts'

/** Rooms that do what a test tells them and remember what the page asked of them. */
export type House = ReturnType<typeof aHouse>

const settledOf = (approval: Approval, how: Settled['how'], by: string, reason: string | null): Settled => ({
  id: approval.id,
  digest: approval.digest,
  shown: approval.shown,
  tool: approval.tool,
  agent: approval.asked.agent,
  allowed: how === 'once' || how === 'session' || how === 'always',
  how,
  by,
  reason,
  at: Date.now(),
})

/** An empty house with a running gateway and nothing to do. */
export function aHouse() {
  const status = new Watched<KeeperStatus, KeeperStatus>(aStatus(), (_, next) => next)
  const queue = new Watched<ApprovalQueue, ApprovalChange>({ pending: [], settled: [] }, reduceApprovals)
  const sessions = new Watched<SessionSummary[], SessionsChange>([], reduceSessions)
  const views = new Map<string, Watched<SessionView, SessionChange>>()
  const trail = aTrail()
  const incident = anIncident()
  const grants = lastingAnswers()
  const safe = safeRooms()
  const answers: { id: string; answer: Answer }[] = []
  const asked: { route: string; input: unknown }[] = []
  const reports: FaultReport[] = []
  let refuseRule: string | null = null
  let pin = '123456'
  let firstPin: 'free' | 'code' | 'restart' | 'window' = 'free'
  let onSay: (session: string, text: string) => void = () => {}
  let onUnlock: () => void = () => {}

  const be = (change: Partial<KeeperStatus>): void => status.apply({ ...status.state, ...change })
  const ask = (approval: Approval): void => {
    queue.apply({ kind: 'asked', approval })
    be({ pending: queue.state.pending.length })
  }
  const pendingOne = (id: string): Approval => {
    const one = queue.state.pending.find(approval => approval.id === id)
    if (!one) throw new Fault('not-found')
    return one
  }
  const settle = (id: string, how: Settled['how'], by: string, reason: string | null = null): Settled => {
    const settled = settledOf(pendingOne(id), how, by, reason)
    queue.apply({ kind: 'settled', settled })
    be({ pending: queue.state.pending.length })
    return settled
  }
  const view = (session: string): Watched<SessionView, SessionChange> => {
    const one = views.get(session)
    if (!one) throw new Fault('not-found')
    return one
  }
  const converse = (summary: SessionSummary, entries: Entry[] = []): void => {
    views.set(summary.id, new Watched({ summary, entries }, reduceSession))
    sessions.apply({ kind: 'put', summary })
  }
  const change = (session: string, step: SessionChange): void => {
    view(session).apply(step)
    if (step.kind === 'summary') sessions.apply({ kind: 'put', summary: step.summary })
  }
  const note = (route: string, input: unknown): Record<string, never> => {
    asked.push({ route, input })
    return {}
  }

  const handlers: Handlers<typeof peopleApi> = {
    ...safe.handlers,
    ...sandboxRooms(),
    ...incident.handlers,
    'elevations.list': async () => status.state.elevations,
    'elevations.begin': async ({ session, minutes }) => {
      const title = sessions.state.find(one => one.id === session)?.title
      if (title === undefined) return { status: 'no-such-session' }
      const until = Date.now() + minutes * 60_000
      const elevation = {
        sessionId: session,
        title,
        agent: 'main',
        by: 'the person at the window',
        from: Date.now(),
        until,
      }
      be({ elevations: [elevation] })
      return { status: 'elevated', elevation }
    },
    'elevations.end': async ({ session }) => {
      be({ elevations: status.state.elevations.filter(one => one.sessionId !== session) })
      return { status: 'ended' }
    },
    'access.me': async (_, caller) => ({ presence: caller.presence, pinSet: status.state.pinSet, firstPin }),
    'access.unlock': async input => {
      if (input.pin !== pin) throw new Fault('pin-wrong')
      onUnlock()
      return { until: Date.now() + 60_000 }
    },
    'access.setPin': async input => {
      pin = input.pin
      be({ pinSet: true })
      return note('access.setPin', input)
    },
    ...trail.handlers,
    'approvals.watch': (_input, _caller, stop) => queue.watch(stop),
    'approvals.deny': async ({ id, digest, reason }) => {
      const settled = queue.state.settled.find(one => one.id === id)
      if (settled) return { status: 'already-settled', settled }
      if (pendingOne(id).digest !== digest) return { status: 'changed-since-shown' }
      answers.push({ id, answer: { how: 'deny', ...(reason !== undefined && { reason }) } })
      return { status: 'recorded', settled: settle(id, 'deny', 'you in the browser', reason ?? null) }
    },
    'approvals.answer': async ({ id, digest, answer }) => {
      const settled = queue.state.settled.find(one => one.id === id)
      if (settled) return { status: 'already-settled', settled }
      if (pendingOne(id).digest !== digest) return { status: 'changed-since-shown' }
      if (answer.how === 'always' && refuseRule) return { status: 'rule-refused', why: refuseRule }
      answers.push({ id, answer })
      return {
        status: 'recorded',
        settled: settle(id, answer.how, 'you in the browser', 'reason' in answer ? (answer.reason ?? null) : null),
      }
    },
    'approvals.answerBatch': async batch => {
      const left = batch.members
        .filter(member => !queue.state.pending.some(one => one.id === member.id && one.digest === member.digest))
        .map(member => member.id)
      if (left.length > 0) return { status: 'changed-since-shown', ids: left }
      asked.push({ route: 'approvals.answerBatch', input: batch })
      const settled = batch.members.map(member => settle(member.id, batch.answer.how, 'you in the browser'))
      return { status: 'recorded', digest: 'b'.repeat(64), settled, left: [] }
    },
    'approvals.denyBatch': async batch => {
      asked.push({ route: 'approvals.denyBatch', input: batch })
      const settled = batch.members.map(member => settle(member.id, 'deny', 'you in the browser'))
      return { status: 'recorded', digest: 'b'.repeat(64), settled, left: [] }
    },
    'approvals.denyAll': async () => {
      const all = queue.state.pending.map(one => one.id)
      for (const id of all) settle(id, 'deny', 'you in the browser')
      return { denied: all.length }
    },
    'approvals.edit': async ({ id, command }) => {
      const before = pendingOne(id)
      if (command.includes('sudo')) return { status: 'refused', why: ['sudo may never run.'] }
      const approval = { ...before, shown: command, digest: 'e'.repeat(64), segments: [] }
      queue.apply({ kind: 'replaced', approval })
      return { status: 'replaced', approval }
    },
    ...grants.handlers,
    'chat.send': async ({ session, text }) => {
      const id = session ?? `s${views.size + 1}`
      note('chat.send', { session, text })
      if (!views.has(id)) converse(aSession({ id, title: text }))
      change(id, { kind: 'entry', entry: { kind: 'user', id: `u${Date.now()}`, at: Date.now(), text, sender: 'you' } })
      onSay(id, text)
      return { session: id }
    },
    'chat.stop': async input => note('chat.stop', input),
    'sessions.watch': (_input, _caller, stop) => sessions.watch(stop),
    'sessions.follow': (input, _caller, stop) => view(input.session).watch(stop),
    'sessions.reset': async input => {
      change(input.session, { kind: 'cleared' })
      return note('sessions.reset', input)
    },
    'sessions.remove': async input => {
      sessions.apply({ kind: 'removed', id: input.session })
      return note('sessions.remove', input)
    },
    'status.watch': (_input, _caller, stop) => status.watch(stop),
    'gateway.start': async input => note('gateway.start', input),
    'gateway.stop': async input => note('gateway.stop', input),
    'gateway.restart': async input => note('gateway.restart', input),
    'keeper.shutdown': async input => note('keeper.shutdown', input),
    'dashboard.link': async () => ({ url: 'http://127.0.0.1:1/?link=x' }),
  }

  return {
    handlers,
    reports,
    answers,
    asked,
    be,
    ask,
    settle,
    converse,
    change,
    write: trail.write,
    give: grants.give,
    changeGrantsFile: grants.changeFile,
    addProgram: safe.addProgram,
    /** The plan behind a question changed. */
    replace: (approval: Approval): void => queue.apply({ kind: 'replaced', approval }),
    /** What it takes to set the first PIN from this page. */
    firstPinTakes: (way: typeof firstPin): void => {
      firstPin = way
    },
    refuseRules: (why: string | null): void => {
      refuseRule = why
    },
    whenTold: (act: (session: string, text: string) => void): void => {
      onSay = act
    },
    whenUnlocked: (act: () => void): void => {
      onUnlock = act
    },
    forget: (): void => {
      for (const one of queue.state.pending) settle(one.id, 'withdrawn', 'the test')
      for (const one of [...sessions.state]) sessions.apply({ kind: 'removed', id: one.id })
      views.clear()
      trail.forget()
      incident.forget()
      grants.forget()
      be(aStatus())
      onSay = () => {}
      refuseRule = null
      firstPin = 'free'
      answers.length = 0
      asked.length = 0
    },
  }
}
