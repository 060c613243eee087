import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import { afterAll, describe, expect, it } from 'vitest'

const config: { forbidden: { name: string; comment: string }[]; options: ICruiseOptions } = createRequire(
  import.meta.url,
)('../../.dependency-cruiser.cjs')

/** A small house in which every wall is respected. */
const HOUSE = {
  'src-main/contract/model/noun.ts': `import { z } from 'zod'\nexport const noun = z`,
  'src-main/kit/core/pure.ts': `export const pure = 1`,
  'src-main/kit/node/file.ts': `import fs from 'node:fs'\nexport const file = fs`,
  'src-main/policy/core/decide.ts': `import { z } from 'zod'\nimport unbash from 'unbash'\nimport { noun } from '../../contract/model/noun.ts'\nimport { pure } from '../../kit/core/pure.ts'\nexport const decide = [z, unbash, noun, pure]`,
  'src-main/policy/node/load.ts': `import { file } from '../../kit/node/file.ts'\nimport { decide } from '../core/decide.ts'\nexport const load = [file, decide]`,
  'src-main/vault/core/envelope.ts': `import { decide } from '../../policy/core/decide.ts'\nexport const envelope = decide`,
  'src-main/vault/node/keychain.ts': `import keytar from 'keytar'\nexport const keychain = keytar`,
  'src-main/sandbox/node/docker.ts': `import type Docker from 'dockerode'\nexport type Engine = Docker`,
  'src-main/supervisor/electron/start.ts': `import electron from 'electron'\nexport const start = electron`,
  'src-main/keeper/build.ts': `import { keychain } from '../vault/node/keychain.ts'\nimport { load } from '../policy/node/load.ts'\nexport const build = [keychain, load]`,
  'src-main/app/entry.ts': `import electron from 'electron'\nimport { build } from '../keeper/build.ts'\nimport { start } from '../supervisor/electron/start.ts'\nvoid [electron, build, start]`,
  'src-main/cli/entry.ts': `import { build } from '../keeper/build.ts'\nvoid build`,
  'src-main/gateway/entry.ts': `import { file } from '../kit/node/file.ts'\nimport { decide } from '../policy/core/decide.ts'\nvoid [file, decide]`,
  'src-preload/entry.ts': `import electron from 'electron'\nimport type { noun } from '../src-main/contract/model/noun.ts'\nexport const bridge: [unknown, typeof noun?] = [electron]`,
  'src-renderer/entry.tsx': `import react from 'react'\nimport { noun } from '../src-main/contract/model/noun.ts'\nexport const page = [react, noun]`,
}

/** One violation for each rule: in the file on the left, this import. Type imports count as much as others. */
const VIOLATIONS: Record<string, readonly [file: string, code: string][]> = {
  'no-cycles': [
    ['src-main/audit/core/a.ts', `import type { B } from './b.ts'\nexport type A = B`],
    ['src-main/audit/core/b.ts', `import type { A } from './a.ts'\nexport type B = A`],
  ],
  'contract-imports-zod-only': [['src-main/contract/model/bad.ts', `import '../../kit/core/pure.ts'`]],
  'core-is-pure': [
    ['src-main/audit/core/node.ts', `import { createHash } from 'node:crypto'\nexport const h = createHash`],
    ['src-main/audit/core/type.ts', `import type { Stats } from 'node:fs'\nexport type S = Stats`],
    ['src-main/audit/core/own-effects.ts', `import '../node/trail.ts'`],
    ['src-main/audit/core/npm.ts', `import ws from 'ws'\nexport const w = ws`],
  ],
  'rooms-meet-in-core': [
    [
      'src-main/audit/node/trail.ts',
      `import type { load } from '../../policy/node/load.ts'\nexport type L = typeof load`,
    ],
  ],
  'policy-stands-on-the-contract': [['src-main/policy/core/asks.ts', `import '../../vault/core/envelope.ts'`]],
  'gateway-has-no-hands': [['src-main/gateway/node/hands.ts', `import '../../policy/node/load.ts'`]],
  'kit-knows-no-room': [['src-main/kit/node/knows.ts', `import '../../policy/core/decide.ts'`]],
  'nobody-imports-an-entry': [['src-main/keeper/starts.ts', `import '../gateway/entry.ts'`]],
  'only-app-and-cli-host-the-keeper': [['src-main/health/node/all.ts', `import '../../keeper/build.ts'`]],
  'gateway-cannot-reach-the-key': [
    ['src-main/gateway/far.ts', `import '../config/core/step.ts'`],
    ['src-main/config/core/step.ts', `import '../../vault/node/keychain.ts'`],
  ],
  'gateway-cannot-reach-docker': [
    ['src-main/gateway/far-docker.ts', `import '../config/core/step-docker.ts'`],
    ['src-main/config/core/step-docker.ts', `import '../../sandbox/node/docker.ts'`],
  ],
  'one-door-to-the-keychain': [
    ['src-main/keeper/direct.ts', `const keytar = require('keytar')\nexport const k = keytar`],
  ],
  'one-door-to-docker': [['src-main/incident/node/kill.ts', `export const kill = () => import('dockerode')`]],
  'electron-stays-in-the-shell': [
    ['src-main/keeper/tray.ts', `import type { Tray } from 'electron'\nexport type T = Tray`],
    ['src-main/cli/store.ts', `import Store from 'electron-store'\nexport const s = Store`],
  ],
  'page-sees-the-contract-only': [['src-renderer/reach.ts', `import '../src-main/policy/core/decide.ts'`]],
  'preload-sees-the-contract-only': [['src-preload/reach.ts', `import '../src-main/policy/core/decide.ts'`]],
  'main-never-imports-the-page': [['src-main/app/page.ts', `import '../../src-renderer/entry.tsx'`]],
  'no-node-in-the-page': [['src-renderer/disk.ts', `import fs from 'node:fs'\nexport const f = fs`]],
  'no-tests-in-the-product': [['src-main/keeper/kit.ts', `import '../../test/kit/fake.ts'`]],
  'main-ships-what-it-imports': [['src-main/keeper/dev.ts', `import fc from 'fast-check'\nexport const f = fc`]],
  'no-barrels': [
    ['src-main/health/core/index.ts', `export const one = 1`],
    ['src-main/health/core/uses-it.ts', `import { one } from './index.ts'\nexport const two = one`],
  ],
  'nothing-unresolved': [['src-main/health/core/lost.ts', `import { gone } from './gone.ts'\nexport const g = gone`]],
}

const PRODUCTION = ['zod', 'unbash', 'ws', 'keytar', 'dockerode', 'electron-store']
const DEVELOPMENT = ['electron', 'react', 'fast-check']

describe('the import rules', () => {
  const trees: string[] = []
  afterAll(() => {
    for (const tree of trees) rmSync(tree, { recursive: true, force: true })
  })

  it('let a well-built house pass', async () => {
    expect(await violationsIn({ ...HOUSE })).toEqual([])
  })

  it('each say how to do it right', () => {
    for (const rule of config.forbidden) expect(rule.comment, rule.name).toMatch(/^.{40,}\.$/s)
  })

  it('each have a seeded violation here', () => {
    expect(Object.keys(VIOLATIONS).sort()).toEqual(config.forbidden.map(rule => rule.name).sort())
  })

  it('each catch their violation', async () => {
    const seeded = Object.fromEntries(Object.values(VIOLATIONS).flat())
    const found = await violationsIn({ ...HOUSE, ...seeded, 'test/kit/fake.ts': 'export const fake = 1' })
    for (const [rule, files] of Object.entries(VIOLATIONS)) {
      const caught = found.filter(violation => violation.rule === rule).map(violation => violation.from)
      const sources = files.map(([file]) => file)
      // A chain or a pair has one file that is guilty and one that only helps.
      expect(caught.filter(from => sources.includes(from)).length, `${rule}: ${caught}`).toBeGreaterThan(0)
      if (rule === 'core-is-pure' || rule === 'electron-stays-in-the-shell')
        expect(caught).toEqual(expect.arrayContaining(sources))
    }
  })

  async function violationsIn(files: Record<string, string>): Promise<{ rule: string; from: string }[]> {
    const tree = mkdtempSync(join(tmpdir(), 'gh-house-'))
    trees.push(tree)
    for (const [path, text] of Object.entries({ ...files, ...fakePackages() })) {
      mkdirSync(dirname(join(tree, path)), { recursive: true })
      writeFileSync(join(tree, path), text)
    }
    const ruleSet = { forbidden: config.forbidden } as unknown as IFlattenedRuleSet
    const { output } = await cruise(['src-main', 'src-preload', 'src-renderer'], {
      ...config.options,
      baseDir: tree,
      validate: true,
      ruleSet,
    })
    const { violations } = (output as ICruiseResult).summary
    return violations.map(violation => ({ rule: violation.rule.name, from: violation.from }))
  }
})

/** Empty packages under the real names: the rules look at names and paths. */
function fakePackages(): Record<string, string> {
  const dependencies = Object.fromEntries(PRODUCTION.map(name => [name, '1.0.0']))
  const devDependencies = Object.fromEntries(DEVELOPMENT.map(name => [name, '1.0.0']))
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ type: 'module', dependencies, devDependencies }),
  }
  for (const name of [...PRODUCTION, ...DEVELOPMENT]) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, version: '1.0.0', main: 'main.js' })
    files[`node_modules/${name}/main.js`] = 'module.exports = {}'
  }
  return files
}
