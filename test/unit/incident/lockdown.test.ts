import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KillLevel, Lockdown } from '../../../src-main/contract/model/incident.ts'
import { barredBy, nextLockdown } from '../../../src-main/incident/core/lockdown.ts'
import { LockdownFile } from '../../../src-main/incident/node/lockdown-file.ts'
import { aHome, type TempHome } from '../../kit/temp-home.ts'

const locked = (level: KillLevel): Lockdown => ({ since: 1, level, by: 'tray', reason: 'first' })

describe('the lockdown', () => {
  it.each<[KillLevel | null, KillLevel, KillLevel]>([
    [null, 'tools', 'tools'],
    [null, 'all', 'all'],
    ['tools', 'network', 'network'],
    ['tools', 'all', 'all'],
    ['network', 'tools', 'network'],
    ['all', 'tools', 'all'],
    ['all', 'network', 'all'],
  ])('from %s, a pull of %s leaves it at %s', (before, level, after) => {
    const state = before === null ? null : locked(before)
    expect(nextLockdown(state, { what: 'pulled', level, by: 'cli', reason: 'second' }, 9)?.level).toBe(after)
  })

  it('keeps who began it when a later pull is not stronger', () => {
    expect(nextLockdown(locked('all'), { what: 'pulled', level: 'all', by: 'cli', reason: 'x' }, 9)).toEqual(
      locked('all'),
    )
  })

  it('ends only by being lifted', () => {
    expect(nextLockdown(locked('all'), { what: 'lifted' }, 9)).toBeNull()
  })

  it.each([
    [null, { tools: false, gateway: false, network: false }],
    [locked('tools'), { tools: true, gateway: false, network: false }],
    [locked('network'), { tools: true, gateway: true, network: true }],
    [locked('all'), { tools: true, gateway: true, network: true }],
  ])('forbids what its level says: %j', (state, expected) => {
    expect(barredBy(state)).toEqual(expected)
  })
})

describe('the lockdown file', () => {
  let home: TempHome
  beforeEach(() => {
    home = aHome()
  })
  afterEach(() => home.remove())

  it('keeps a lockdown, readable by its owner only, and forgets it when it is lifted', () => {
    const file = new LockdownFile(home.root)
    expect(file.read(5)).toBeNull()
    file.write(locked('network'))
    expect(new LockdownFile(home.root).read(5)).toEqual(locked('network'))
    file.remove()
    expect(existsSync(file.path)).toBe(false)
  })

  it.each([
    ['empty', ''],
    ['cut off', '{"since":1,"lev'],
    ['of another shape', '{"level":"none"}'],
    ['not text', '\u0000\u0000'],
  ])('locks everything when it is %s', (_name, text) => {
    writeFileSync(home.path('lockdown'), text)
    expect(new LockdownFile(home.root).read(5)).toMatchObject({ level: 'all', since: 5 })
  })

  it('locks everything when it cannot be read as a file at all', () => {
    mkdirSync(home.path('lockdown'))
    expect(new LockdownFile(home.root).read(5)).toMatchObject({ level: 'all' })
  })

  it('locks with an empty file when the content cannot be written', () => {
    mkdirSync(home.path('lockdown.draft')) // as a full disk would, this fails every write of the content
    const file = new LockdownFile(home.root)
    expect(() => file.write(locked('all'))).toThrow()
    expect(readFileSync(file.path, 'utf8')).toBe('')
    expect(file.read(5)).toMatchObject({ level: 'all' })
  })
})
