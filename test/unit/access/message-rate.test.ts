import { describe, expect, it } from 'vitest'
import { recentFlows, silence, takeMessage } from '../../../src-main/access/core/message-rate.ts'

/** Sends a message at each of these seconds, two a minute being the most, and says what became of each. */
function send(...seconds: number[]): string {
  let flow = silence
  return seconds
    .map(second => {
      const taking = takeMessage(flow, second * 1000, 2)
      flow = taking.flow
      return taking.taken ? 'taken' : taking.firstRefused ? 'told' : 'refused'
    })
    .join(' ')
}

describe('the messages of one sender', () => {
  it.each([
    ['as many as the limit', [0, 1], 'taken taken'],
    ['one more, which is told, and further ones, which are not told again', [0, 1, 2, 3], 'taken taken told refused'],
    ['again once a minute has passed', [0, 1, 59, 60, 60.5, 61], 'taken taken told taken told taken'],
    ['a sender who kept trying: what was refused is not counted', [0, 1, 30, 45, 61], 'taken taken told refused taken'],
    ['after the clock was set back by an hour', [3600, 3601, 10, 11, 12], 'taken taken taken taken told'],
  ])('%s', (_name, seconds, expected) => {
    expect(send(...seconds)).toBe(expected)
  })
})

it('those who were silent for a minute, or wrote in a future that was set back, are forgotten', () => {
  const flows = new Map(
    [10_000, 39_999, 40_001, 100_000, 100_001].map(time => [`at ${time}`, { times: [time], told: false }]),
  )
  expect([...recentFlows(flows, 100_000).keys()]).toEqual(['at 40001', 'at 100000'])
})
