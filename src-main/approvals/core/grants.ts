import { z } from 'zod'
import type { ConfigProblem } from '../../contract/model/config.ts'
import { AllowlistEntry, McpServerPolicy, StandingGrant } from '../../contract/model/policy.ts'

const Note = z.strictObject({ by: z.string(), at: z.number(), words: z.string() })

/** What people have allowed or refused for good, as the sealed grants file holds it. */
export const Grants = z.strictObject({
  allowlist: z.record(z.string(), z.array(AllowlistEntry)).default({}),
  grants: z.array(StandingGrant).default([]),
  mcp: z.record(z.string(), McpServerPolicy).default({}),
  knownRecipients: z.array(z.string()).default([]),
  /** Who gave each answer and when, by its id. */
  notes: z.record(z.string(), Note).default({}),
})
export type Grants = z.infer<typeof Grants>

/** Nothing was answered for good yet. */
export const noGrants: Grants = { allowlist: {}, grants: [], mcp: {}, knownRecipients: [], notes: {} }

/** A grants text that holds, or what is wrong with it. */
export type GrantsReading =
  | { readonly status: 'valid'; readonly value: Grants }
  | { readonly status: 'invalid'; readonly problems: readonly ConfigProblem[] }

/** Reads the text of a grants file. Total: whatever comes, the answer is grants or a list of places. */
export function readGrants(text: string): GrantsReading {
  const data = fromJson(text)
  if (data === undefined) return { status: 'invalid', problems: [problem('', 'This is not JSON.')] }
  const parsed = Grants.safeParse(data)
  if (parsed.success) return { status: 'valid', value: parsed.data }
  return {
    status: 'invalid',
    problems: parsed.error.issues.map(issue => problem(issue.path.join('.'), issue.message)),
  }
}

/** The text of a grants file: readable, and the same for the same grants. */
export function grantsText(grants: Grants): string {
  return `${JSON.stringify(grants, null, 2)}\n`
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no JSON text says `undefined`, so it can stand for "not JSON"
  }
}

const problem = (path: string, message: string): ConfigProblem => ({ path, line: 1, column: 1, message, nearest: null })
