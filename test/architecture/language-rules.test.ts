/** What the compiler, biome and oxlint must refuse: each rule is shown one violation and has to name it. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ROOT } from '../run/job.ts'

const CLOCK_RULE = 'test/architecture/no-clock-in-core.grit'
const trees: string[] = []
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true })
})

/** A tree with our own configuration files and these sources. */
function aTree(files: Record<string, string>): string {
  const tree = mkdtempSync(join(tmpdir(), 'gh-rules-'))
  trees.push(tree)
  for (const config of ['biome.json', '.oxlintrc.json', 'tsconfig.base.json', 'tsconfig.json', 'tsconfig.pure.json']) {
    cpSync(join(ROOT, config), join(tree, config))
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  cpSync(join(ROOT, CLOCK_RULE), join(tree, CLOCK_RULE))
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'))
  return tree
}

function says(tree: string, command: string, ...args: string[]): string {
  const ran = spawnSync(process.execPath, [join(ROOT, 'node_modules', command), ...args], {
    cwd: tree,
    encoding: 'utf8',
  })
  return ran.stdout + ran.stderr
}

describe('the pure type check', () => {
  const IMPURE = [
    'process',
    'Buffer',
    'fetch',
    'setTimeout',
    'console',
    'window',
    'document',
    'performance',
    'crypto',
    'require',
  ]

  it.for(['src-main/policy/core', 'src-main/contract/model'])('has none of the world in %s', folder => {
    const seeds = IMPURE.map(name => [`${folder}/${name}.ts`, `export const seed = ${name}\n`] as const)
    const builtIn = [
      `${folder}/built-in.ts`,
      `import { readFileSync } from 'node:fs'\nexport const seed = readFileSync\n`,
    ] as const
    const tree = aTree(Object.fromEntries([...seeds, builtIn]))
    const output = says(tree, 'tsgo/bin/tsc', '-p', 'tsconfig.pure.json')
    const unseen = [...IMPURE, 'built-in'].filter(name => !output.includes(`${folder}/${name}.ts(`))
    expect(unseen, output).toEqual([])
  })
})

describe('biome', () => {
  const CORE = 'src-main/policy/core'
  const SEEDS: readonly [what: string, file: string, code: string, rule: string][] = [
    ['the time in a core', `${CORE}/now.ts`, 'export const seed = Date.now()', 'plugin'],
    ['a new date in a core', `${CORE}/date.ts`, 'export const seed = () => new Date()', 'plugin'],
    ['a date without brackets in a core', `${CORE}/bare-date.ts`, 'export const seed = () => new Date', 'plugin'],
    ['a passed-on clock in a core', `${CORE}/clock.ts`, 'const now = Date.now\nexport const seed = now', 'plugin'],
    ['chance in a core', `${CORE}/chance.ts`, 'export const seed = Math.random()', 'plugin'],
    ['the time in the contract', 'src-main/contract/model/now.ts', 'export const seed = Date.now()', 'plugin'],
    ['any', 'src-main/keeper/any.ts', 'export const seed: any = 1', 'noExplicitAny'],
    ['an enum', 'src-main/keeper/enum.ts', 'export enum Seed { One }', 'noEnum'],
    ['a default export', 'src-main/keeper/default.ts', 'export default 1', 'noDefaultExport'],
    [
      'a non-null assertion',
      'src-main/keeper/bang.ts',
      'export const seed = (a: string | null) => a!.length',
      'noNonNullAssertion',
    ],
    ['a barrel', 'src-main/keeper/barrel.ts', `export { seed } from './seed.ts'`, 'noBarrelFile'],
    [
      'a value import of a type',
      'src-main/keeper/type.ts',
      `import { Stats } from 'node:fs'\nexport type S = Stats`,
      'useImportType',
    ],
    [
      'a Node module without its prefix',
      'src-main/keeper/bare.ts',
      `import fs from 'fs'\nexport const seed = fs`,
      'useNodejsImportProtocol',
    ],
  ]
  const tree = aTree(Object.fromEntries(SEEDS.map(([, file, code]) => [file, `${code}\n`])))
  const output = says(
    tree,
    '@biomejs/biome/bin/biome',
    'lint',
    '--max-diagnostics=none',
    '--reporter=github',
    'src-main',
  )

  it.for(SEEDS)('refuses %s', ([, file, , rule]) => {
    const lines = output.split('\n').filter(line => line.includes(`/${file},`))
    expect(lines.join('\n'), output).toContain(rule)
  })

  it('lets a core build a date from a number it was given', () => {
    const fine = aTree({ [`${CORE}/fine.ts`]: 'export const seed = (at: number) => new Date(at).toISOString()\n' })
    expect(says(fine, '@biomejs/biome/bin/biome', 'lint', 'src-main')).toContain('No fixes applied')
  })
})

describe('oxlint', () => {
  it('refuses a promise nobody waits for, one taken for a truth value, and a forgotten case', () => {
    const tree = aTree({
      'src-main/keeper/floating.ts':
        'const act = async (): Promise<number> => 1\nexport const seed = (): void => {\n  act()\n}\n',
      'src-main/keeper/truth.ts':
        'const may = async (): Promise<boolean> => false\nexport const seed = (): number => (may() ? 1 : 2)\n',
      'src-main/keeper/case.ts':
        "export function seed(a: 'x' | 'y'): void {\n  switch (a) {\n    case 'x':\n      break\n  }\n}\n",
    })
    const ran = spawnSync(join(ROOT, 'node_modules/.bin/oxlint'), ['--type-aware', '-f', 'unix', 'src-main'], {
      cwd: tree,
      encoding: 'utf8',
    })
    for (const rule of ['no-floating-promises', 'no-misused-promises', 'switch-exhaustiveness-check']) {
      expect(ran.stdout + ran.stderr).toContain(rule)
    }
  })
})
