import { describe, expect, it } from 'vitest'
import { defaultPolicy, PolicySettings } from '../../../src-main/contract/model/policy.ts'
import { ToolCall } from '../../../src-main/contract/model/tool-call.ts'

const common = {
  id: 'call-1',
  sessionId: 's-1',
  agent: 'main',
  audience: 'owner',
  origin: { door: 'window', direct: true },
  headless: false,
  tainted: false,
}

describe('a tool call at the door', () => {
  it('is taken when the tool and its arguments belong together', () => {
    const call = { ...common, tool: 'exec', arguments: { command: 'ls' } }
    expect(ToolCall.parse(call)).toEqual(call)
  })

  it('names an MCP tool as server/tool', () => {
    const call = { ...common, tool: 'notion/pages.list', arguments: { limit: 3 } }
    expect(ToolCall.parse(call)).toEqual(call)
  })

  it.each([
    ['a tool nobody knows', { ...common, tool: 'launch', arguments: {} }],
    ['arguments of another tool', { ...common, tool: 'exec', arguments: { path: 'a' } }],
    ['a missing audience', { ...common, audience: undefined, tool: 'list', arguments: { path: '.' } }],
    ['an audience nobody knows', { ...common, audience: 'everyone', tool: 'list', arguments: { path: '.' } }],
    ['an extra field', { ...common, approved: true, tool: 'list', arguments: { path: '.' } }],
    ['an MCP name with a path in it', { ...common, tool: 'a/b/c', arguments: {} }],
    ['an MCP name with a blank', { ...common, tool: 'a b/c', arguments: {} }],
  ])('is refused with %s', (_what, call) => {
    expect(ToolCall.safeParse(call).success).toBe(false)
  })
})

describe('the default policy', () => {
  it('is a complete set of settings', () => {
    expect(PolicySettings.parse(defaultPolicy())).toEqual(defaultPolicy())
  })

  it('asks the owner, keeps the shell in the sandbox, and gives strangers nothing', () => {
    const { approvalMode, shellMode, audiences, matrix } = defaultPolicy()
    expect([approvalMode, shellMode, audiences.public.default, matrix['send-new']]).toEqual([
      'ask',
      'sandbox',
      'deny',
      'approve',
    ])
  })
})
