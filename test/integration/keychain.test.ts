import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, it } from 'vitest'
import type { HelperLink, StartHelper } from '../../src-main/vault/core/keychain-talk.ts'
import { forkKeychain } from '../../src-main/vault/node/fork-keychain.ts'
import { keychainStore } from '../../src-main/vault/node/keychain.ts'
import { createVault, openVault } from '../../src-main/vault/node/open-vault.ts'
import { restoreKey } from '../../src-main/vault/node/restore-key.ts'
import { owner, stillClock } from '../kit/a-vault.ts'
import { runCli } from '../kit/an-up.ts'
import { aKeyring, type Keyring, type KeyringState, keyringMissing } from '../kit/keyring.ts'
import { describeWhere } from '../kit/needs.ts'
import { aHome } from '../kit/temp-home.ts'

const endings: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function keyring(state: KeyringState): Promise<Keyring> {
  const ring = await aKeyring(state)
  endings.push(() => ring.stop())
  return ring
}

const starter = (ring: Keyring): StartHelper => forkKeychain({ env: { ...process.env, ...ring.env } })

function storeOn(ring: Keyring, start = starter(ring)) {
  const store = keychainStore(start)
  endings.push(() => store.close())
  return store
}

function portsOn(ring: Keyring) {
  const home = aHome()
  endings.push(() => home.remove())
  const audit = async () => {}
  return { folder: home.root, keyStore: storeOn(ring), clock: stillClock(), audit }
}

const key = Uint8Array.from({ length: 32 }, (_, index) => index)
const id = 'a'.repeat(32)

describeWhere(keyringMissing())('the keychain', () => {
  it('keeps a key and gives it back, to a new helper too', async () => {
    const ring = await keyring('unlocked')
    const store = storeOn(ring)
    expect(await store.write(id, 'master', key)).toEqual({ status: 'ok' })
    expect(await store.read(id, 'master')).toEqual({ status: 'ok', bytes: key })
    expect(await storeOn(ring).read(id, 'master')).toEqual({ status: 'ok', bytes: key })
    expect(await store.erase(id, 'master')).toEqual({ status: 'ok' })
    expect(await store.read(id, 'master')).toMatchObject({ status: 'missing' })
  })

  it('gives its key to a passphrase and back, at the command line, with every secret kept and the trail whole', async () => {
    const ring = await keyring('unlocked')
    const ports = portsOn(ring)
    const created = await createVault(ports)
    if (created.status !== 'created') throw new Error(created.status)
    await created.vault.put('KEY', 'value', owner)
    const env = { ...process.env, ...ring.env, GATEHOUSE_HOME: ports.folder }
    const move = (to: string) =>
      runCli(['secrets', 'move-key', to, '--passphrase-stdin'], env, 'correct horse battery\n')
    expect(await move('passphrase')).toMatchObject({ code: 0, out: expect.stringContaining('under a passphrase now') })
    expect(await ports.keyStore.read(created.vault.id, 'master')).toMatchObject({ status: 'missing' })
    expect(await move('keychain')).toMatchObject({ code: 0, out: expect.stringContaining('in the keychain') })
    expect(await readdir(ports.folder)).not.toContain('vault.passphrase')
    const opening = await openVault(ports)
    if (opening.status !== 'open') throw new Error(opening.status)
    expect(await opening.vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'value' })
    const trail = await readFile(join(ports.folder, 'audit/segment-000000000001.jsonl'), 'utf8')
    expect(trail).toMatch(/moves from the keychain under a passphrase[\s\S]*moves from a passphrase into the keychain/)
  })

  it('keeps the keys of two data folders apart', async () => {
    const store = storeOn(await keyring('unlocked'))
    await store.write(id, 'master', key)
    expect(await store.read('b'.repeat(32), 'master')).toMatchObject({ status: 'missing' })
  })

  it('says locked, not missing, for a locked keyring, and reads again once it is unlocked', async () => {
    const ring = await keyring('unlocked')
    const store = storeOn(ring)
    await store.write(id, 'master', key)
    await ring.lock()
    expect(await store.read(id, 'master')).toMatchObject({ status: 'locked' })
    expect(await store.write(id, 'master', key)).toMatchObject({ status: 'locked' })
    expect(await store.unlock()).toMatchObject({ status: 'locked' })
    await ring.unlock()
    expect(await store.read(id, 'master')).toEqual({ status: 'ok', bytes: key })
  })

  it.each([
    ['no-bus', 'unavailable'],
    ['no-service', 'unavailable'],
    ['hung', 'hung'],
    ['frozen', 'hung'],
  ] as const)('with %s answers %s within 3.5 s, and this process keeps working meanwhile', async (state, expected) => {
    const store = storeOn(await keyring(state))
    const began = performance.now()
    const answer = store.read(id, 'master')
    await readFile(new URL(import.meta.url))
    expect(performance.now() - began).toBeLessThan(500)
    expect(await answer).toMatchObject({ status: expected })
    expect(performance.now() - began).toBeLessThan(3500)
  })

  it('kills a helper that hangs, and starts a fresh one for the next question', async () => {
    const ring = await keyring('hung')
    const pids: HelperLink[] = []
    let alive = 0
    const store = storeOn(ring, () => {
      const link = starter(ring)()
      alive += 1
      pids.push(link)
      link.onExit(() => {
        alive -= 1
      })
      return link
    })
    expect(await store.read(id, 'master')).toMatchObject({ status: 'hung' })
    expect(await store.read(id, 'master')).toMatchObject({ status: 'hung' })
    await expect.poll(() => alive, { timeout: 1000 }).toBe(0)
    expect(pids).toHaveLength(2)
  }, 15_000)

  it('says corrupt for an item that is not one of ours', async () => {
    const ring = await keyring('unlocked')
    const store = storeOn(ring)
    await store.write(id, 'master', key)
    await setByHand(ring, `master@${id}`, 'hunter2')
    expect(await store.read(id, 'master')).toMatchObject({ status: 'corrupt' })
  })

  it('holds the master key of a vault through a rotation, and a recovery onto another machine', async () => {
    const here = portsOn(await keyring('unlocked'))
    const created = await createVault(here)
    if (created.status !== 'created') throw new Error(created.status)
    await created.vault.put('KEY', 'value', owner)
    expect(await created.vault.rotateMasterKey(owner)).toMatchObject({ status: 'rotated', generation: 1 })
    const again = await openVault(here)
    if (again.status !== 'open') throw new Error(again.status)
    expect(await again.vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'value' })
    const elsewhere = { ...here, keyStore: storeOn(await keyring('unlocked')) }
    expect(await openVault(elsewhere)).toMatchObject({ status: 'missing' })
    expect(await restoreKey(elsewhere, created.phrase)).toMatchObject({ status: 'open' })
    expect(await openVault(elsewhere)).toMatchObject({ status: 'open' })
  })

  it('never gets a new master key while a vault exists, in any of its states', async () => {
    const ring = await keyring('unlocked')
    const ports = portsOn(ring)
    expect(await createVault(ports)).toMatchObject({ status: 'created' })
    for (const state of ['locked', 'no-service', 'no-bus'] as const) {
      const other = { ...ports, keyStore: storeOn(await keyring(state)) }
      expect(await createVault(other)).toEqual({ status: 'exists' })
      expect(await openVault(other)).toMatchObject({ status: state === 'locked' ? 'locked' : 'unavailable' })
    }
    expect(await openVault(ports)).toMatchObject({ status: 'open' })
  })

  it('is refused as a place for a new vault when it cannot keep a key, and leaves no vault behind', async () => {
    for (const [state, status] of [
      ['locked', 'locked'],
      ['no-service', 'unavailable'],
    ] as const) {
      const ports = portsOn(await keyring(state))
      expect(await createVault(ports)).toMatchObject({ status })
      expect(await openVault(ports)).toMatchObject({ status: 'absent' })
    }
  })

  it('answers through the helper nearly as fast as keytar alone', async () => {
    const ring = await keyring('unlocked')
    const store = storeOn(ring)
    await store.write(id, 'master', key)
    const times: number[] = []
    for (let round = 0; round < 200; round++) {
      const began = performance.now()
      await store.read(id, 'master')
      times.push(performance.now() - began)
    }
    const direct = await keytarAlone(ring, `master@${id}`)
    const [p50 = 0, p95 = 0] = [0.5, 0.95].map(share => times.sort((a, b) => a - b)[times.length * share])
    console.log(
      `keychain read: helper p50 ${p50.toFixed(2)} p95 ${p95.toFixed(2)} ms, keytar alone p50 ${direct.toFixed(2)} ms`,
    )
    // The goal is twice; three leaves room for a machine that does other things during one of the two halves.
    expect(p50).toBeLessThan(direct * 3)
  })
})

const runFile = promisify(execFile)

/** Median of keytar's own read, in a process of its own, in the same state of the machine. */
async function keytarAlone(ring: Keyring, account: string): Promise<number> {
  const script = `
    const keytar = require('keytar')
    ;(async () => {
      const times = []
      for (let round = 0; round < 200; round++) {
        const began = performance.now()
        await keytar.getPassword('gatehouse', ${JSON.stringify(account)})
        times.push(performance.now() - began)
      }
      console.log(times.sort((a, b) => a - b)[100])
    })()`
  const { stdout } = await runFile(process.execPath, ['-e', script], { env: { ...process.env, ...ring.env } })
  return Number(stdout)
}

/** Puts a foreign value into the keyring, as another program could. */
async function setByHand(ring: Keyring, account: string, value: string): Promise<void> {
  const script = `require('keytar').setPassword('gatehouse', ${JSON.stringify(account)}, ${JSON.stringify(value)})`
  await runFile(process.execPath, ['-e', script], { env: { ...process.env, ...ring.env } })
}
