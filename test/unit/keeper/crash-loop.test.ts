import { afterEach, beforeEach, expect, it } from 'vitest'
import { statusLines, statusNow } from '../../../src-main/cli/status.ts'
import { aKeeper, type KeeperInProcess } from '../../kit/a-keeper.ts'

let house: KeeperInProcess
beforeEach(async () => {
  house = await aKeeper()
})
afterEach(() => house.close())

it('after a crash loop says why, what was printed and changed last, and goes one step back from the terminal', async () => {
  const { keeper, clock, starter, person } = house
  await person.call('config.set', { path: ['approvals', 'pauseAfterDenials'], value: 7 })
  for (let crashes = 1; crashes <= 5; crashes++) {
    await expect.poll(() => starter.started).toBe(crashes)
    starter.print(`Error: model "nope" is not known (try ${crashes})`)
    starter.exit({ code: 1, signal: null })
    await clock.turn(10_000)
  }
  const facts = async () => (await statusNow(person)).conditions.find(one => one.code === 'gateway-gave-up')?.facts
  await expect.poll(async () => (await facts())?.['oneStepBack']).toBeDefined()
  const status = await statusNow(person)
  expect(status.gateway).toMatchObject({
    state: 'gave-up',
    reason: 'It crashed 5 times in a short while. It ended with code 1.',
    lastLines: ['Error: model "nope" is not known (try 5)'],
  })
  const printed = statusLines(status).join('\n')
  expect(printed).toContain('Last change: ')
  expect(printed).toContain('  | Error: model "nope" is not known (try 5)')
  const version = Number(/One step back: gatehouse config restore (\d+)/.exec(printed)?.[1])
  expect(await person.call('config.restore', { id: version })).toMatchObject({ status: 'saved' })
  expect(keeper.house.config.current().approvals.pauseAfterDenials).not.toBe(7)
  await person.call('gateway.start', {})
  await expect.poll(() => starter.started).toBe(6)
})
