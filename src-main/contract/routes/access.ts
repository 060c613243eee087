import { z } from 'zod'
import { command, nothing, query, type RouteTable } from '../wire/route.ts'

const Pin = z.string().min(6).max(64)

/** Proving to be a person where the door itself cannot tell: the approver PIN. */
export const accessRoutes = {
  'access.me': query({
    from: ['window', 'tray', 'cli', 'dashboard'],
    input: nothing,
    output: z.strictObject({ presence: z.enum(['person', 'unproved']), pinSet: z.boolean() }),
  }),
  /** Unlocks this one connection for a short time. */
  'access.unlock': command({
    from: ['window', 'cli', 'dashboard'],
    input: z.strictObject({ pin: Pin }),
    output: z.strictObject({ until: z.int() }),
  }),
  /** The first PIN may be set by anyone who reaches the door at set-up; changing it needs the old one. */
  'access.setPin': command({
    from: ['window', 'cli', 'dashboard'],
    input: z.strictObject({ old: Pin.nullable(), pin: Pin }),
    output: nothing,
  }),
} satisfies RouteTable
