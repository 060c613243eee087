import { describe, expect, it } from 'vitest'
import type { KeyItem, KeyStore } from '../../../src-main/vault/core/key-store.ts'
import { checkPhrase } from '../../../src-main/vault/node/check-phrase.ts'
import { openVault } from '../../../src-main/vault/node/open-vault.ts'
import { type AVault, aVault, owner } from '../../kit/a-vault.ts'
import { memoryKeyStore } from '../../kit/memory-key-store.ts'
import { cutStyles, PowerCut } from '../../kit/power-cut-disk.ts'

const secrets = { ALPHA: 'first', BETA: 'second', GAMMA: 'third' }

/** A key store that stops the machine before its n-th change; what was changed before stays. */
function cuttingStore(inner: KeyStore, before: number): KeyStore {
  let changes = 0
  const change = <T>(act: () => Promise<T>) => {
    changes += 1
    return changes >= before ? Promise.reject(new PowerCut()) : act()
  }
  return {
    ...inner,
    write: (id: string, item: KeyItem, bytes: Uint8Array) => change(() => inner.write(id, item, bytes)),
    erase: (id: string, item: KeyItem) => change(() => inner.erase(id, item)),
  }
}

async function wasCut(act: Promise<unknown>): Promise<boolean> {
  try {
    await act
    return false
  } catch (error) {
    if (error instanceof PowerCut) return true
    throw error
  }
}

async function everythingReadable(ports: AVault['ports'], phrase: string): Promise<void> {
  const opening = await openVault(ports)
  if (opening.status !== 'open') throw new Error(opening.status)
  for (const [name, value] of Object.entries(secrets))
    expect(await opening.vault.get(name, owner)).toEqual({ status: 'ok', value })
  expect(await checkPhrase(ports, phrase)).toEqual({ status: 'ok' })
  // And it goes on: the next rotation and the next write work.
  expect(await opening.vault.rotateMasterKey(owner)).toMatchObject({ status: 'rotated' })
  expect(await opening.vault.put('DELTA', 'fourth', owner)).toMatchObject({ status: 'ok' })
  const again = await openVault(ports)
  if (again.status !== 'open') throw new Error(again.status)
  expect(await again.vault.get('DELTA', owner)).toEqual({ status: 'ok', value: 'fourth' })
}

describe('a rotation', () => {
  it.each(cutStyles)('loses nothing when the power goes before any of its disk writes (%s)', async style => {
    let step = 1
    for (let cut = true; cut; step++) {
      const { vault, ports, phrase } = await aVault(secrets)
      ports.disk.cutBefore(step)
      cut = await wasCut(vault.rotateMasterKey(owner))
      const keyStore = memoryKeyStore(ports.keyStore.items)
      await everythingReadable({ ...ports, keyStore, disk: ports.disk.afterPower(style) }, phrase)
    }
    expect(step).toBeGreaterThan(4) // create, flush, rename, flush the folder, and one without a cut
  })

  it.each(cutStyles)('loses nothing when it stops before any change of the key store (%s)', async style => {
    let step = 1
    for (let cut = true; cut; step++) {
      const { ports, phrase } = await aVault(secrets)
      const opening = await openVault({ ...ports, keyStore: cuttingStore(ports.keyStore, step) })
      if (opening.status !== 'open') throw new Error(opening.status)
      cut = await wasCut(opening.vault.rotateMasterKey(owner))
      await everythingReadable({ ...ports, disk: ports.disk.afterPower(style) }, phrase)
    }
    expect(step).toBeGreaterThan(3) // keep next, make it current, erase the second copy
  })

  it('also when the finishing of a stopped one is stopped in turn', async () => {
    for (let first = 1; first <= 4; first++) {
      for (let second = 1; second <= 3; second++) {
        const { ports, phrase } = await aVault(secrets)
        const opening = await openVault({ ...ports, keyStore: cuttingStore(ports.keyStore, first) })
        if (opening.status !== 'open') throw new Error(opening.status)
        await wasCut(opening.vault.rotateMasterKey(owner))
        await wasCut(openVault({ ...ports, keyStore: cuttingStore(ports.keyStore, second) }))
        await everythingReadable(ports, phrase)
      }
    }
  })

  it('changes nothing when the key store cannot keep the next key', async () => {
    const { vault, ports, phrase } = await aVault(secrets)
    ports.keyStore.fail('locked')
    expect(await vault.rotateMasterKey(owner)).toMatchObject({ status: 'locked' })
    ports.keyStore.fail(null)
    await everythingReadable(ports, phrase)
  })

  it('does not trust a key store that says "stored" and gives back another key', async () => {
    const { ports, phrase } = await aVault(secrets)
    const lying = { ...ports.keyStore, write: async () => ({ status: 'ok' }) as const }
    const opening = await openVault({ ...ports, keyStore: lying })
    if (opening.status !== 'open') throw new Error(opening.status)
    expect(await opening.vault.rotateMasterKey(owner)).toMatchObject({ status: 'missing' })
    await everythingReadable(ports, phrase)
  })
})

it('a put loses neither the old nor the new value when the power goes before any of its writes', async () => {
  for (const style of cutStyles) {
    for (let step = 1, cut = true; cut; step++) {
      const { vault, ports } = await aVault({ ALPHA: 'old' })
      ports.disk.cutBefore(step)
      cut = await wasCut(vault.put('ALPHA', 'new', owner))
      const opening = await openVault({ ...ports, disk: ports.disk.afterPower(style) })
      if (opening.status !== 'open') throw new Error(`${opening.status} (${style}, write ${step})`)
      expect([
        { status: 'ok', value: 'old' },
        { status: 'ok', value: 'new' },
      ]).toContainEqual(await opening.vault.get('ALPHA', owner))
      if (!cut) expect(await opening.vault.get('ALPHA', owner)).toEqual({ status: 'ok', value: 'new' })
    }
  }
})
