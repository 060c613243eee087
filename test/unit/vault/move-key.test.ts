import { createHash, createSecretKey } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { KeyItem, KeyStore } from '../../../src-main/vault/core/key-store.ts'
import { checkPhrase } from '../../../src-main/vault/node/check-phrase.ts'
import {
  eraseLeftBehind,
  KEPT,
  type MovePorts,
  moveToKeychain,
  moveToPassphrase,
  passphrasePath,
} from '../../../src-main/vault/node/move-key.ts'
import { openVault } from '../../../src-main/vault/node/open-vault.ts'
import { passphraseStore } from '../../../src-main/vault/node/passphrase.ts'
import { aVault, lockForOne, owner } from '../../kit/a-vault.ts'
import { type MemoryKeyStore, memoryKeyStore } from '../../kit/memory-key-store.ts'
import { cutStyles, PowerCut, type PowerCutDisk } from '../../kit/power-cut-disk.ts'

const FOLDER = '/home'
const secrets = { ALPHA: 'first', BETA: 'second' }

/** A key store that stops the machine before its n-th change; what was changed before stays. */
function cutting(inner: MemoryKeyStore, before: number): KeyStore {
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

/** A vault in a keychain, with a pin beside its key. */
async function inKeychain() {
  const { vault, ports, phrase } = await aVault(secrets)
  await ports.keyStore.write(vault.id, 'pin:config', Buffer.from('7'))
  return { id: vault.id, keychain: ports.keyStore, disk: ports.disk, ports, phrase }
}

function movePorts(disk: PowerCutDisk, keychain: KeyStore): MovePorts {
  const ask = async (): Promise<string> => 'correct horse battery'
  const stretch = async (typed: string, salt: string) =>
    createSecretKey(
      createHash('sha256')
        .update(typed + salt)
        .digest(),
    )
  return {
    folder: FOLDER,
    keychain,
    disk,
    // The slow hash is not what is tested here, and there are many steps to stop at.
    passphraseAt: file => passphraseStore({ file, ask, disk, lock: lockForOne, stretch }),
  }
}

/** The store that counts, as a start decides it: the passphrase where its file is, else the keychain. */
async function counting(disk: PowerCutDisk, keychain: KeyStore): Promise<KeyStore> {
  const there = (await disk.list(FOLDER)).includes('vault.passphrase')
  return there ? movePorts(disk, keychain).passphraseAt(passphrasePath(FOLDER)) : keychain
}

async function everythingReadable(
  { ports, phrase, id }: Awaited<ReturnType<typeof inKeychain>>,
  disk: PowerCutDisk,
  keychain: KeyStore,
): Promise<void> {
  const keyStore = await counting(disk, keychain)
  const opening = await openVault({ ...ports, keyStore, disk })
  if (opening.status !== 'open') throw new Error(opening.status)
  for (const [name, value] of Object.entries(secrets))
    expect(await opening.vault.get(name, owner)).toEqual({ status: 'ok', value })
  expect(await keyStore.read(id, 'pin:config')).toMatchObject({ status: 'ok' })
  expect(await checkPhrase({ ...ports, disk }, phrase)).toEqual({ status: 'ok' })
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

describe('moving the master key', () => {
  it('under a passphrase and back keeps every secret, pin and phrase, and leaves nothing where it was', async () => {
    const world = await inKeychain()
    const { disk, keychain } = world
    expect(await moveToPassphrase(movePorts(disk, keychain))).toEqual({ status: 'moved' })
    expect([...keychain.items.keys()]).toEqual([])
    await everythingReadable(world, disk, keychain)
    expect(await moveToKeychain(movePorts(disk, keychain))).toEqual({ status: 'moved' })
    expect((await disk.list(FOLDER)).filter(name => name.includes('passphrase'))).toEqual([])
    await everythingReadable(world, disk, keychain)
  })

  const ways = { 'under a passphrase': moveToPassphrase, 'into the keychain': moveToKeychain } as const
  const start = async (way: keyof typeof ways) => {
    const world = await inKeychain()
    if (way === 'into the keychain') await moveToPassphrase(movePorts(world.disk, world.keychain))
    return world
  }

  describe.each(Object.keys(ways) as (keyof typeof ways)[])('%s', way => {
    it.each(cutStyles)(
      'loses nothing when the power goes before any of its disk writes (%s), and can be done again',
      async style => {
        let step = 1
        for (let cut = true; cut; step++) {
          const world = await start(way)
          world.disk.cutBefore(step)
          cut = await wasCut(ways[way](movePorts(world.disk, world.keychain)))
          const [disk, keychain] = [world.disk.afterPower(style), memoryKeyStore(world.keychain.items)]
          await everythingReadable(world, disk, keychain)
          const passphrase = await counting(disk, keychain)
          if (passphrase !== keychain) await eraseLeftBehind(FOLDER, passphrase, keychain, disk)
          await everythingReadable(world, disk, keychain)
          if (cut && (passphrase === keychain) === (way === 'under a passphrase')) {
            expect(await ways[way](movePorts(disk, keychain))).toEqual({ status: 'moved' })
            await everythingReadable(world, disk, keychain)
          }
        }
        expect(step).toBeGreaterThan(4)
      },
    )

    it('loses nothing when it stops before any change of the keychain', async () => {
      let step = 1
      for (let cut = true; cut; step++) {
        const world = await start(way)
        cut = await wasCut(ways[way](movePorts(world.disk, cutting(world.keychain, step))))
        await everythingReadable(world, world.disk.afterPower('kept'), world.keychain)
      }
      expect(step).toBeGreaterThan(3)
    })
  })

  it('does not happen when the keychain is locked, or lies about what it stored', async () => {
    const world = await start('into the keychain')
    const { disk, keychain } = world
    keychain.fail('locked')
    expect(await moveToKeychain(movePorts(disk, keychain))).toMatchObject({ status: 'locked' })
    keychain.fail(null)
    const lying = { ...keychain, write: async () => ({ status: 'ok' }) as const }
    expect(await moveToKeychain(movePorts(disk, lying))).toMatchObject({ status: 'missing' })
    await everythingReadable(world, disk, keychain)
  })

  it('erases later what the keychain kept while it was away', async () => {
    const world = await inKeychain()
    const { disk, keychain } = world
    await moveToPassphrase(movePorts(disk, { ...keychain, erase: async () => ({ status: 'locked', advice: '' }) }))
    expect(keychain.items.size).toBeGreaterThan(0)
    const passphrase = await counting(disk, keychain)
    expect(await eraseLeftBehind(FOLDER, passphrase, keychain, disk)).toBe('erased')
    expect(keychain.items.size).toBe(0)
    expect(await eraseLeftBehind(FOLDER, passphrase, keychain, disk)).toBe('nothing')
  })

  it('takes along every pin that the Keeper keeps', () => {
    const folder = join(import.meta.dirname, '../../../src-main/keeper')
    const source = readdirSync(folder)
      .filter(name => name.endsWith('.ts'))
      .map(name => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
    const pins = [...source.matchAll(/\.pin\('([a-z-]+)'\)|'pin:([a-z-]+)'/g)].map(([, a, b]) => `pin:${a ?? b}`)
    expect(pins.length).toBeGreaterThan(1)
    expect(pins.filter(pin => !(KEPT as readonly string[]).includes(pin))).toEqual([])
  })
})
