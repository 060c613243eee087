import { z } from 'zod'
import { ShellName } from '../../../contract/model/decision.ts'
import { AllowlistEntry, defaultPolicy, type PolicySettings } from '../../../contract/model/policy.ts'
import type { ToolCall } from '../../../contract/model/tool-call.ts'
import type { Decision } from '../../../contract/model/verdict.ts'
import { decide } from '../decide.ts'
import type { CallWorld, PolicyFacts } from '../facts.ts'

/** One line of a command batch: the command and what is special about the place it would run in. */
export const CommandCase = z.looseObject({
  id: z.string(),
  command: z.string(),
  shell: ShellName.default('bash'),
  cwd: z.string().optional(),
  allowlist: z.array(AllowlistEntry).optional(),
  resolve: z.record(z.string(), z.string()).default({}),
  links: z.record(z.string(), z.string()).default({}),
  rules: z.looseObject({ deny: z.array(z.string()).default([]), danger: z.array(z.string()).default([]) }).prefault({}),
})
export type CommandCase = z.infer<typeof CommandCase>

/** Judges one line of a command batch through the whole composition. */
export function judgeCommandCase(one: CommandCase): Decision {
  return decide(...callOf(one))
}

/** One line as the facts and the call that are judged. */
export function callOf(one: CommandCase): [PolicyFacts, ToolCall] {
  const call: ToolCall = {
    id: one.id === '' ? 'case' : one.id,
    sessionId: 'batch',
    agent: 'main',
    audience: 'owner',
    origin: { door: 'cli', direct: true },
    headless: false,
    tainted: false,
    tool: 'exec',
    arguments: { command: one.command, shell: one.shell, ...(one.cwd === undefined ? {} : { cwd: one.cwd }) },
  }
  return [factsOf(one), call]
}

/** A batch asks what the rules say, so nothing is used up and nothing was granted but what the line says. */
function factsOf(one: CommandCase): PolicyFacts {
  return {
    settings: settingsOf(one),
    policyVersion: 'batch',
    now: 0,
    lockdown: false,
    world: worldOf(one),
    sandbox: null,
    dns: {},
    calls: { minute: 0, hour: 0, day: 0 },
    elevations: [],
    privateInReach: false,
  }
}

const policy = defaultPolicy()

/** A line with an allowlist asks whether that list alone lets the command pass: on the host everything else asks. */
function settingsOf(one: CommandCase): PolicySettings {
  const patterns = { ...policy.patterns, deniedCommands: one.rules.deny, dangerousText: one.rules.danger }
  if (!one.allowlist) return { ...policy, patterns }
  return { ...policy, patterns, shellMode: 'host', allowlist: { main: one.allowlist } }
}

function worldOf(one: CommandCase): CallWorld {
  const windows = one.shell === 'powershell' || one.shell === 'cmd'
  const home = windows ? 'C:\\Users\\dev' : '/home/dev'
  return {
    os: windows ? 'windows' : 'linux',
    home,
    user: 'dev',
    workspace: windows ? `${home}\\app` : `${home}/app`,
    dataFolder: windows ? `${home}\\.gatehouse` : `${home}/.gatehouse`,
    links: one.links,
    hardlinks: {},
    shell: one.shell,
    programs: one.resolve,
    programFolder: '/usr/bin',
  }
}
