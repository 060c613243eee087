import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  backticked,
  callsWithWords,
  HOME_ITSELF,
  joinedTexts,
  quotedTexts,
} from '../../../../src-main/policy/core/shell/code/guessed-commands.ts'
import { LANGUAGES } from '../../../../src-main/policy/core/shell/code/languages.ts'
import { sedActs } from '../../../../src-main/policy/core/shell/code/sed-script.ts'
import { splitStrings } from '../../../../src-main/policy/core/shell/code/split-strings.ts'
import { differing } from '../../../kit/case-by-case.ts'
import { Record } from '../../../kit/record.ts'

/** What a piece of code is read for, by the name in front of a case. */
const READERS: Readonly<{ [name: string]: (code: string) => unknown }> = {
  ...Object.fromEntries(
    Object.entries(LANGUAGES).map(([name, { grammar }]) => [name, (code: string) => splitStrings(code, grammar)]),
  ),
  sed: sedActs,
  quoted: quotedTexts,
  calls: callsWithWords,
  backticks: backticked,
  joined: code => joinedTexts(code),
  beside: code => joinedTexts(code, true),
  home: code => HOME_ITSELF.test(code),
}

const unescaped = (text: string): string =>
  text.replace(/\\([nt\\])/g, (_all, c: string) => (c === 'n' ? '\n' : c === 't' ? '\t' : '\\'))

/** `reader» code`. */
function read(line: string): string {
  const [, name = '', code = ''] = /^(\w+)» (.*)$/s.exec(line) ?? []
  return JSON.stringify(READERS[name]?.(unescaped(code)))
}

describe('the parts of code in other languages', () => {
  it('are on record for each of them: texts and what is left, commands, what a sed script does', () => {
    const lines = readFileSync(new URL('lines/code-parts.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter(line => line !== '')
    const record = new Record(new URL('records/code-parts.txt', import.meta.url))
    record.renew(lines, line => line, read)
    expect(lines.length).toBeGreaterThan(400)
    expect(differing(lines, line => record.difference(line, read(line)))).toEqual([])
  })

  it('of a known name are what another piece of code said of it', () => {
    expect(joinedTexts('"rm " + d', false, new Map([['d', 'x']]))).toEqual(['rm x'])
    expect(joinedTexts(`${'x'.repeat(3_993)}"a"+"b"`)).toEqual(['ab'])
    expect(joinedTexts(`${'x'.repeat(3_994)}"a"+"b"`)).toEqual([])
  })

  it('of more than 1000 letters are no command line', () => {
    expect(callsWithWords(`run("${'a'.repeat(1000)}")`)).toEqual(['a'.repeat(1000)])
    expect(callsWithWords(`run("${'a'.repeat(1001)}")`)).toEqual([])
  })
})
