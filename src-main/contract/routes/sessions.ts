import { z } from 'zod'
import { Id } from '../model/id.ts'
import { SessionChange, SessionSummary, SessionsChange, SessionView } from '../model/session.ts'
import { command, feed, nothing, type RouteTable } from '../wire/route.ts'

const people = ['window', 'tray', 'cli', 'dashboard', 'keeper'] as const

/** Conversations. The gateway owns them; the Keeper relays, so that people have one door. */
export const sessionRoutes = {
  'chat.send': command({
    from: people,
    input: z.strictObject({
      session: Id.nullable(),
      text: z.string().min(1).max(100_000),
      /** No person is watching: whatever would ask is denied. */
      headless: z.boolean().default(false),
    }),
    output: z.strictObject({ session: Id }),
  }),
  'chat.stop': command({ from: people, input: z.strictObject({ session: Id }), output: nothing }),
  'sessions.watch': feed({ from: people, input: nothing, snapshot: z.array(SessionSummary), change: SessionsChange }),
  'sessions.follow': feed({
    from: people,
    input: z.strictObject({ session: Id }),
    snapshot: SessionView,
    change: SessionChange,
  }),
  'sessions.reset': command({ from: people, input: z.strictObject({ session: Id }), output: nothing }),
  'sessions.remove': command({ from: people, input: z.strictObject({ session: Id }), output: nothing }),
} satisfies RouteTable
