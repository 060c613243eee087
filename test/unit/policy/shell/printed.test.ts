import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Engine } from '../../../../src-main/policy/core/shell/engine.ts'
import { formatted } from '../../../../src-main/policy/core/shell/format.ts'
import { type Stream, textStream, unknownStream } from '../../../../src-main/policy/core/shell/inspector.ts'
import { fromBase64, outputOf } from '../../../../src-main/policy/core/shell/output-of.ts'
import { Scope } from '../../../../src-main/policy/core/shell/scope.ts'
import { settingOf } from '../../../../src-main/policy/core/shell/setting.ts'
import { differing } from '../../../kit/case-by-case.ts'
import { Record } from '../../../kit/record.ts'

const home = '/home/dev'
const place = { cwd: `${home}/app`, home, user: 'dev', workspace: `${home}/app` }
const nobody = (): void => undefined

/** The names of the marks in the words of a case. */
const MARKS: Readonly<{ [name: string]: string }> = {
  '{?}': '\uFDD0',
  '{*}': '\uFDD2',
  '{1}': '\uFDD3',
  '{daemon}': '\uFDD4',
  '{all}': '\uFDD5',
  '{fetched}': '\uFDD6',
}
const unmarked = (word: string): string => word.replace(/\{[?*1a-z]+\}/g, name => MARKS[name] ?? name)

const unescaped = (text: string): string =>
  text.replace(/\\([nt\\])/g, (_all, c: string) => (c === 'n' ? '\n' : c === 't' ? '\t' : '\\'))

/** `⟸ text`, or `⟸? what is known of a text that is not`. */
function inputOf(known: string | undefined, text: string): Stream | null {
  if (known === undefined) return null
  const flags = text.trim().split(' ')
  const what = {
    decoded: flags.includes('decoded'),
    fetched: flags.includes('fetched'),
    ...(flags.includes('names') ? { names: 'here' as const } : {}),
    pids: flags.includes('all') ? ('all' as const) : flags.includes('daemon') ? ('daemon' as const) : null,
  }
  if (known === '?') return { ...unknownStream(), ...what }
  return { ...textStream(unescaped(text.replace(/^ | (decoded|fetched)$/g, ''))), ...what }
}

/** What is known of the output, without all that is as if nothing were known. */
function saysOf(line: string): string {
  const [, written = '', known, text = ''] = /^(.*?)(?: ⟸(\??)(.*))?$/s.exec(line) ?? []
  const look = new Engine(settingOf({ command: '', shell: 'bash', ...place }), {
    powershell: nobody,
    cmd: nobody,
    fish: nobody,
  })
  look.wrote(`${home}/app/known`, 'here\n', false)
  look.wrote(`${home}/app/known2`, 'too', false)
  look.wrote(`${home}/app/unread`, null, true)
  const argv = written.split('¦').map(unmarked)
  const printed = outputOf(argv, inputOf(known, text), new Scope(place.cwd), look)
  const nothing = unknownStream()
  const told = Object.entries(printed).filter(([key, value]) => value !== nothing[key as keyof Stream])
  return JSON.stringify(Object.fromEntries(told))
}

describe('what a command prints, as far as it can be told', () => {
  it('is on record for each kind of command', () => {
    const lines = readFileSync(new URL('lines/printed.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter(line => line !== '')
    const record = new Record(new URL('records/printed.txt', import.meta.url))
    const name = (line: string): string => line
    record.renew(lines, name, saysOf)
    expect(lines.length).toBeGreaterThan(300)
    expect(differing(lines, line => record.difference(line, saysOf(line)))).toEqual([])
  })

  it('ends: a format that asks for no value is written once, and one for many values not without end', () => {
    expect(formatted(['x', ...Array.from({ length: 100 }, () => 'y')])).toBe('x')
    const values = Array.from({ length: 66 }, () => 'y'.repeat(1000))
    expect(formatted(['%s', ...values])?.length).toBe(66_000)
    expect(formatted(['%s', ...values, 'y'])).toBeUndefined()
    expect(formatted(['%s', 'a'.repeat(65_536), 'b'])?.length).toBe(65_537)
    expect(formatted(['%s', 'a'.repeat(65_537), 'b'])).toBeUndefined()
  })

  it('passes on no more than 65 536 letters', () => {
    const look = new Engine(settingOf({ command: '', shell: 'bash', ...place }), {
      powershell: nobody,
      cmd: nobody,
      fish: nobody,
    })
    const text = outputOf(['echo', '-n', 'a'.repeat(70_000)], null, new Scope(place.cwd), look).text
    expect(text?.length).toBe(65_536)
  })

  it.each([
    ['', ''],
    ['aGVsbG8gd29ybGQ=', 'hello world'],
    ['aGVsbG8gd29ybGQ', 'hello world'],
    ['a', ''],
    ['aG', 'h'],
    ['/+8=', '\u00ff\u00ef'],
    ['_-8', '\u00ff\u00ef'],
    ['aG\n  Vs', 'hel'],
    ['a*', undefined],
    ['a=b', undefined],
  ])('base64 %j', (text, plain) => expect(fromBase64(text)).toBe(plain))
})
