import { z } from 'zod'
import { Audience } from './audience.ts'
import { Id, Instant } from './id.ts'

/** Where a message came from: the page, the terminal, or a chat channel. */
export const Channel = z.string().min(1).max(40)

/** One conversation as a list shows it. */
export const SessionSummary = z.strictObject({
  id: Id,
  title: z.string().max(200),
  agent: Id,
  audience: Audience,
  channel: Channel,
  createdAt: Instant,
  updatedAt: Instant,
  entries: z.int().nonnegative(),
  state: z.enum(['idle', 'running', 'paused']),
  /** It has read text by strangers, so what leaves the machine asks first. */
  tainted: z.boolean(),
})
export type SessionSummary = z.infer<typeof SessionSummary>

/** How far a tool call has come. */
export const ToolState = z.enum(['judging', 'waiting', 'running', 'done', 'refused', 'failed'])
export type ToolState = z.infer<typeof ToolState>

const base = { id: Id, at: Instant }

/** One thing that happened in a conversation. */
export const Entry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), ...base, text: z.string(), sender: z.string().max(200) }),
  z.strictObject({
    kind: z.literal('assistant'),
    ...base,
    text: z.string(),
    streaming: z.boolean(),
    model: z.string(),
  }),
  z.strictObject({
    kind: z.literal('tool'),
    ...base,
    tool: z.string().max(120),
    /** What a person reads: the command, or the call in one line. */
    asked: z.string(),
    state: ToolState,
    /** Why it was allowed, asked about or refused. */
    reasons: z.array(z.string()),
    approval: Id.nullable(),
    where: z.string(),
    output: z.string(),
    exitCode: z.int().nullable(),
    durationMs: z.number().nonnegative().nullable(),
  }),
  z.strictObject({ kind: z.literal('notice'), ...base, tone: z.enum(['info', 'warning', 'error']), text: z.string() }),
])
export type Entry = z.infer<typeof Entry>
/** The entry of one tool call. */
export type ToolEntry = Extract<Entry, { kind: 'tool' }>

/** A conversation with everything in it. */
export const SessionView = z.strictObject({ summary: SessionSummary, entries: z.array(Entry) })
export type SessionView = z.infer<typeof SessionView>

/** One step of a conversation: a new or replaced entry, more text at the end of one, or a new summary. */
export const SessionChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entry'), entry: Entry }),
  z.strictObject({ kind: z.literal('delta'), id: Id, text: z.string() }),
  z.strictObject({ kind: z.literal('summary'), summary: SessionSummary }),
  z.strictObject({ kind: z.literal('cleared') }),
])
export type SessionChange = z.infer<typeof SessionChange>

/** One step of the list of conversations. */
export const SessionsChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('put'), summary: SessionSummary }),
  z.strictObject({ kind: z.literal('removed'), id: Id }),
])
export type SessionsChange = z.infer<typeof SessionsChange>
