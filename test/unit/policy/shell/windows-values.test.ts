import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { differing } from '../../../kit/case-by-case.ts'
import { unfolded } from '../../../kit/families.ts'
import { Record } from '../../../kit/record.ts'
import { READERS } from './windows-readers.ts'

interface Case {
  readonly reader: string
  readonly text: string
}

/** `reader|text`, with families; `⏎` stands for the end of a line, `⇥` for a tab. */
const cases = (): Case[] =>
  readFileSync(new URL('lines/windows-values.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .flatMap(unfolded)
    .map(line => {
      const at = line.indexOf('|')
      const text = line
        .slice(at + 1)
        .replaceAll('⏎', '\n')
        .replaceAll('⇥', '\t')
      return { reader: line.slice(0, at), text }
    })

const nameOf = ({ reader, text }: Case): string => `${reader}|${text}`
/** Backquotes for quotes: the record escapes the latter once more. */
const says = ({ reader, text }: Case): string => JSON.stringify(READERS[reader]?.(text)).replaceAll('"', '`')

describe('what the readers of Windows texts make of them is on record', () => {
  const record = new Record(new URL('records/windows-values.txt', import.meta.url))

  it('as whole values', () => {
    const all = cases()
    record.renew(all, nameOf, says)
    expect(all.filter(({ reader }) => READERS[reader] === undefined)).toEqual([])
    expect(all.map(nameOf).filter((name, at, names) => names.indexOf(name) !== at)).toEqual([])
    expect(all.length).toBeGreaterThan(500)
    expect(differing(all, one => record.difference(nameOf(one), says(one)))).toEqual([])
  })
})
