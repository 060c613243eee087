/**
 * Everything an approval binds to. If any of it differs when the moment comes, the plan does not run:
 * a script that was rewritten, a PATH that now finds another program, a policy that changed in between.
 */
export type BoundPlan = {
  readonly tool: string
  /** The exact command, or the arguments of another tool in canonical form. */
  readonly act: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly agent: string
  readonly session: string
  /** Which sandbox, with the parts of its set-up that decide what the command can reach. */
  readonly sandbox: string
  readonly program: string | null
  readonly scripts: readonly { readonly path: string; readonly sha256: string }[]
  readonly policyVersion: string
}

/** The plan as one text that is equal exactly when everything in it is equal. Hash this. */
export function canonicalPlan(plan: BoundPlan): string {
  return canonical(inOrder(plan))
}

const inOrder = (plan: BoundPlan): BoundPlan => ({
  ...plan,
  scripts: plan.scripts.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
})

/** JSON with sorted keys: the same value always gives the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).toSorted()
    const record = value as Record<string, unknown>
    return `{${keys.map(key => `${JSON.stringify(key)}:${canonical(record[key])}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** Which parts of a plan changed since it was approved, in words for the agent and the record. */
export function whatChanged(planned: BoundPlan, found: BoundPlan): string[] {
  const [before, now] = [inOrder(planned), inOrder(found)]
  const names: Record<keyof BoundPlan, string> = {
    tool: 'the tool',
    act: 'the command',
    cwd: 'the folder',
    env: 'the environment',
    agent: 'the agent',
    session: 'the session',
    sandbox: 'the sandbox',
    program: 'the program that would start',
    scripts: 'a script file',
    policyVersion: 'the policy',
  }
  const keys = Object.keys(names) as (keyof BoundPlan)[]
  return keys.filter(key => canonical(before[key]) !== canonical(now[key])).map(key => names[key])
}
