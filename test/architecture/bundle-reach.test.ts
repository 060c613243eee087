import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { bundleReach, forbiddenIn } from '../kit/bundle.ts'

const folder = mkdtempSync(join(tmpdir(), 'gh-bundle-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.for<[string, Record<string, string>, readonly string[]]>([
  ['a direct import', { 'a.js': `import k from "keytar";` }, ['keytar']],
  ['a bare import', { 'a.js': `import"keytar"` }, ['keytar']],
  [
    'a lazy import in a far chunk',
    { 'a.js': `import("./chunks/b.js")`, 'chunks/b.js': `const k = await import('keytar')` },
    ['keytar'],
  ],
  [
    'a require made by hand',
    { 'a.js': `const r=createRequire(import.meta.url);r2(require("keytar/lib/keytar.js"))` },
    ['keytar/lib/keytar.js'],
  ],
  [
    'a package that was bundled in',
    { 'a.js': 'var x', 'a.js.map': JSON.stringify({ sources: ['../../node_modules/dockerode/lib/docker.js'] }) },
    ['node_modules/dockerode/lib/docker.js'],
  ],
  ['a chunk that nobody loads', { 'a.js': `import "./b.js"`, 'b.js': '', 'c.js': `import "keytar"` }, []],
  ['only a word in a sentence', { 'a.js': `throw new Error("keytar is not here")` }, []],
])('finds in a bundle: %s', ([name, files, found]) => {
  const bundle = join(folder, name.replaceAll(' ', '-'), 'out')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(bundle, path)), { recursive: true })
    writeFileSync(join(bundle, path), text)
  }
  const seen = forbiddenIn(bundleReach(bundle, 'a.js'), ['keytar', 'dockerode'])
  expect(seen.map(path => path.replace(/^.*(?=node_modules)/, ''))).toEqual(found)
})
