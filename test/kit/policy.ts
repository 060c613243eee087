import type { CommandAnalysis } from '../../src-main/contract/model/decision.ts'
import { defaultPolicy, type PolicySettings } from '../../src-main/contract/model/policy.ts'
import type { ToolCall } from '../../src-main/contract/model/tool-call.ts'
import type { PolicyFacts, ShellReader } from '../../src-main/policy/core/facts.ts'

type Tool = ToolCall['tool']
type ArgumentsOf<T extends Tool> = Extract<ToolCall, { tool: T }>['arguments']

/** A call of the owner from the window, with what the test says instead. */
export function aCall<T extends Exclude<Tool, `${string}/${string}`>>(
  tool: T,
  args: ArgumentsOf<T>,
  more: Partial<Omit<ToolCall, 'tool' | 'arguments'>> = {},
): ToolCall {
  const call = {
    id: 'call-1',
    sessionId: 's-1',
    agent: 'main',
    audience: 'owner',
    origin: { door: 'window', direct: true },
    headless: false,
    tainted: false,
    ...more,
    tool,
    arguments: args,
  }
  return call as ToolCall
}

/** A call of a tool of an MCP server. */
export function anMcpCall(tool: `${string}/${string}`, digest?: string, more: Partial<ToolCall> = {}): ToolCall {
  const call = { ...aCall('list', { path: '.' }), ...more, tool, arguments: {} }
  return (digest === undefined ? call : { ...call, descriptionDigest: digest }) as ToolCall
}

/** An analysis that says one thing about one command. */
export function anAnalysis(
  verdict: CommandAnalysis['verdict'],
  command: string,
  more: Partial<CommandAnalysis> = {},
): CommandAnalysis {
  const words = command.split(' ').map(text => ({ text, literal: true }))
  return {
    verdict,
    layer: 'commands',
    ruleId: `test.${verdict}`,
    reasons: verdict === 'allow' ? [] : [`The fake reader says ${verdict}.`],
    segments: [
      {
        argv: words,
        program: words[0]?.text ?? null,
        display: command,
        redirects: [],
        env: [],
        verdict,
        ruleId: `test.${verdict}`,
        reasons: [],
        categories: [],
        via: [],
      },
    ],
    categories: [],
    bindable: true,
    scripts: [],
    suggested: null,
    ...more,
  }
}

/** A reader that takes the first word for its verdict: `deny x`, `ask x`, `net x`, `throw`, else everyday. */
export const fakeShell: ShellReader = {
  analyse: ({ command }) => {
    if (command.startsWith('throw')) throw new Error('the reader broke down')
    if (command.startsWith('deny')) return anAnalysis('deny', command)
    if (command.startsWith('net')) return anAnalysis('allow', command, { categories: ['network'] })
    if (command.startsWith('ask')) {
      return anAnalysis('ask', command, {
        suggested: { path: '/usr/bin/ask', args: ['x'], words: 'main may run ask x.' },
      })
    }
    return anAnalysis('allow', command)
  },
  covers: ({ analysis, entries }) =>
    analysis.verdict !== 'deny' && entries.some(entry => entry.path === `/usr/bin/${analysis.segments[0]?.program}`),
}

/** Facts of a quiet afternoon: defaults, nothing used up, everything private within reach. */
export function facts(settings: Partial<PolicySettings> = {}, more: Partial<PolicyFacts> = {}): PolicyFacts {
  return {
    settings: { ...defaultPolicy(), ...settings },
    policyVersion: 'v1',
    now: 1_000_000,
    lockdown: false,
    world: {
      os: 'linux',
      home: '/home/dev',
      user: 'dev',
      workspace: '/home/dev/app',
      dataFolder: '/home/dev/.gatehouse',
      caseInsensitive: false,
      links: {},
      hardlinks: {},
      shell: 'bash',
      programs: {},
    },
    sandbox: null,
    dns: { 'example.com': ['93.184.216.34'] },
    calls: { minute: 0, hour: 0, day: 0 },
    elevations: [],
    privateInReach: true,
    ...more,
  }
}
