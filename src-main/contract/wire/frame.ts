import { z } from 'zod'
import { FaultFrame } from './fault.ts'

/** Raised whenever a frame or a route changes so that the other side could misread it. */
export const PROTOCOL = 1

const id = z.int().nonnegative()

/** What the calling half sends. */
export const Request = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('hello'), protocol: z.int(), name: z.string().max(80) }),
  z.strictObject({ t: z.literal('call'), id, route: z.string().max(80), input: z.unknown() }),
  z.strictObject({ t: z.literal('open'), id, route: z.string().max(80), input: z.unknown() }),
  /** Credit: the caller has used n items and can take n more. It is what keeps a fast terminal from drowning a page. */
  z.strictObject({ t: z.literal('more'), id, n: z.int().positive().max(1024) }),
  z.strictObject({ t: z.literal('close'), id }),
])
export type Request = z.infer<typeof Request>

/** What the serving half sends. */
export const Response = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('welcome'), protocol: z.int(), version: z.string(), routes: z.array(z.string()) }),
  z.strictObject({ t: z.literal('done'), id, output: z.unknown() }),
  z.strictObject({ t: z.literal('item'), id, item: z.unknown() }),
  z.strictObject({ t: z.literal('end'), id }),
  z.strictObject({ t: z.literal('fault'), id: id.nullable(), fault: FaultFrame }),
])
export type Response = z.infer<typeof Response>

/** Items a server may send ahead of the caller's use of them. */
export const STREAM_CREDIT = 64

const requestKinds = new Set(['hello', 'call', 'open', 'more', 'close'])

/** Which half of a two-way wire a frame is meant for, by its tag alone; the half then parses it. */
export function isRequestFrame(frame: unknown): boolean {
  return typeof frame === 'object' && frame !== null && 't' in frame && requestKinds.has(String(frame.t))
}
