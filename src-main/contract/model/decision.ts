import { z } from 'zod'
import { Category } from './risk.ts'

/** What may happen with a call: run, wait for a person, or never. */
export const Verdict = z.enum(['allow', 'ask', 'deny'])
export type Verdict = z.infer<typeof Verdict>

/** Which shell would read the command text. */
export const ShellName = z.enum(['bash', 'sh', 'zsh', 'fish', 'powershell', 'cmd'])
export type ShellName = z.infer<typeof ShellName>

/** One word of a command after quotes were removed; `literal` says that nothing in it is decided at run time. */
export const ArgWord = z.strictObject({ text: z.string(), literal: z.boolean() })
export type ArgWord = z.infer<typeof ArgWord>

/** A file that a command opens through its shell. */
export const RedirectPlan = z.strictObject({
  operator: z.string(),
  target: ArgWord,
  access: z.enum(['read', 'write', 'both']),
})
export type RedirectPlan = z.infer<typeof RedirectPlan>

/** An environment variable that is set for one command. */
export const EnvChange = z.strictObject({ name: z.string(), value: ArgWord })
export type EnvChange = z.infer<typeof EnvChange>

/** One effective simple command: what would really run, wherever it was written. */
export const Segment = z.strictObject({
  argv: z.array(ArgWord),
  /** Bare name or full path that would run; null when only the run itself decides it. */
  program: z.string().nullable(),
  /** The command as a person reads it: control and invisible characters are escaped. */
  display: z.string(),
  redirects: z.array(RedirectPlan),
  env: z.array(EnvChange),
  verdict: Verdict,
  ruleId: z.string(),
  reasons: z.array(z.string()),
  categories: z.array(Category),
  /** The wrappers it hid behind, outermost first: `env`, `bash -c`, `$( )`. */
  via: z.array(z.string()),
})
export type Segment = z.infer<typeof Segment>

/** A narrow rule to offer for "always": one full path and one argument scope, never a shell or a wrapper. */
export const SuggestedRule = z.strictObject({
  path: z.string(),
  args: z.array(z.string()),
  /** The rule as a sentence. */
  words: z.string(),
})
export type SuggestedRule = z.infer<typeof SuggestedRule>

/** Everything the shell analysis has to say about one command. */
export const CommandAnalysis = z.strictObject({
  verdict: Verdict,
  layer: z.string(),
  ruleId: z.string(),
  reasons: z.array(z.string()),
  segments: z.array(Segment),
  categories: z.array(Category),
  /** Whether the plan can be bound to an approval: every program is known before the run. */
  bindable: z.boolean(),
  /** Script files it would run, as absolute paths where they can be known, for content hashes. */
  scripts: z.array(z.string()),
  suggested: SuggestedRule.nullable(),
})
export type CommandAnalysis = z.infer<typeof CommandAnalysis>
