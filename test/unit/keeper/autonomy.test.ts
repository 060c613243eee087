import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../src-main/config/node/read-config.ts'
import { asksNothing } from '../../../src-main/keeper/policy-settings.ts'
import { aJudge } from '../../kit/a-judge.ts'
import { aCall } from '../../kit/policy.ts'

const general = (level: string, mode = 'ask') => `policy: { autonomy: ${level} }\napprovals: { mode: ${mode} }\n`
const own = (level: string) => `agents: { main: { model: practice, autonomy: ${level} } }\n`

describe('how much an agent does alone', () => {
  it.each<[string, string, string, string]>([
    ['supervised', general('supervised'), 'allow', 'ask'],
    ['only looking', general('readonly'), 'deny', 'deny'],
    ['free', general('full'), 'allow', 'allow'],
    ['free where every call was to ask', general('full', 'strict'), 'ask', 'ask'],
    ['only looking by its own level', own('readonly'), 'deny', 'deny'],
    ['free by its own level', own('full'), 'allow', 'allow'],
    ['supervised by its own level where others only look', general('readonly') + own('supervised'), 'allow', 'ask'],
    ['only looking by its own level where others are free', general('full') + own('readonly'), 'deny', 'deny'],
  ])('%s', async (_name, config, everyday, dangerous) => {
    await using kit = await aJudge(config)
    const verdict = async (command: string) => (await kit.judge.judge(aCall('exec', { command }))).decision.verdict
    expect([await verdict('ls'), await verdict('rm -rf build')]).toEqual([everyday, dangerous])
    expect(await verdict('sudo reboot')).toBe('deny')
  })

  it.each<[string, boolean]>([
    [general('supervised'), false],
    [general('supervised', 'auto'), true],
    [general('full'), true],
    [general('full', 'strict'), false],
    [own('full'), true],
    [general('full') + own('supervised'), false],
  ])('%j makes people told that approvals are off: %s', (text, told) => {
    const reading = readConfig(text)
    if (reading.status === 'invalid') throw new Error(JSON.stringify(reading.problems))
    expect(asksNothing(reading.config)).toBe(told)
  })
})
