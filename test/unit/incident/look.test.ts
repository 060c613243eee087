import { describe, expect, it } from 'vitest'
import type { Target } from '../../../src-main/incident/core/inventory.ts'
import { lookAgain } from '../../../src-main/incident/node/look.ts'
import { startTimeOf } from '../../../src-main/kit/node/process-look.ts'
import { describeWhere } from '../../kit/needs.ts'

/** What a look finds of these, when every stream is open or every stream is closed. */
function look(targets: readonly Target[], streams: 'open' | 'closed') {
  const { gone, unknown, alive } = lookAgain(1, targets, null, new Map(), () => streams === 'open')
  return { gone, unknown, alive: alive.map(one => one.name) }
}

const gone: Target = {
  id: 'box',
  kind: 'host-commands',
  name: 'box',
  pid: 2 ** 22 + 1, // beyond every process number there is
  startedAt: '1',
  pidNamespace: null,
}
const here: Target = { ...gone, pid: process.pid, startedAt: startTimeOf(process.pid) }
const terminal: Target = {
  id: 't',
  kind: 'terminal',
  name: 'terminal',
  pid: null,
  startedAt: null,
  pidNamespace: null,
  within: 'box',
}

describeWhere(process.platform === 'linux' ? null : 'needs /proc')('a look at a terminal', () => {
  it('calls it gone when what it runs in is gone, whatever its stream says', () => {
    expect(look([gone, terminal], 'open')).toEqual({ gone: ['box', 't'], unknown: [], alive: [] })
  })

  it('does not take the end of its stream for its end while what it runs in lives', () => {
    expect(look([here, terminal], 'closed')).toEqual({ gone: [], unknown: ['t'], alive: ['box'] })
  })
})

describe('a terminal whose sandbox is off the roll already', () => {
  it.each([
    ['open', { gone: [], unknown: ['t'], alive: [] }],
    ['closed', { gone: ['t'], unknown: [], alive: [] }],
  ] as const)('is judged by its stream: %s', (streams, expected) => {
    expect(look([terminal], streams)).toEqual(expected)
  })
})
