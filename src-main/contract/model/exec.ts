import { z } from 'zod'

/** A program with its arguments, or text for the shell of the sandbox. What was approved is exactly this. */
export const ExecCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('argv'), argv: z.array(z.string().max(131_072)).min(1).max(4096) }),
  z.strictObject({ kind: z.literal('shell'), text: z.string().min(1).max(131_072) }),
])
export type ExecCommand = z.infer<typeof ExecCommand>

/** One command, complete enough to be shown, bound to an approval, and run. */
export const ExecPlan = z.strictObject({
  command: ExecCommand,
  /** Absolute, or relative to the workspace. */
  cwd: z.string().max(4096).default('.'),
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().max(131_072)).default({}),
  stdin: z.string().max(8_000_000).optional(),
  timeoutMs: z.int().positive().max(86_400_000).default(120_000),
  /** How many bytes of output are kept of each stream; the middle is left out and the text says so. */
  outputCap: z
    .int()
    .positive()
    .max(64 * 1024 * 1024)
    .default(256 * 1024),
  /** Whether what the command leaves running in the background may go on after it ends. */
  background: z.enum(['end-with-command', 'keep']).default('end-with-command'),
  agent: z.string().min(1).max(256),
  session: z.string().min(1).max(256),
})
export type ExecPlan = z.infer<typeof ExecPlan>

/** `timed-out`: its time was over. `killed`: a person, the kill switch or a limit ended it. `failed`: it never ran. */
export const ExecOutcome = z.enum(['exited', 'timed-out', 'killed', 'failed'])
export type ExecOutcome = z.infer<typeof ExecOutcome>

/** How a command ended and what it printed. */
export const ExecResult = z.strictObject({
  outcome: ExecOutcome,
  /** Null when it did not end by itself. */
  exitCode: z.int().nullable(),
  signal: z.string().optional(),
  stdout: z.string(),
  stderr: z.string(),
  truncated: z.boolean(),
  durationMs: z.number().nonnegative(),
  /** Where it ran, in words: "Docker sandbox of agent main (gatehouse-main-1)". */
  where: z.string(),
  /** Why it did not exit by itself, in words that say what to do next. */
  why: z.string().optional(),
})
export type ExecResult = z.infer<typeof ExecResult>
