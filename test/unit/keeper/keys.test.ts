import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Foundation, layFoundation } from '../../../src-main/keeper/foundation.ts'
import { systemClock } from '../../../src-main/kit/node/system-clock.ts'
import type { KeyStore } from '../../../src-main/vault/core/key-store.ts'
import { memoryKeyStore } from '../../kit/memory-key-store.ts'
import { aHome, type TempHome } from '../../kit/temp-home.ts'

let home: TempHome
beforeEach(() => {
  home = aHome()
})
afterEach(() => home.remove())

/** Starts what everything stands on, lets a test look, and stops it again. */
async function start<T>(keyStore: KeyStore, look: (foundation: Foundation) => Promise<T>): Promise<T> {
  const founding = await layFoundation({ home: home.root, keyStore, clock: systemClock })
  if (founding.status !== 'founded') throw new Error(founding.status)
  try {
    return await look(founding.foundation)
  } finally {
    await founding.foundation.close()
  }
}

const lifecycle = (step: 'started' | 'stopped') =>
  ({ kind: 'lifecycle', who: 'gatehouse', door: 'keeper', part: 'keeper', step, result: 'ok' }) as const
const noKeychain = (): KeyStore => {
  const store = memoryKeyStore()
  store.fail('unavailable')
  return store
}
const trailOf = ({ trail }: Foundation) => trail.verify()

describe('a data folder that had no keychain at first', () => {
  it('says that its secrets end with it, and signs with a key in a file that is called unsafe', async () => {
    await start(noKeychain(), async ({ keys, record }) => {
      expect(keys).toMatchObject({ kept: 'nowhere', why: 'The store is away.' })
      await record(lifecycle('started'))
      expect(existsSync(join(home.root, 'run/UNSAFE-signing.key'))).toBe(true)
    })
    expect(existsSync(join(home.root, 'vault'))).toBe(false)
  })

  it('keeps its trail when it gets one: nothing is called bent, and the record says from where on it proves more', async () => {
    const store = memoryKeyStore()
    await start(noKeychain(), ({ record }) => record(lifecycle('started')))
    const opened = await start(store, async foundation => {
      expect(foundation.trail.opening).toMatchObject({ records: 2, damaged: false, rolledBack: null })
      return trailOf(foundation)
    })
    expect(opened).toMatchObject({
      intact: true,
      seals: 'checked',
      repairs: [{ step: 'rekeyed', facts: { through: 2 } }],
    })
    for (const name of ['UNSAFE-signing.key', 'audit.anchor'])
      expect(existsSync(join(home.root, 'run', name))).toBe(false)
    expect(await start(store, trailOf)).toMatchObject({ intact: true, anchor: 'checked', repairs: [{}] })
  })

  it('believes no key file that appears beside a vault', async () => {
    const store = memoryKeyStore()
    await start(store, ({ record }) => record(lifecycle('started')))
    writeFileSync(join(home.root, 'run/UNSAFE-signing.key'), Buffer.alloc(32, 1), { mode: 0o600 })
    await start(store, async ({ keys }) => {
      expect(await keys.formerSeal()).toBeNull()
    })
  })
})
