import type { CommandAnalysis } from '../../contract/model/decision.ts'
import type { Ceiling } from '../../contract/model/policy.ts'
import type { ToolCall } from '../../contract/model/tool-call.ts'
import type { Layer } from '../../contract/model/verdict.ts'
import type { PolicyFacts } from './facts.ts'
import { fullWindow } from './limits.ts'
import type { Look } from './look.ts'
import { mcpObstacle } from './mcp-grants.ts'
import { mayUseMemory } from './memory-isolation.ts'
import { changesSomething, leavesMachine } from './outward.ts'
import { firstPattern } from './patterns.ts'
import { runsLater } from './risky-files.ts'
import { allow, ask, deny, pass, type Said } from './said.ts'
import { talksToNetwork } from './shell/talks-to-network.ts'
import { matchingGrant } from './standing-grants.ts'
import { closestRule, toolMatches } from './tool-pattern.ts'

type Judge = (call: ToolCall, facts: PolicyFacts, look: Look) => Said

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const lockdown: Judge = (_call, { lockdown: locked }) =>
  locked
    ? deny('lockdown.on', 'Gatehouse is locked down. Nothing runs until you release it.')
    : pass('lockdown.off', 'Not locked down.')

const readOnly: Judge = (call, { settings }) => {
  const on = settings.readOnly || settings.autonomy === 'readonly'
  if (!on) return pass('read-only.off', 'Read-only mode is off.')
  return changesSomething(call)
    ? deny('read-only.on', 'Read-only mode is on: no writes, no commands, no messages.')
    : pass('read-only.reads', 'Read-only mode is on, and this only reads.')
}

const shellMode: Judge = (call, { settings }, { elevation }) => {
  if (call.tool !== 'exec') return pass('shell.other', 'Not a command.')
  if (settings.shellMode === 'off') return deny('shell.off', 'Commands are switched off.')
  if (elevation) return pass('shell.elevated', `${elevation.by} lets this session run on this machine for a while.`)
  if (settings.shellMode === 'sandbox') return pass('shell.sandbox', 'Commands run in the sandbox of the agent.')
  return ask('shell.host', 'The command would run on this machine, outside of any sandbox.', 'grant', 'auto')
}

const memory: Judge = call => {
  if (call.tool !== 'memory') return pass('memory.other', 'Does not touch long-term memory.')
  return mayUseMemory(call)
    ? pass('memory.owner', 'A direct session of the owner.')
    : deny('memory.not-direct', 'Long-term memory opens only in a direct session of the owner.')
}

function ceiling(where: string, limit: Ceiling | undefined, tool: string): Said {
  if (!limit) return pass('ceiling.none', `No ceiling for ${where}.`)
  if (limit.deny.some(pattern => toolMatches(pattern, tool)))
    return deny('ceiling.denied', `${tool} is refused for ${where}.`)
  if (!limit.allow.some(pattern => toolMatches(pattern, tool)))
    return deny('ceiling.not-listed', `${tool} is not among the tools of ${where}.`)
  return pass('ceiling.allowed', `${tool} is among the tools of ${where}.`)
}

const ceilingGlobal: Judge = (call, { settings }) => ceiling('everybody', settings.ceilings.global, call.tool)
const ceilingAgent: Judge = (call, { settings }) =>
  ceiling(`agent ${call.agent}`, own(settings.ceilings.agents, call.agent), call.tool)
const ceilingSandbox: Judge = (call, { settings, sandbox }) =>
  sandbox === null
    ? pass('ceiling.none', 'No sandbox profile.')
    : ceiling(`sandbox ${sandbox}`, own(settings.ceilings.sandboxes, sandbox), call.tool)
const ceilingAudience: Judge = (call, { settings }) =>
  ceiling(`audience ${call.audience}`, own(settings.ceilings.audiences, call.audience), call.tool)

const audience: Judge = (call, { settings }) => {
  const policy = own(settings.audiences, call.audience)
  const rule = policy && (closestRule(policy.tools, call.tool) ?? policy.default)
  if (rule === 'auto')
    return pass('audience.auto', `Audience ${call.audience} may have ${call.tool} as the approval mode says.`)
  if (rule === 'approval')
    return ask('audience.approval', `For the audience ${call.audience} a person answers each time.`)
  return deny(rule ? 'audience.deny' : 'audience.unknown', `${call.tool} is not for the audience ${call.audience}.`)
}

const mcp: Judge = (call, { settings }) => {
  if (!('descriptionDigest' in call) && !call.tool.includes('/'))
    return pass('mcp.other', 'Not a tool of an MCP server.')
  const digest = 'descriptionDigest' in call ? call.descriptionDigest : undefined
  const obstacle = mcpObstacle(settings.mcp, call.tool, digest, call.audience)
  return obstacle
    ? deny(obstacle.ruleId, obstacle.reason)
    : pass('mcp.granted', 'Granted, and unchanged since it was reviewed.')
}

const hardDeny: Judge = (_call, { settings }, { analysis, words }) => {
  if (!analysis) return pass('hard.other', 'Not a command.')
  if (analysis.verdict === 'deny')
    return deny(analysis.ruleId, analysis.reasons[0] ?? 'Nobody can approve this command.')
  const hit = words.map(line => firstPattern(settings.patterns.denied, line)).find(found => found !== null)
  if (!hit) return pass('hard.none', 'Nothing that is always refused.')
  return hit.readable
    ? deny('user.denied-pattern', `Your pattern ${hit.pattern} refuses this.`)
    : deny(
        'user.broken-pattern',
        `Your pattern ${hit.pattern} cannot be read, so every command is refused until it is mended.`,
      )
}

const grantContext = ({ now }: PolicyFacts, { paths, url }: Look): Parameters<typeof matchingGrant>[3] => ({
  now,
  resolvedPath: paths[0]?.resolved ?? null,
  host: url?.host ?? null,
  port: url?.port ?? null,
})

const standingDeny: Judge = (call, facts, look) => {
  const grant = matchingGrant(facts.settings.grants, 'deny', call, grantContext(facts, look))
  return grant
    ? deny(`grant.${grant.id}`, 'You decided that this never runs.')
    : pass('grant.no-refusal', 'No lasting refusal.')
}

const paths: Judge = (_call, _facts, look) => {
  const bad = look.paths.find(verdict => !verdict.allowed)
  if (bad) return deny(bad.ruleId, bad.reason)
  return look.paths.length === 0
    ? pass('path.none', 'Names no path.')
    : pass('path.allowed', 'Inside the folders the agent may use.')
}

const network: Judge = (_call, _facts, { url }) => {
  if (!url) return pass('url.none', 'Names no address.')
  return url.allowed ? pass(url.ruleId, url.reason) : deny(url.ruleId, url.reason)
}

const grants: Judge = (call, facts, look) => {
  if (look.covered) return allow('allowlist.covered', 'Every program of it is on the allowlist of the agent.', 'grant')
  const grant = matchingGrant(facts.settings.grants, 'allow', call, grantContext(facts, look))
  if (grant) return allow(`grant.${grant.id}`, 'You allowed this before.', 'grant')
  if (look.url?.listed) return allow('url.listed', 'The host is on your list.', 'grant')
  return pass('grant.none', 'No earlier answer covers it.')
}

const dangerous: Judge = (call, { settings }, { analysis, words }) => {
  if ((call.tool === 'write' || call.tool === 'edit') && runsLater(call.arguments.path)) {
    return ask('danger.runs-later', 'Other programs run or obey this file later.', 'grant', 'auto')
  }
  if (!analysis) return pass('danger.other', 'Not a command.')
  if (analysis.verdict === 'ask')
    return ask(analysis.ruleId, analysis.reasons[0] ?? 'This command can do harm.', 'grant', 'auto')
  const hit = words.map(line => firstPattern(settings.patterns.dangerous, line)).find(found => found !== null)
  if (hit) return ask('user.dangerous-pattern', `Your pattern ${hit.pattern} asks about this.`, 'grant', 'auto')
  return pass('danger.none', 'An everyday command.')
}

const outward: Judge = (_call, { settings }, { category }) => {
  if (category === null) return pass('outward.command', 'Commands are judged by what they run.')
  const rule = own(settings.matrix, category)
  if (rule === 'free') return pass(`outward.${category}`, 'Your matrix lets this pass.')
  if (rule === 'ask') return ask(`outward.${category}`, WHAT[category], 'grant', 'auto')
  if (rule === 'approve') return ask(`outward.${category}`, WHAT[category], 'auto')
  return deny(`outward.${category}`, 'Your matrix refuses this.')
}

const WHAT = {
  'read-files': 'It reads files.',
  'search-memory': 'It searches memory.',
  'write-files': 'It changes files.',
  web: 'It reaches the web.',
  'send-known': 'It sends something to somebody.',
  'send-new': 'It sends something to somebody new.',
  'other-session': 'It speaks to another session.',
  schedule: 'It changes what runs later by itself.',
  mcp: 'It calls a tool of an MCP server.',
} as const

const reachesOut = ({ categories, segments }: CommandAnalysis): boolean =>
  categories.some(category => category === 'network' || category === 'unknown') || segments.some(talksToNetwork)

const taint: Judge = (call, { privateInReach }, { analysis }) => {
  if (!call.tainted) return pass('taint.clean', 'The session has read nothing of strangers.')
  if (!privateInReach) return pass('taint.nothing-private', 'Nothing private is within reach.')
  if (!leavesMachine(call, analysis !== null && reachesOut(analysis)))
    return pass('taint.stays', 'Nothing leaves the machine.')
  return ask('taint.leaves', 'The session has read text of strangers and this could carry private data away.')
}

const mode: Judge = (_call, { settings }) => {
  if (settings.approvalMode === 'ask') return pass('mode.ask', 'Dangerous calls ask, others do not.')
  if (settings.approvalMode === 'auto') return allow('mode.auto', 'Approvals are switched off.', 'auto')
  return ask('mode.strict', 'In strict mode every call asks.')
}

const limits: Judge = (call, { settings, calls }) => {
  const full = fullWindow(calls, own(settings.limits.agents, call.agent) ?? settings.limits.everyAgent)
  return full
    ? deny(`limits.${full.window}`, `${call.agent} made its ${full.most} calls of this ${full.window} already.`)
    : pass('limits.room', 'Within the limits.')
}

/** The layers in the order in which every call passes them; `headless` follows from their result. */
export const LAYERS: readonly (readonly [Layer, Judge])[] = [
  ['lockdown', lockdown],
  ['read-only', readOnly],
  ['shell-mode', shellMode],
  ['memory', memory],
  ['ceiling-global', ceilingGlobal],
  ['ceiling-agent', ceilingAgent],
  ['ceiling-sandbox', ceilingSandbox],
  ['ceiling-audience', ceilingAudience],
  ['audience', audience],
  ['mcp', mcp],
  ['hard-deny', hardDeny],
  ['standing-deny', standingDeny],
  ['paths', paths],
  ['network', network],
  ['grants', grants],
  ['dangerous', dangerous],
  ['outward', outward],
  ['taint', taint],
  ['mode', mode],
  ['limits', limits],
]
