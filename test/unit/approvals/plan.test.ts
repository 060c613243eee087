import { describe, expect, it } from 'vitest'
import { type BoundPlan, canonical, canonicalPlan, whatChanged } from '../../../src-main/approvals/core/plan.ts'

const plan: BoundPlan = {
  tool: 'exec',
  act: 'sh build.sh',
  cwd: '/workspace',
  env: { A: '1', B: '2' },
  agent: 'main',
  session: 's1',
  sandbox: 'docker',
  program: '/bin/sh',
  scripts: [
    { path: '/workspace/build.sh', sha256: 'a'.repeat(64) },
    { path: '/workspace/lib.sh', sha256: 'b'.repeat(64) },
  ],
  policyVersion: 'p1',
}

describe('the plan an approval binds to', () => {
  it('is one text whatever the order its parts came in', () => {
    const shuffled = { ...plan, env: { B: '2', A: '1' }, scripts: plan.scripts.toReversed() }
    expect(canonicalPlan(shuffled)).toBe(canonicalPlan(plan))
  })

  it.each<[string, Partial<BoundPlan>, string]>([
    ['another tool', { tool: 'write' }, 'the tool'],
    ['another command', { act: 'sh build.sh ' }, 'the command'],
    ['another folder', { cwd: '/tmp' }, 'the folder'],
    ['one more variable', { env: { A: '1', B: '2', PATH: '/evil' } }, 'the environment'],
    ['another agent', { agent: 'reader' }, 'the agent'],
    ['another session', { session: 's2' }, 'the session'],
    ['another sandbox', { sandbox: 'host' }, 'the sandbox'],
    ['another program behind the same name', { program: '/tmp/sh' }, 'the program that would start'],
    ['a rewritten script', { scripts: [{ path: '/workspace/build.sh', sha256: 'c'.repeat(64) }] }, 'a script file'],
    ['another policy', { policyVersion: 'p2' }, 'the policy'],
  ])('is another one with %s', (_name, change, words) => {
    const now = { ...plan, ...change }
    expect(canonicalPlan(now)).not.toBe(canonicalPlan(plan))
    expect(whatChanged(plan, now)).toEqual([words])
  })

  it('cannot be forged by text that looks like another field', () => {
    const a = canonical({ act: 'x","cwd":"/tmp', cwd: '/w' })
    const b = canonical({ act: 'x', cwd: '/tmp' })
    expect(a).not.toBe(b)
  })

  it('has not changed when its scripts only come in another order', () => {
    expect(whatChanged(plan, { ...plan, scripts: plan.scripts.toReversed() })).toEqual([])
  })

  it('names all parts that changed, in one order', () => {
    expect(whatChanged(plan, { ...plan, policyVersion: 'p2', cwd: '/tmp' })).toEqual(['the folder', 'the policy'])
  })
})

describe('the canonical text', () => {
  it.each<[string, unknown, string]>([
    ['a list keeps its order', ['b', 'a', ['c']], '["b","a",["c"]]'],
    ['a list is no object with numbers', { list: ['x'] }, '{"list":["x"]}'],
    ['keys are sorted, at every depth', { b: 1, a: { d: true, c: 'x' } }, '{"a":{"c":"x","d":true},"b":1}'],
    ['nothing at all', null, 'null'],
    ['what JSON has no word for', undefined, 'null'],
    ['an empty list and an empty object', [[], {}], '[[],{}]'],
  ])('%s', (_what, value, text) => expect(canonical(value)).toBe(text))

  it('lists scripts by path', () => {
    expect(canonicalPlan({ ...plan, scripts: plan.scripts.toReversed() })).toContain(
      `"scripts":[{"path":"/workspace/build.sh","sha256":"${'a'.repeat(64)}"},{"path":"/workspace/lib.sh"`,
    )
  })
})
