import { z } from 'zod'
import { Audience } from './audience.ts'
import { ShellName } from './decision.ts'

/** Arguments arrive from the gateway, which is treated as already persuaded: every text has a bound. */
const Text = z.string().max(2_000_000)
const Path = z.string().max(65_536)
const Name = z.string().min(1).max(256)

/** By which door the wish came in, and from whom as far as the door knows it. */
export const Origin = z.strictObject({
  door: z.enum(['window', 'cli', 'dashboard', 'channel', 'webhook', 'cron', 'api', 'session']),
  channel: Name.optional(),
  /** Platform id of the person who wrote, as the channel knows it. */
  sender: Name.optional(),
  /** A direct message between two, as opposed to a group where others read and write. */
  direct: z.boolean(),
})
export type Origin = z.infer<typeof Origin>

const common = {
  id: Name,
  sessionId: Name,
  agent: Name,
  audience: Audience,
  origin: Origin,
  /** Nobody waits at the other end (webhook, cron, one-shot chat): what would ask is denied. */
  headless: z.boolean(),
  /** The session has read content of strangers. Set by the Keeper, never lowered by the gateway. */
  tainted: z.boolean(),
}

const ExecArguments = z.strictObject({
  command: Text,
  cwd: Path.optional(),
  env: z.record(Name, Text).optional(),
  timeoutMs: z.int().positive().max(86_400_000).optional(),
  shell: ShellName.optional(),
})

const builtIn = [
  z.strictObject({ ...common, tool: z.literal('exec'), arguments: ExecArguments }),
  z.strictObject({
    ...common,
    tool: z.literal('read'),
    arguments: z.strictObject({ path: Path, offset: z.int().min(0).optional(), limit: z.int().positive().optional() }),
  }),
  z.strictObject({ ...common, tool: z.literal('write'), arguments: z.strictObject({ path: Path, content: Text }) }),
  z.strictObject({
    ...common,
    tool: z.literal('edit'),
    arguments: z.strictObject({ path: Path, find: Text, replace: Text, all: z.boolean().optional() }),
  }),
  z.strictObject({ ...common, tool: z.literal('list'), arguments: z.strictObject({ path: Path }) }),
  z.strictObject({
    ...common,
    tool: z.literal('search'),
    arguments: z.strictObject({ query: Text, path: Path.optional() }),
  }),
  z.strictObject({
    ...common,
    tool: z.literal('web_fetch'),
    arguments: z.strictObject({ url: Path, method: z.enum(['GET', 'HEAD', 'POST']).optional(), body: Text.optional() }),
  }),
  z.strictObject({ ...common, tool: z.literal('web_search'), arguments: z.strictObject({ query: Text }) }),
  z.strictObject({
    ...common,
    tool: z.literal('memory'),
    arguments: z.strictObject({ action: z.enum(['search', 'read', 'write', 'forget']), text: Text.optional() }),
  }),
  z.strictObject({
    ...common,
    tool: z.literal('message'),
    arguments: z.strictObject({ channel: Name, to: Name, text: Text, attachments: z.array(Path).max(64).optional() }),
  }),
  z.strictObject({
    ...common,
    tool: z.literal('sessions_send'),
    arguments: z.strictObject({ sessionId: Name, text: Text }),
  }),
  z.strictObject({
    ...common,
    tool: z.literal('cron'),
    arguments: z.strictObject({
      action: z.enum(['list', 'add', 'remove']),
      schedule: Name.optional(),
      prompt: Text.optional(),
      jobId: Name.optional(),
    }),
  }),
] as const

/** The tools that Gatehouse itself brings. */
export const BuiltInTool = z.enum([
  'exec',
  'read',
  'write',
  'edit',
  'list',
  'search',
  'web_fetch',
  'web_search',
  'memory',
  'message',
  'sessions_send',
  'cron',
])
export type BuiltInTool = z.infer<typeof BuiltInTool>

/** Name of a tool that an MCP server brings, written `server/tool`. */
export const McpToolName = z.templateLiteral([
  z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/),
  '/',
  z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/),
])
export type McpToolName = z.infer<typeof McpToolName>

const McpCall = z.strictObject({
  ...common,
  tool: McpToolName,
  arguments: z.record(z.string().max(1024), z.unknown()),
  /** Digest of the description and schema that the server showed for this tool, made by the Keeper. */
  descriptionDigest: z.string().max(128).optional(),
})

/** One wish of an agent, complete enough to be judged. */
export const ToolCall = z.union([z.discriminatedUnion('tool', builtIn), McpCall])
export type ToolCall = z.infer<typeof ToolCall>

/** Name of any tool: a built-in one or `server/tool`. */
export const ToolName = z.union([BuiltInTool, McpToolName])
export type ToolName = z.infer<typeof ToolName>
