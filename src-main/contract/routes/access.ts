import { z } from 'zod'
import { command, nothing, query, type RouteTable } from '../wire/route.ts'

const Pin = z.string().min(6).max(64)

/** Proving to be a person where the door itself cannot tell: the approver PIN. */
export const accessRoutes = {
  'access.me': query({
    from: ['window', 'tray', 'cli', 'dashboard'],
    input: nothing,
    output: z.strictObject({
      presence: z.enum(['person', 'unproved']),
      pinSet: z.boolean(),
      /** How the first PIN may be set from here: as it is, with the set-up code, after a start in a terminal, or in the window only. */
      firstPin: z.enum(['free', 'code', 'restart', 'window']),
    }),
  }),
  /** Unlocks this one connection for a short time. */
  'access.unlock': command({
    from: ['window', 'cli', 'dashboard'],
    input: z.strictObject({ pin: Pin }),
    output: z.strictObject({ until: z.int() }),
  }),
  /** Changing it needs the old one. The first is set at the window, or with the code on the terminal Gatehouse was started in. */
  'access.setPin': command({
    from: ['window', 'cli', 'dashboard'],
    input: z.strictObject({ old: Pin.nullable(), pin: Pin, code: z.string().max(64).optional() }),
    output: nothing,
  }),
} satisfies RouteTable
