import { describe, expect, it } from 'vitest'
import { type TrayLine, trayView } from '../../../src-main/app/core/tray-view.ts'
import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { anApproval } from '../../kit/an-approval.ts'

const status: KeeperStatus = {
  version: '0.1.0',
  startedAt: 1,
  gateway: { state: 'running', since: 1, pid: 1, reason: null, restarts: 0, nextTryAt: null, lastLines: [] },
  pending: 0,
  lockdown: null,
  conditions: [],
  sandbox: 'Docker',
  model: 'Practice model',
  pinSet: true,
  elevations: [],
}
const labels = (lines: readonly TrayLine[]): string[] =>
  lines.flatMap(line => {
    if (line.kind === 'line') return ['--']
    if (line.kind === 'menu') return [line.label, ...labels(line.lines).map(label => `  ${label}`)]
    return [line.label]
  })

describe('the tray', () => {
  it('shows a calm house', () => {
    const view = trayView(status, [])
    expect(view).toMatchObject({ look: 'running', tooltip: 'Gatehouse: Running' })
    expect(labels(view.lines)).toEqual([
      'Gatehouse: Running',
      '--',
      'Open Gatehouse',
      'Copy a dashboard link',
      '--',
      'Stop everything',
      'Stop the gateway',
      'Quit Gatehouse',
    ])
  })

  it('shows what waits, with Deny before Approve', () => {
    const view = trayView(status, [anApproval()])
    expect(view).toMatchObject({ look: 'attention', tooltip: 'Gatehouse: Running, 1 waiting for you' })
    expect(labels(view.lines).slice(2, 7)).toEqual([
      'Answer 1 waiting…',
      'rm -rf build',
      '  Deny',
      '  Approve once',
      '  Show all of it…',
    ])
  })

  it('shows which conversation runs without a sandbox and until when, and the way back', () => {
    const until = new Date(2026, 10, 21, 15, 30).getTime()
    const one = { sessionId: 's1', title: 'Fix the printer', agent: 'main', by: 'you', from: until - 60_000, until }
    const view = trayView({ ...status, elevations: [one] }, [])
    expect(view.tooltip).toBe('Gatehouse: Running, running on this machine without a sandbox')
    expect(labels(view.lines).slice(2, 4)).toEqual([
      'On this machine until 15:30: Fix the printer',
      '  Back into the sandbox',
    ])
  })

  it.each([
    ['a high risk', { risk: 'high' as const }],
    ['a command that does not fit', { shown: `rm -rf ${'x'.repeat(80)}` }],
    ['a command of two lines', { shown: 'ls\nrm -rf ~' }],
    ['a command with a character that cannot be seen', { shown: 'rm \u202e-rf build' }],
    ['a command with a look-alike letter', { shown: 'rm -rf \u0430' }],
  ])('never offers to approve %s from a menu', (_name, more) => {
    expect(labels(trayView(status, [anApproval(more)]).lines)).not.toContain('  Approve once')
  })

  it('binds what it offers to the digest that was shown', () => {
    const menu = trayView(status, [anApproval()]).lines.find(line => line.kind === 'menu')
    expect(menu).toMatchObject({
      lines: [
        { act: { do: 'deny', id: 'q1', digest: 'a'.repeat(64) } },
        { act: { do: 'approve', id: 'q1', digest: 'a'.repeat(64) } },
        {},
      ],
    })
  })

  it('leads from a lockdown to the page where it is lifted, and lifts nothing itself', () => {
    const locked = { ...status, lockdown: { since: 1, level: 'all' as const, reason: 'x', by: 'you' } }
    const lift = trayView(locked, []).lines.find(line => line.kind === 'act' && line.label === 'Lift the lockdown…')
    expect(lift).toMatchObject({ act: { do: 'open', page: '/incidents' } })
  })

  it.each([
    [{ ...status, gateway: { ...status.gateway, state: 'stopped' as const } }, 'stopped', 'Start the gateway'],
    [{ ...status, gateway: { ...status.gateway, state: 'gave-up' as const } }, 'stopped', 'Start the gateway'],
    [
      { ...status, lockdown: { since: 1, level: 'all' as const, reason: 'x', by: 'you' } },
      'locked',
      'Lift the lockdown…',
    ],
  ])('has another look for another state', (state, look, act) => {
    const view = trayView(state, [])
    expect(view.look).toBe(look)
    expect(labels(view.lines)).toContain(act)
  })
})
