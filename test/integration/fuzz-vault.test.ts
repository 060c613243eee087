import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPhrase } from '../../src-main/vault/node/check-phrase.ts'
import { createVault, openVault } from '../../src-main/vault/node/open-vault.ts'
import { passphraseStore } from '../../src-main/vault/node/passphrase.ts'
import { aVault, lockForOne, owner } from '../kit/a-vault.ts'
import { fuzzRuns, harm } from '../kit/corrupt.ts'
import { PowerCutDisk } from '../kit/power-cut-disk.ts'

const clear = ['wrong-key', 'damaged', 'missing', 'corrupt']

describe('a vault file that came to harm', () => {
  it(`never opens, never gives a value, is never taken for an empty or a missing one (${fuzzRuns} harms)`, async () => {
    const { vault, ports, phrase } = await aVault({
      ALPHA: 'first',
      ANTHROPIC_API_KEY: 'sk-ant-x',
      LONG: 'y'.repeat(500),
    })
    await vault.put('ALPHA', 'second', owner)
    const whole = await ports.disk.read('/home/vault')
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(harm, async damage => {
        const harmed = damage(whole)
        fc.pre(Buffer.compare(harmed, whole) !== 0)
        ports.disk.overwrite('/home/vault', harmed)
        const opening = await openVault(ports)
        seen.set(opening.status, (seen.get(opening.status) ?? 0) + 1)
        expect(clear).toContain(opening.status)
        expect('advice' in opening && opening.advice.length > 20).toBe(true)
        // An open vault beside it must see the harm too, and must not write over it.
        expect(clear).toContain((await vault.get('ALPHA', owner)).status)
        expect(clear).toContain((await vault.put('ALPHA', 'third', owner)).status)
        expect(await createVault(ports)).toEqual({ status: 'exists' })
        expect((await checkPhrase(ports, phrase)).status).not.toBe('ok')
        expect(Buffer.compare(await ports.disk.read('/home/vault'), harmed)).toBe(0)
      }),
      { numRuns: fuzzRuns },
    )
    console.log(`answers to ${fuzzRuns} harmed vault files:`, Object.fromEntries(seen))
    ports.disk.overwrite('/home/vault', whole)
    expect(await vault.get('ALPHA', owner)).toEqual({ status: 'ok', value: 'second' })
  }, 3_600_000)

  it('with its records in another order, or from another vault, does not open either', async () => {
    const [one, two] = [await aVault({ KEY: 'mine' }), await aVault({ KEY: 'yours' })]
    const theirs = await two.ports.disk.read('/home/vault')
    one.ports.disk.overwrite('/home/vault', theirs)
    expect(await openVault(one.ports)).toMatchObject({ status: 'missing' })
    const mixed = Uint8Array.from(theirs)
    mixed.set((await one.ports.disk.read('/home/vault')).slice(0, 32))
    one.ports.disk.overwrite('/home/vault', mixed)
    expect(clear).toContain((await openVault(one.ports)).status)
  })
})

describe('a passphrase file that came to harm', () => {
  it(`is damaged, locked or missing, and never gives a key (${fuzzRuns} harms)`, async () => {
    const disk = new PowerCutDisk()
    const file = '/home/vault.passphrase'
    const ask = async () => 'correct horse battery'
    const id = 'a'.repeat(32)
    const key = Uint8Array.from({ length: 32 }, (_, index) => index)
    const store = passphraseStore({ file, ask, disk, lock: lockForOne })
    await store.write(id, 'master', key)
    const whole = await disk.read(file)
    // Nobody answers, so that no run pays for the slow hash: what is judged here is the file.
    const silent = passphraseStore({ file, ask: async () => null, disk, lock: lockForOne })
    await fc.assert(
      fc.asyncProperty(harm, async damage => {
        const harmed = damage(whole)
        fc.pre(Buffer.compare(harmed, whole) !== 0)
        disk.overwrite(file, harmed)
        expect((await silent.read(id, 'master')).status).toBe('corrupt')
        expect((await silent.write(id, 'master', key)).status).toBe('corrupt')
      }),
      { numRuns: fuzzRuns },
    )
  }, 3_600_000)
})
