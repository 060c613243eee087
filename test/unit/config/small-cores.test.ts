import { describe, expect, it } from 'vitest'
import { configDocs } from '../../../src-main/config/core/config-docs.ts'
import { firstConfigText } from '../../../src-main/config/core/first-config.ts'
import { judgeFile } from '../../../src-main/config/core/judge-file.ts'
import { layer, same, valueAt } from '../../../src-main/config/core/layers.ts'
import { compareConfigs } from '../../../src-main/config/core/loosening.ts'
import { needsRestart } from '../../../src-main/config/core/reload.ts'
import { configSchema, nodeAt } from '../../../src-main/config/core/schema-tree.ts'
import { validateConfig } from '../../../src-main/config/core/validate-config.ts'
import { readConfig } from '../../../src-main/config/node/read-config.ts'
import { Posture } from '../../../src-main/contract/model/policy.ts'

const US = 1000

describe('the rights of a file', () => {
  it.each([
    ['ours, 0600', { kind: 'file', mode: 0o600, uid: US, readable: true }, US, null],
    ['ours, tighter', { kind: 'file', mode: 0o400, uid: US, readable: true }, US, null],
    [
      'readable by the group',
      { kind: 'file', mode: 0o640, uid: US, readable: true },
      US,
      ['others-can-read', 'tighten'],
    ],
    ['writable by all', { kind: 'file', mode: 0o606, uid: US, readable: true }, US, ['others-can-write', 'tighten']],
    [
      'a folder open to all',
      { kind: 'folder', mode: 0o755, uid: US, readable: true },
      US,
      ['others-can-read', 'tighten'],
    ],
    ["root's, readable", { kind: 'file', mode: 0o444, uid: 0, readable: true }, US, ['foreign-owner', 'replace']],
    ["root's, closed", { kind: 'file', mode: 0o400, uid: 0, readable: false }, US, ['foreign-owner', 'person']],
    ["root's folder", { kind: 'folder', mode: 0o700, uid: 0, readable: true }, US, ['foreign-owner', 'person']],
    [
      "a person's, and we are root",
      { kind: 'file', mode: 0o600, uid: US, readable: true },
      0,
      ['foreign-owner', 'take-over'],
    ],
    ['a link', { kind: 'other', mode: 0o777, uid: US, readable: true }, US, ['not-a-plain-file', 'person']],
  ] as const)('%s', (_, facts, us, expected) => {
    const finding = judgeFile(facts, us)
    expect(finding && [finding.problem, finding.repair]).toEqual(expected)
  })
})

it('takes effect at once, or says that it waits for a restart', () => {
  expect(
    needsRestart(['approvals.mode', 'dashboard.port', 'dashboard.enabled', 'gateway.logLevel', 'audit.rotateAfterMb']),
  ).toEqual(['dashboard.port'])
})

describe('the documentation', () => {
  it('says of every setting what it means', () => {
    const silent = configDocs()
      .split('\n')
      .slice(2)
      .map(row => row.split(' | '))
      .filter(
        ([name = '', kind, , meaning = '']) =>
          kind !== 'map' && !name.endsWith('>`') && meaning.replace('|', '').trim() === '',
      )
    expect(silent).toEqual([])
  })

  it('knows what may stand at a path', () => {
    expect(nodeAt(configSchema(), ['approvals', 'mode'])?.enum).toEqual(['ask', 'strict', 'auto'])
    expect(nodeAt(configSchema(), ['agents', 'any', 'sandbox', 'binds', '0', 'mode'])?.enum).toEqual(['ro', 'rw'])
    expect(nodeAt(configSchema(), ['approvals', 'constructor'])).toBeNull()
  })
})

describe('postures', () => {
  it.each(Posture.options)('%s is a valid config by itself', posture => {
    expect(validateConfig({ posture })).toMatchObject({ status: 'valid', config: { posture } })
  })

  it('get stricter from personal over team to public', () => {
    const of = (posture: string) => {
      const validation = validateConfig({ posture })
      if (validation.status === 'invalid') throw new Error(posture)
      return JSON.parse(JSON.stringify(validation.config))
    }
    for (const [loose, strict] of [
      ['personal', 'team'],
      ['team', 'public'],
    ] as const) {
      const loosened = compareConfigs(of(loose), of(strict)).filter(change => change.direction === 'loosens')
      // The public posture lets strangers search and be answered; that is what it is for.
      expect(
        loosened.map(change => change.path).filter(path => !path.startsWith('policy.audiences.public.tools.')),
      ).toEqual([])
    }
  })

  it('never win over what a person wrote', () => {
    expect(validateConfig({ posture: 'public', approvals: { mode: 'ask' } })).toMatchObject({
      config: { approvals: { mode: 'ask' }, policy: { shell: 'off' } },
    })
  })
})

describe('layers', () => {
  it('merge maps and replace everything else', () => {
    expect(layer({ a: { x: 1, y: [1, 2] }, b: 1 }, { a: { y: [3] }, c: null })).toEqual({
      a: { x: 1, y: [3] },
      b: 1,
      c: null,
    })
  })

  it('see own keys only', () => {
    expect(valueAt({ a: [{ b: 1 }] }, ['a', '0', 'b'])).toBe(1)
    expect(valueAt({}, ['toString'])).toBeUndefined()
    expect(same({ toString: 1 }, {})).toBe(false)
  })
})

it('the first config is valid, and says in itself where to read on', () => {
  expect(readConfig(firstConfigText())).toMatchObject({ status: 'valid' })
  expect(firstConfigText()).toContain('gatehouse config docs')
  expect(readConfig(firstConfigText().replaceAll('\n', '\r\n'))).toMatchObject({ status: 'valid' })
})
