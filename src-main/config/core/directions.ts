/**
 * Which way a setting moves the walls. A pattern is a path whose `*` stands for any one key. A path no pattern
 * matches is unknown, and an unknown change counts as loosening: a forgotten line must cost a question, not a wall.
 */
export type Rule =
  /** Words from the loosest to the strictest. */
  | { readonly kind: 'order'; readonly words: readonly (string | boolean)[] }
  | { readonly kind: 'smaller-is-stricter' }
  | { readonly kind: 'larger-is-stricter' }
  /** A list of what is allowed; null allows everything. */
  | { readonly kind: 'list-allows' }
  /** A list of what is forbidden. */
  | { readonly kind: 'list-forbids' }
  /** A map whose entries give something: a new one loosens, a missing one tightens. */
  | { readonly kind: 'entry-allows' }
  /** A map whose entries take something away: a new one tightens, a missing one loosens. */
  | { readonly kind: 'entry-limits' }
  | { readonly kind: 'neutral' }

const order = (...words: (string | boolean)[]): Rule => ({ kind: 'order', words })
const smaller: Rule = { kind: 'smaller-is-stricter' }
const larger: Rule = { kind: 'larger-is-stricter' }
const allows: Rule = { kind: 'list-allows' }
const forbids: Rule = { kind: 'list-forbids' }
const entryAllows: Rule = { kind: 'entry-allows' }
const entryLimits: Rule = { kind: 'entry-limits' }
const neutral: Rule = { kind: 'neutral' }

const rules: readonly (readonly [string, Rule])[] = [
  ['posture', order('personal', 'team', 'public')],
  ['gateway.startWithKeeper', order(true, false)],
  ['gateway.logLevel', neutral],
  ['models.*', entryAllows],
  ['models.*.maxOutputTokens', smaller],
  ['agents.*', entryAllows],
  ['agents.*.tools.allow', allows],
  ['agents.*.tools.deny', forbids],
  ['agents.*.autonomy', order('full', 'supervised', 'readonly')],
  ['agents.*.sandbox.backend', order('host', 'process', 'auto', 'docker')],
  ['agents.*.sandbox.when', order('off', 'non-main', 'all')],
  ['agents.*.sandbox.scope', order('shared', 'agent', 'session')],
  ['agents.*.sandbox.workspaceAccess', order('rw', 'ro', 'none')],
  ['agents.*.sandbox.network.allow', allows],
  ['agents.*.sandbox.binds', allows],
  ['agents.*.sandbox.limits.*', smaller],
  ['approvals.mode', order('auto', 'ask', 'strict')],
  ['approvals.expiresAfterSeconds', smaller],
  ['approvals.pauseAfterDenials', smaller],
  ['approvals.doNotDisturb', neutral],
  ['policy.autonomy', order('full', 'supervised', 'readonly')],
  ['policy.shell', order('host', 'sandbox', 'off')],
  ['policy.readOnly', order(false, true)],
  ['policy.tools.allow', allows],
  ['policy.tools.deny', forbids],
  ['policy.audienceTools.*', entryLimits],
  ['policy.audienceTools.*.allow', allows],
  ['policy.audienceTools.*.deny', forbids],
  ['policy.sandboxTools.*', entryLimits],
  ['policy.sandboxTools.*.allow', allows],
  ['policy.sandboxTools.*.deny', forbids],
  ['policy.audiences.*.default', order('auto', 'approval', 'deny')],
  ['policy.audiences.*.tools.*', order('auto', 'approval', 'deny')],
  ['policy.paths.rootsRw', allows],
  ['policy.paths.rootsRo', allows],
  ['policy.paths.execRoots', allows],
  ['policy.paths.denied', forbids],
  ['policy.network.allow', allows],
  ['policy.network.deny', forbids],
  ['policy.outward.*', order('free', 'ask', 'approve', 'deny')],
  ['policy.limits.everyAgent.*', smaller],
  ['policy.limits.agents.*.*', smaller],
  ['policy.patterns.*', forbids],
  ['access.admins', allows],
  ['access.messagesPerMinute', smaller],
  ['audit.retentionDays', larger],
  ['audit.rotateAfterMb', neutral],
  ['audit.rotateAfterDays', neutral],
  ['audit.anomalies', forbids],
  ['redaction.patterns', forbids],
  ['redaction.personalData', order(false, true)],
  ['secrets.remindAfterDays', smaller],
  ['dashboard.enabled', order(true, false)],
  ['dashboard.port', neutral],
  ['dashboard.sessionMinutes', smaller],
]

const split = rules.map(([pattern, rule]) => ({ keys: pattern.split('.'), rule }))

/** The rule for a path, or null when its direction is not known. */
export function ruleFor(path: readonly string[]): Rule | null {
  const hit = split.find(
    ({ keys }) => keys.length === path.length && keys.every((key, index) => key === '*' || key === path[index]),
  )
  return hit?.rule ?? null
}

/** Every pattern of the table, for the documentation and the test that finds forgotten settings. */
export const directionPatterns: readonly string[] = rules.map(([pattern]) => pattern)
