import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const ours = new URL('../../../corpora/', import.meta.url)
const besides = (folder: string): URL => new URL(`../../../../../${folder}/corpora/`, import.meta.url)
const original = besides('shared')

it.skipIf(!existsSync(original))(
  'the test data equals the public set beside the checkout (skipped where that is absent)',
  () => {
    const files = readdirSync(original)
    const different = files.filter(
      file => readFileSync(new URL(file, ours), 'utf8') !== readFileSync(new URL(file, original), 'utf8'),
    )
    expect(files.length).toBeGreaterThan(0)
    expect(different).toEqual([])
  },
)
