import { z } from 'zod'
import { AgentCard, OfferedModel } from '../model/agent.ts'
import { Audience } from '../model/audience.ts'
import { Id } from '../model/id.ts'
import { Channel } from '../model/session.ts'
import { ToolProgress } from '../model/tool-progress.ts'
import { command, nothing, query, type RouteTable, stream } from '../wire/route.ts'
import { leaseRoutes } from './secrets.ts'
import { sessionRoutes } from './sessions.ts'

/** What the Keeper asks of the gateway. */
export const gatewayRoutes = {
  'turn.start': command({
    from: ['keeper'],
    input: z.strictObject({
      session: Id,
      agent: AgentCard,
      audience: Audience,
      channel: Channel,
      sender: z.string().max(200),
      text: z.string().min(1).max(100_000),
      headless: z.boolean(),
    }),
    output: nothing,
  }),
  /** An answer that needed no model: what was typed and what the Keeper said to it. */
  'turn.note': command({
    from: ['keeper'],
    input: z.strictObject({
      session: Id,
      agent: Id,
      audience: Audience,
      channel: Channel,
      sender: z.string().max(200),
      asked: z.string().max(100_000),
      tone: z.enum(['info', 'warning', 'error']),
      text: z.string().max(10_000),
    }),
    output: nothing,
  }),
  /** A sign of life. Without one for some seconds the gateway ends itself: its supervisor hangs or is gone. */
  'gateway.beat': command({ from: ['keeper'], input: nothing, output: nothing }),
  /** Orderly end: running turns are stopped and sessions are saved. */
  'gateway.end': command({ from: ['keeper'], input: nothing, output: nothing }),
  'chat.stop': sessionRoutes['chat.stop'],
  'sessions.watch': sessionRoutes['sessions.watch'],
  'sessions.follow': sessionRoutes['sessions.follow'],
  'sessions.reset': sessionRoutes['sessions.reset'],
  'sessions.remove': sessionRoutes['sessions.remove'],
} satisfies RouteTable

/** What the gateway may ask of the Keeper: the one door for tools, how to reach a model, and the secret it was lent for that. */
export const keeperForGatewayRoutes = {
  /**
   * The gateway names a session and a wish. Who that session speaks for is in the Keeper's own ledger:
   * a persuaded gateway cannot promote a stranger to owner.
   */
  'tool.call': stream({
    from: ['gateway'],
    input: z.strictObject({
      id: Id,
      session: Id,
      tool: z.string().min(1).max(200),
      arguments: z.record(z.string().max(1024), z.unknown()),
    }),
    item: ToolProgress,
  }),
  /**
   * How to reach an agent's model, or after so many that did not answer its next fallback. It gives the connection a lease
   * on that model's key, and on nothing else.
   */
  'model.lease': query({
    from: ['gateway'],
    input: z.strictObject({ agent: Id, session: Id, failed: z.int().min(0).max(100) }),
    output: OfferedModel,
  }),
  ...leaseRoutes,
} satisfies RouteTable
