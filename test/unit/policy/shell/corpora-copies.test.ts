/** Our corpora are copies of a public set. Where that set lies beside the checkout, the copies are compared with it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { describeWhere } from '../../../kit/needs.ts'

const CHECKOUT = resolve(import.meta.dirname, '../../../..')
const ours = join(CHECKOUT, 'test', 'corpora')
const original = join(CHECKOUT, '..', 'shared', 'corpora')

const names = (folder: string): string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .sort()

/** Why there is nothing to compare with. A folder of that name with other files in it is somebody else's. */
function originalMissing(): string | null {
  try {
    const there = names(original)
    return names(ours).some(name => there.includes(name)) ? null : 'no corpora of these names beside the checkout'
  } catch {
    return 'the public set is not beside the checkout'
  }
}

describeWhere(originalMissing())('the test data beside its public set', () => {
  it('has the same files with the same content', () => {
    const content = (folder: string) =>
      Object.fromEntries(names(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]))
    const [copies, originals] = [content(ours), content(original)]
    expect(Object.keys(copies)).toEqual(Object.keys(originals))
    expect(Object.keys(originals).filter(name => copies[name] !== originals[name])).toEqual([])
  })
})
