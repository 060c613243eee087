import { z } from 'zod'
import { FirstPinWay, Pin } from '../model/pin.ts'
import { command, nothing, query, type RouteTable } from '../wire/route.ts'

/** Proving to be a person where the door itself cannot tell: the approver PIN. */
export const accessRoutes = {
  'access.me': query({
    from: ['window', 'tray', 'cli', 'dashboard'],
    input: nothing,
    output: z.strictObject({
      presence: z.enum(['person', 'unproved']),
      pinSet: z.boolean(),
      firstPin: FirstPinWay,
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
