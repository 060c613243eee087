/** An invariant names the test that holds it. A name that leads nowhere is an invariant that nobody holds. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../run/job.ts'

const tests = globSync('test/**/*.test.ts', { cwd: ROOT })
const readmes = globSync('src-main/**/README.md', { cwd: ROOT })
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** The test files a name in a README can mean: a path below test/, with or without its ending, or a file of that name. */
function meant(name: string): string[] {
  const end = name.replace(/^test\//, '').replace(/(?:\.test)?(?:\.ts)?$/, '.test.ts')
  const byPath = tests.filter(path => path === join('test', end) || path.startsWith(`${join('test', name)}/`))
  return byPath.length > 0 ? byPath : tests.filter(path => path.endsWith(`/${end}`) || basename(path) === end)
}

/** A path below test/ without its ending, or the name of a test file. */
const LOOKS_LIKE_TEST = /^(?:(?:unit|integration|contract|architecture|e2e|window)\/[\w/-]+|[\w./-]+\.test(?:\.ts)?)$/

/** In each bracket the tests it names, and the words it quotes from them. */
function claims(text: string): { names: string[]; words: string[] }[] {
  return [...text.matchAll(/\(([^()]*)\)/g)].flatMap(([, inside = '']) => {
    const flat = inside.replaceAll(/\s+/g, ' ')
    const names = [...flat.matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) =>
      LOOKS_LIKE_TEST.test(name) ? [name] : [],
    )
    return names.length === 0 ? [] : [{ names, words: [...flat.matchAll(/"([^"]+)"/g)].map(([, said = '']) => said) }]
  })
}

describe.each(readmes)('%s', readme => {
  const all = claims(textOf(readme))

  it('names tests that exist', () => {
    expect(all.flatMap(({ names }) => names).filter(name => meant(name).length === 0)).toEqual([])
  })

  it('quotes words that stand in the tests it names', () => {
    const lost = all.flatMap(({ names, words }) => {
      const texts = names.flatMap(meant).map(textOf)
      return words.filter(said => !texts.some(text => text.includes(said)))
    })
    expect(lost).toEqual([])
  })
})

it('finds what it looks for', () => {
  expect(readmes.length).toBeGreaterThan(14)
  expect(readmes.flatMap(path => claims(textOf(path))).length).toBeGreaterThan(60)
  expect(claims('one (`unit/a/b.test.ts` "c", `d.test`) two (`x`) (plain)')).toEqual([
    { names: ['unit/a/b.test.ts', 'd.test'], words: ['c'] },
  ])
})
