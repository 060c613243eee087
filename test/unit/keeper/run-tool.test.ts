import { describe, expect, it } from 'vitest'
import type { ToolCall } from '../../../src-main/contract/model/tool-call.ts'
import { Fault } from '../../../src-main/contract/wire/fault.ts'
import { runTool, type ToolRunner } from '../../../src-main/keeper/run-tool.ts'
import { aJudge } from '../../kit/a-judge.ts'
import { aCall } from '../../kit/policy.ts'

const untouched = { whole: (text: string) => text, stream: () => ({ push: (text: string) => text, end: () => '' }) }

describe('a judged command', () => {
  it.each([
    ['where it was judged to run', 'docker', ['sh -c echo hi']],
    ['and nowhere else, whatever changed in the last moment', 'host', []],
  ] as const)('runs %s', async (_name, found, ran) => {
    await using kit = await aJudge()
    const call = aCall('exec', { command: 'echo hi' }) as ToolCall
    const judged = await kit.judge.judge(call)
    kit.state.choice = { backend: found, why: 'Now.' }
    const runner = {
      sandboxes: kit.sandboxes,
      redaction: async () => untouched,
      defaultTimeoutMs: 1000,
      outputCap: 1000,
    }
    const end = runTool(runner as unknown as ToolRunner, call, judged, new AbortController().signal, () => {})
    if (ran.length > 0) expect(await end).toMatchObject({ outcome: 'done', text: 'hi', exitCode: 0 })
    else await expect(end).rejects.toEqual(new Fault('sandbox-failed', { runs: 'host' }))
    expect(kit.state.asked).toEqual(ran)
  })
})
