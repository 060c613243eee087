import { expect, it } from 'vitest'
import { crashFacts } from '../../../src-main/supervisor/core/crash-facts.ts'

const version = (id: number) => ({ id, at: `2026-11-0${id}T00:00:00Z`, by: 'window', why: `change ${id}` })

it('names the last change of the settings and the command that goes one step back, in whatever order they come', () => {
  const expected = {
    reason: 'It crashed.',
    lastChange: '2026-11-03T00:00:00Z by window: change 3',
    goodVersion: '2',
    oneStepBack: 'gatehouse config restore 2',
  }
  expect(crashFacts('It crashed.', [version(1), version(2), version(3)])).toEqual(expected)
  expect(crashFacts('It crashed.', [version(3), version(1), version(2)])).toEqual(expected)
})

it.each([[[]], [[version(1)]]])('offers no way back where there is none', versions => {
  expect(crashFacts('It crashed.', versions)).toEqual({ reason: 'It crashed.' })
})
