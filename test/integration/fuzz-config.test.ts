import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareConfigs } from '../../src-main/config/core/loosening.ts'
import { openConfig } from '../../src-main/config/node/open-config.ts'
import { readConfig } from '../../src-main/config/node/read-config.ts'
import { sealWith } from '../../src-main/config/node/seal.ts'
import { Config } from '../../src-main/contract/model/config.ts'
import { GrantBook } from '../../src-main/keeper/grants.ts'
import { aConfig } from '../kit/a-config.ts'
import { lockForOne, stillClock } from '../kit/a-vault.ts'
import { fuzzRuns, harm } from '../kit/corrupt.ts'
import { PowerCutDisk } from '../kit/power-cut-disk.ts'

const strict = `posture: team # ours
approvals: { mode: strict, expiresAfterSeconds: 60 }
policy:
  shell: off
  network: { allow: [example.org], deny: [bad.example] }
access:
  admins: [telegram:1]
agents:
  main:
    model: practice
    tools: { deny: [exec] }
`
const plain = (config: Config) => JSON.parse(JSON.stringify(config))

describe('a config file that came to harm', () => {
  it(`never loosens anything, never throws, and the last good one holds (${fuzzRuns} harms)`, async () => {
    const { desk, outside } = await aConfig(strict)
    const accepted = plain(desk.current())
    const bytes = Buffer.from(strict)
    await fc.assert(
      fc.asyncProperty(harm, async damage => {
        await outside(Buffer.from(damage(bytes)).toString('utf8'))
        const now = plain(desk.current())
        expect(Config.safeParse(now).success).toBe(true)
        expect(compareConfigs(accepted, now).filter(change => change.direction === 'loosens')).toEqual([])
      }),
      { numRuns: fuzzRuns },
    )
    await outside(strict)
    expect(desk.pending()).toBeNull()
    expect(plain(desk.current())).toEqual(accepted)
  }, 3_600_000)

  it(`is read or refused with a place, whatever text it is (${fuzzRuns} texts)`, () => {
    const word = fc.constantFrom(
      'posture',
      'approvals',
      ':',
      ' ',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a',
      '*a',
      '!!js',
      '__proto__',
      '"',
      "'",
      '|',
      '>',
      '#',
      'x',
      '0',
      'null',
      '\t',
      '%',
      '@',
      '\u0000',
      '\ud800',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 60 }).map(words => words.join('')),
    )
    fc.assert(
      fc.property(text, source => {
        const reading = readConfig(source)
        if (reading.status === 'valid') return
        for (const problem of reading.problems)
          expect([problem.line >= 1, problem.column >= 1, problem.message !== '']).toEqual([true, true, true])
        expect(reading.problems.length).toBeGreaterThan(0)
      }),
      { numRuns: fuzzRuns },
    )
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  }, 3_600_000)

  it(`with its sealed versions harmed as well, holds an accepted version or says that one is gone (${fuzzRuns} harms)`, async () => {
    const { desk, ports } = await aConfig(strict)
    await desk.edit(['approvals', 'expiresAfterSeconds'], 30, { who: 'owner', door: 'test' })
    const newest = plain(desk.current())
    const files = ['/home/config.yaml', ...[1, 2, 3].map(id => `/home/history/config/00000${id}`)]
    const whole = new Map(await Promise.all(files.map(async file => [file, await ports.disk.read(file)] as const)))
    const pin = { read: async () => '3', write: async () => {} }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...files), harm), { minLength: 1, maxLength: 4 }),
        async harms => {
          for (const [file, bytes] of whole) ports.disk.overwrite(file, bytes)
          for (const [file, damage] of harms) ports.disk.overwrite(file, damage(whole.get(file) ?? new Uint8Array()))
          const opened = await openConfig({ ...ports, pin })
          const loosened = compareConfigs(newest, plain(opened.current())).some(
            change => change.direction === 'loosens',
          )
          expect(!loosened || opened.pending() !== null).toBe(true)
        },
      ),
      { numRuns: fuzzRuns },
    )
  }, 3_600_000)
})

describe('a grants file that came to harm', () => {
  it(`never grants what nobody granted (${fuzzRuns} harms)`, async () => {
    const disk = new PowerCutDisk()
    const seal = sealWith(Buffer.alloc(32, 9))
    const open = () =>
      GrantBook.open({ home: '/home', seal, clock: stillClock(), audit: async () => {}, disk, lock: lockForOne })
    const book = await open()
    const rule = {
      kind: 'grant',
      words: 'read below a folder',
      grant: { id: 'x', effect: 'allow', tool: 'read', agent: 'main', pathsWithin: '/w' },
    }
    await book.adopt(rule as never, 'owner')
    const accepted = book.current
    const files = ['/home/grants', '/home/history/grants/000001', '/home/history/grants/000002']
    const whole = new Map(await Promise.all(files.map(async file => [file, await disk.read(file)] as const)))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...files), harm), { minLength: 1, maxLength: 2 }),
        async harms => {
          for (const [file, bytes] of whole) disk.overwrite(file, bytes)
          for (const [file, damage] of harms) disk.overwrite(file, damage(whole.get(file) ?? new Uint8Array()))
          const { current } = await open()
          expect(accepted.grants).toEqual(expect.arrayContaining(current.grants.filter(one => one.effect === 'allow')))
          expect({ ...current, grants: [], notes: {} }).toEqual({ ...accepted, grants: [], notes: {} })
        },
      ),
      { numRuns: fuzzRuns },
    )
  }, 3_600_000)
})
