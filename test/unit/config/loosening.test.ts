import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directionPatterns, ruleFor } from '../../../src-main/config/core/directions.ts'
import type { Plain } from '../../../src-main/config/core/layers.ts'
import { compareConfigs, stricterOf } from '../../../src-main/config/core/loosening.ts'
import { configSchema, type SchemaNode } from '../../../src-main/config/core/schema-tree.ts'
import { settleConfig } from '../../../src-main/config/core/settle-config.ts'
import { validateConfig } from '../../../src-main/config/core/validate-config.ts'
import { Config } from '../../../src-main/contract/model/config.ts'

const nest = (path: readonly string[], value: Plain): Plain =>
  path.reduceRight<Plain>((inner, key) => ({ [key]: inner }), value)

/** The direction of one place, where `undefined` is "not there" in a map that is. */
function direction(path: string, before: Plain | undefined, after: Plain | undefined): string | undefined {
  const keys = path.split('.')
  const wrap = (value: Plain | undefined) => (value === undefined ? nest(keys.slice(0, -1), {}) : nest(keys, value))
  return compareConfigs(wrap(before), wrap(after))[0]?.direction
}

describe('a change', () => {
  it.each<[string, Plain | undefined, Plain | undefined, string]>([
    ['approvals.mode', 'ask', 'auto', 'loosens'],
    ['approvals.mode', 'ask', 'strict', 'tightens'],
    ['approvals.mode', 'ask', 'whatever', 'loosens'],
    ['approvals.doNotDisturb', false, true, 'neutral'],
    ['approvals.expiresAfterSeconds', 300, 60, 'tightens'],
    ['approvals.expiresAfterSeconds', 60, 300, 'loosens'],
    ['policy.readOnly', true, false, 'loosens'],
    ['policy.network.allow', null, ['a.com'], 'tightens'],
    ['policy.network.allow', ['a.com'], null, 'loosens'],
    ['policy.network.allow', ['a.com'], ['a.com', 'b.com'], 'loosens'],
    ['policy.network.allow', ['a.com', 'b.com'], ['b.com'], 'tightens'],
    ['policy.network.allow', ['a.com'], ['b.com'], 'loosens'],
    ['policy.network.deny', ['a.com', 'b.com'], ['b.com', 'a.com'], 'neutral'],
    ['policy.tools.allow', ['*'], ['exec'], 'tightens'],
    ['policy.tools.allow', ['exec'], ['*'], 'loosens'],
    ['policy.network.deny', ['a.com'], [], 'loosens'],
    ['policy.network.deny', [], ['a.com'], 'tightens'],
    ['policy.outward.web', 'ask', 'free', 'loosens'],
    ['policy.audiences.public.default', 'deny', 'approval', 'loosens'],
    ['agents.main.sandbox.backend', 'docker', 'host', 'loosens'],
    ['agents.main.sandbox.backend', 'docker', 'ssh', 'loosens'],
    ['agents.main.sandbox.network.allow', [], ['evil.example'], 'loosens'],
    ['agents.other', undefined, { model: 'x' }, 'loosens'],
    ['agents.other', { model: 'x' }, undefined, 'tightens'],
    ['agents.main.workspace', '/a', '/b', 'loosens'],
    ['models.main.baseUrl', 'https://a', 'https://b', 'loosens'],
    ['models.main.key', undefined, 'secret:X', 'loosens'],
    ['access.admins', ['telegram:1'], ['telegram:1', 'telegram:2'], 'loosens'],
    ['audit.retentionDays', 365, 30, 'loosens'],
    ['redaction.patterns', [{ name: 'a', pattern: 'b' }], [], 'loosens'],
    ['something.nobody.thought.of', 1, 2, 'loosens'],
  ])('of %s from %j to %j %s', (path, before, after, expected) => {
    expect(direction(path, before, after)).toBe(expected)
  })

  it('that loosens comes first in a diff', () => {
    const before = { approvals: { mode: 'ask', expiresAfterSeconds: 300 } }
    const after = { approvals: { mode: 'auto', expiresAfterSeconds: 60 } }
    expect(compareConfigs(before, after).map(change => change.path)).toEqual([
      'approvals.mode',
      'approvals.expiresAfterSeconds',
    ])
  })
})

describe('the table of directions', () => {
  /** Settings whose direction cannot be known in general: a change of these always costs a question. */
  const knownUnknown = [
    // Which machine commands run on is never a matter of more or less.
    'agents.*.sandbox.ssh.host',
    'agents.*.sandbox.ssh.port',
    'agents.*.sandbox.ssh.user',
    'agents.*.sandbox.ssh.hostKey',
    'agents.*.sandbox.ssh.keyFile',
    'agents.*.sandbox.remoteDocker',
    'agents.*.sandbox.hostUser',

    'version',
    'gateway.defaultAgent',
    'models.*.provider',
    'models.*.model',
    'models.*.baseUrl',
    'models.*.key',
    'models.*.fallbacks',
    'agents.*.model',
    'agents.*.workspace',
    'agents.*.instructions',
    'agents.*.sandbox.image',
  ]

  it('names every setting of the schema, or the setting is listed here as one that always asks', () => {
    const missing = leaves(configSchema(), []).filter(path => !ruleFor(path.split('.')) && !knownUnknown.includes(path))
    expect(missing).toEqual([])
  })

  it('has no line for a setting that does not exist', () => {
    const all = leaves(configSchema(), [])
    const stale = directionPatterns.filter(pattern => {
      const shape = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}($|\\.)`)
      return !all.some(path => shape.test(path))
    })
    expect(stale).toEqual([])
  })
})

function leaves(node: SchemaNode, path: readonly string[]): string[] {
  const children: [string, SchemaNode][] = Object.entries(node.properties ?? {})
  const open = node.additionalProperties
  if (typeof open === 'object') {
    const keys = node.propertyNames?.enum?.map(String) ?? ['*']
    children.push(...keys.map((key): [string, SchemaNode] => [key, open]))
  }
  return children.length === 0 ? [path.join('.')] : children.flatMap(([key, child]) => leaves(child, [...path, key]))
}

describe('the stricter of two', () => {
  const words = fc.constantFrom('a', 'b', 'c', '*')
  const sub = fc.array(words, { maxLength: 3 }).map(list => [...new Set(list)])
  const config = fc.record({
    posture: fc.constantFrom('personal', 'team', 'public'),
    approvals: fc.record({
      mode: fc.constantFrom('auto', 'ask', 'strict'),
      expiresAfterSeconds: fc.integer({ min: 10, max: 86_400 }),
    }),
    policy: fc.record({
      shell: fc.constantFrom('off', 'sandbox', 'host'),
      readOnly: fc.boolean(),
      tools: fc.record({ allow: sub, deny: sub }),
      network: fc.record({ allow: fc.oneof(fc.constant(null), sub), deny: sub }),
      audiences: fc.constant({
        owner: { default: 'auto', tools: {} },
        team: { default: 'approval', tools: {} },
        public: { default: 'deny', tools: {} },
      }),
    }),
    access: fc.record({ admins: fc.uniqueArray(fc.constantFrom('t:1', 't:2', 't:3')) }),
    agents: fc.record({
      main: fc.record({
        model: fc.constant('practice'),
        sandbox: fc.record({ backend: fc.constantFrom('docker', 'host', 'process', 'ssh') }),
      }),
    }),
  })
  const whole = config.map(written => {
    const validation = validateConfig(written as Plain)
    if (validation.status === 'invalid') throw new Error(JSON.stringify(validation.misfits))
    return validation.config
  })
  const plain = (value: Config): Plain => JSON.parse(JSON.stringify(value))

  it('is never looser than what was accepted, and as strict as what is outside wherever that is stricter', () => {
    fc.assert(
      fc.property(whole, whole, (accepted, outside) => {
        const { config: settled } = settleConfig(accepted, outside)
        expect(
          compareConfigs(plain(accepted), plain(settled)).filter(change => change.direction === 'loosens'),
        ).toEqual([])
        const wanted = compareConfigs(plain(accepted), plain(outside)).filter(change => change.direction === 'tightens')
        const left = compareConfigs(plain(settled), plain(outside)).filter(change => change.direction === 'tightens')
        expect(wanted.filter(({ path }) => left.some(change => change.path === path))).toEqual([])
        expect(Config.safeParse(settled).success).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('is the accepted one when both are the same, and settles in one step', () => {
    fc.assert(
      fc.property(whole, whole, (accepted, outside) => {
        expect(stricterOf(plain(accepted), plain(accepted))).toEqual(plain(accepted))
        const once = stricterOf(plain(accepted), plain(outside))
        expect(stricterOf(once, plain(outside))).toEqual(once)
      }),
    )
  })
})
