import { describe, expect, it } from 'vitest'
import { createVault, openVault } from '../../../src-main/vault/node/open-vault.ts'
import { passphraseStore } from '../../../src-main/vault/node/passphrase.ts'
import { lockForOne, owner, stillClock } from '../../kit/a-vault.ts'
import { PowerCutDisk } from '../../kit/power-cut-disk.ts'

const FILE = '/home/vault.passphrase'
const right = 'correct horse battery'

function aStore(disk: PowerCutDisk, typed: string | null) {
  const asked: string[] = []
  const ask = async (what: 'new' | 'existing') => {
    asked.push(what)
    return typed
  }
  return { store: passphraseStore({ file: FILE, ask, disk, lock: lockForOne }), asked }
}

const key = Uint8Array.from({ length: 32 }, (_, index) => index)
const id = 'a'.repeat(32)

describe('a passphrase store', () => {
  it('keeps a key under a new passphrase, asks once, and gives it back to who knows it', async () => {
    const disk = new PowerCutDisk()
    const first = aStore(disk, right)
    expect(await first.store.read(id, 'master')).toMatchObject({ status: 'missing' })
    expect(await first.store.write(id, 'master', key)).toEqual({ status: 'ok' })
    expect(await first.store.read(id, 'master')).toMatchObject({ status: 'ok' })
    expect(first.asked).toEqual(['new'])
    const again = aStore(disk, right)
    expect(await again.store.read(id, 'master')).toEqual({ status: 'ok', bytes: Buffer.from(key) })
    expect(await again.store.erase(id, 'master')).toEqual({ status: 'ok' })
    expect(await again.store.read(id, 'master')).toMatchObject({ status: 'missing' })
    expect(again.asked).toEqual(['existing'])
  })

  it('tells a wrong passphrase, nobody there, a short one and a damaged file apart', async () => {
    const disk = new PowerCutDisk()
    expect(await aStore(disk, 'short').store.write(id, 'master', key)).toMatchObject({ status: 'locked' })
    await aStore(disk, right).store.write(id, 'master', key)
    expect(await aStore(disk, 'wrong horse battery').store.read(id, 'master')).toMatchObject({
      status: 'locked',
      detail: 'wrong',
    })
    expect(await aStore(disk, null).store.unlock()).toMatchObject({ status: 'locked', detail: 'no answer' })
    const good = Buffer.from(await disk.read(FILE))
    for (const bad of [
      Buffer.alloc(0),
      good.subarray(0, 40),
      Buffer.from(good.toString().replace('131072', '131071')),
    ]) {
      disk.overwrite(FILE, bad)
      expect(await aStore(disk, right).store.read(id, 'master')).toMatchObject({ status: 'corrupt' })
      expect(await aStore(disk, right).store.write(id, 'master', key)).toMatchObject({ status: 'corrupt' })
    }
  })

  it('carries a vault through a rotation', async () => {
    const disk = new PowerCutDisk()
    const ports = { folder: '/home', clock: stillClock(), disk, lock: lockForOne, audit: async () => {} }
    const created = await createVault({ ...ports, keyStore: aStore(disk, right).store })
    if (created.status !== 'created') throw new Error(created.status)
    await created.vault.put('KEY', 'value', owner)
    expect(await created.vault.rotateMasterKey(owner)).toMatchObject({ status: 'rotated' })
    const opening = await openVault({ ...ports, keyStore: aStore(disk, right).store })
    if (opening.status !== 'open') throw new Error(opening.status)
    expect(await opening.vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'value' })
    expect(await openVault({ ...ports, keyStore: aStore(disk, 'wrong horse battery').store })).toMatchObject({
      status: 'locked',
    })
  })
})
