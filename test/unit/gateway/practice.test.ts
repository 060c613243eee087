import { describe, expect, it } from 'vitest'
import { practiceStep } from '../../../src-main/gateway/core/practice.ts'

const user = (text: string) => [{ role: 'user' as const, text }]

describe('the practice model', () => {
  it.each([
    ['run uname -a', 'uname -a'],
    ['Run: ls', 'ls'],
    ['please run `rm -rf build`', 'rm -rf build'],
    ['run ```sh\necho a\necho b\n```', 'echo a\necho b'],
    ['What files are there?', 'ls -la'],
  ])('asks for a command when told: %s', (text, command) => {
    expect(practiceStep(user(text))).toMatchObject({ run: command })
  })

  it('says what it is when it has no rule', () => {
    const step = practiceStep(user('Write me a poem'))
    expect(step).not.toHaveProperty('run')
    expect(step.say).toContain('practice model')
  })

  it('tells what came back, and does not ask for more', () => {
    const step = practiceStep([...user('run ls'), { role: 'assistant', text: '' }, { role: 'tool', text: 'a.txt\n' }])
    expect(step).toEqual({ say: 'It ran. This is what came back:\n\n```\na.txt\n```' })
  })

  it('does not call a refusal a success', () => {
    expect(practiceStep([{ role: 'tool', text: 'Refused: no.' }]).say).toBe('That did not run.\n\nRefused: no.')
  })
})
