import { describe, expect, it } from 'vitest'
import type { KillLevel } from '../../../src-main/contract/model/incident.ts'
import { affected, type Inventory, nothingRuns, type Target } from '../../../src-main/incident/core/inventory.ts'
import { planKill } from '../../../src-main/incident/core/plan-kill.ts'

const target = (kind: Target['kind'], pid: number | null = 100): Target => ({
  id: `${kind}-1`,
  kind,
  name: `the ${kind}`,
  pid,
  startedAt: pid === null ? null : '7',
  pidNamespace: null,
})
const gateway = target('gateway')
const container = target('container')
const walled = target('process-sandbox')
const host = target('host-commands')
const remote = target('remote', null)
const tunnel = target('process')
const busy: Inventory = {
  targets: [gateway, container, walled, host, remote, tunnel],
  held: { all: '/set', commands: '/set/commands' },
}

describe('planning a kill', () => {
  it('orders the steps: the kernel first, streams next, the engine for those still open, recorded inits last', () => {
    expect(planKill('all', busy)).toEqual({
      level: 'all',
      targets: busy.targets,
      steps: [
        { do: 'kill-held-set', atMs: 0, set: '/set' },
        { do: 'end-gateway', atMs: 0 },
        { do: 'kill-inits', atMs: 0, targets: [gateway, container, walled, tunnel] },
        { do: 'end-streams', atMs: 0, targets: [container, walled, host, remote] },
        { do: 'cut-network', atMs: 0 },
        { do: 'deny-approvals', atMs: 0 },
        { do: 'kill-containers', atMs: 150, timeoutMs: 1_000, targets: [container] },
        { do: 'kill-inits', atMs: 1_150, targets: [container, walled, host] },
      ],
    })
  })

  it.each<[KillLevel, Target[]]>([
    ['tools', [container, walled, host, remote, tunnel]],
    ['network', [gateway, host, remote, tunnel]],
    ['all', [gateway, container, walled, host, remote, tunnel]],
  ])('ends at level %s what that level reaches', (level, expected) => {
    expect(affected(level, busy)).toEqual(expected)
  })

  it.each<[KillLevel, boolean]>([
    ['tools', true],
    ['network', false],
    ['all', true],
  ])('at level %s, ends a terminal in a container: %s; it shares the fate of what it runs in', (level, ends) => {
    const terminal: Target = { ...target('terminal', null), within: container.id }
    const { targets, steps } = planKill(level, { targets: [container, terminal], held: null })
    const streams = steps.flatMap(step => (step.do === 'end-streams' ? step.targets : []))
    expect([targets.includes(terminal), streams.includes(terminal)]).toEqual([ends, ends])
  })

  it('ends a terminal on this machine with the network too: it can speak with the outside', () => {
    const terminal: Target = { ...target('terminal', null), within: host.id }
    expect(affected('network', { targets: [host, terminal], held: null })).toEqual([host, terminal])
  })

  it('leaves the gateway and its set alone when only tools are frozen', () => {
    const { steps } = planKill('tools', busy)
    expect(steps.map(step => step.do)).not.toContain('end-gateway')
    expect(steps.map(step => step.do)).not.toContain('cut-network')
    expect(steps[0]).toEqual({ do: 'kill-held-set', atMs: 0, set: '/set/commands' })
  })

  it.each<KillLevel>(['tools', 'network', 'all'])(
    'answers every question with no at level %s, also when nothing runs',
    level => {
      expect(planKill(level, nothingRuns).steps.map(step => step.do)).toContain('deny-approvals')
    },
  )

  it('asks the engine never before streams had their time', () => {
    const asks = planKill('all', busy).steps.filter(step => step.do === 'kill-containers')
    expect(asks.every(step => step.atMs >= 150)).toBe(true)
  })
})
