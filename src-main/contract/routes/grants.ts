import { z } from 'zod'
import { GrantView } from '../model/grant.ts'
import { Id } from '../model/id.ts'
import { command, nothing, query, type RouteTable } from '../wire/route.ts'

const surfaces = ['window', 'tray', 'cli', 'dashboard'] as const

/** Lasting answers. Giving one goes through an approval. */
export const grantRoutes = {
  'grants.list': query({ from: surfaces, input: nothing, output: z.array(GrantView) }),
  /** Taking back a yes only tightens and is free; taking back a no loosens, so the room asks for a person (`person-needed`). */
  'grants.revoke': command({
    from: surfaces,
    input: z.strictObject({ id: Id }),
    output: z.strictObject({ status: z.enum(['revoked', 'gone', 'changed-outside']) }),
  }),
  /** Takes back every yes that was not needed for a long time. */
  'grants.prune': command({ from: surfaces, input: nothing, output: z.strictObject({ revoked: z.array(Id) }) }),
} satisfies RouteTable
