import { z } from 'zod'

/** Who a session speaks for; the trust falls in this order, and an unknown value is a deny. */
export const Audience = z.enum(['owner', 'team', 'public'])
export type Audience = z.infer<typeof Audience>
