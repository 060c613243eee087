import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openConfig } from '../../src-main/config/node/open-config.ts'
import { sealWith } from '../../src-main/config/node/seal.ts'
import { systemClock } from '../../src-main/kit/node/system-clock.ts'
import { checkPhrase } from '../../src-main/vault/node/check-phrase.ts'
import { moveToKeychain, moveToPassphrase } from '../../src-main/vault/node/move-key.ts'
import { createVault, openVault } from '../../src-main/vault/node/open-vault.ts'
import { passphraseStore } from '../../src-main/vault/node/passphrase.ts'
import { owner } from '../kit/a-vault.ts'
import { fuzzKills } from '../kit/corrupt.ts'
import { fileKeyStore } from '../kit/file-key-store.ts'
import { memoryKeyStore } from '../kit/memory-key-store.ts'
import { oneFile } from '../kit/one-file.ts'
import { aHome, type TempHome } from '../kit/temp-home.ts'
import { watchModes } from '../kit/watch-modes.ts'

const homes: TempHome[] = []
afterEach(async () => {
  for (const home of homes.splice(0)) await home.remove()
})

const secrets = { ALPHA: 'first', BETA: 'second', GAMMA: 'x'.repeat(4000) }
const audit = async (): Promise<void> => {}

async function onDisk() {
  const home = aHome()
  homes.push(home)
  const [folder, keys] = [home.path('data'), home.path('keys')]
  await mkdir(keys, { mode: 0o700 })
  const ports = { folder, keyStore: fileKeyStore(keys), clock: systemClock, audit }
  const created = await createVault(ports)
  if (created.status !== 'created') throw new Error(created.status)
  for (const [name, value] of Object.entries(secrets)) await created.vault.put(name, value, owner)
  return { ports, folder, keys, phrase: created.phrase }
}

let script = ''
const built = aHome()
beforeAll(async () => {
  script = await oneFile(fileURLToPath(new URL('../kit/vault-worker.ts', import.meta.url)), built.path('worker'))
})
afterAll(() => built.remove())

function worker(folder: string, keys: string, ...job: string[]) {
  const child = spawn(process.execPath, ['--no-warnings', script, folder, keys, ...job], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  return { child, atWork: once(child.stdout, 'data'), exit }
}

describe('a vault between processes', () => {
  it('keeps every write of two writers, and counts the versions of a name without a gap', async () => {
    const { ports, folder, keys } = await onDisk()
    const rounds = 40
    const writers = ['LEFT', 'RIGHT'].map(name => worker(folder, keys, 'put', name, String(rounds)))
    for (const { exit } of writers) expect((await exit)[0]).toBe(0)
    const opening = await openVault(ports)
    if (opening.status !== 'open') throw new Error(opening.status)
    for (const name of ['LEFT', 'RIGHT'])
      for (let round = 0; round < rounds; round++)
        expect(await opening.vault.get(`${name}_${round}`, owner)).toEqual({ status: 'ok', value: `${name} ${round}` })
    const listed = await opening.vault.list()
    if (listed.status !== 'ok') throw new Error(listed.status)
    expect(listed.secrets.find(secret => secret.name === 'SHARED')).toMatchObject({
      version: 2 * rounds,
      olderVersions: 2 * rounds - 1,
    })
  }, 60_000)

  it(`is readable with the old or the new key after each of ${fuzzKills} kills in the middle of a rotation`, async () => {
    // Two vaults side by side: while one process starts, the other is killed and its vault is read.
    const both = await Promise.all([killOften(fuzzKills / 2), killOften(fuzzKills / 2)])
    const leftovers = both.reduce((sum, { leftovers }) => sum + leftovers, 0)
    console.log(
      `${fuzzKills} kills: ${leftovers} hit between two steps, at ${both.map(one => one.generations)} different rotations`,
    )
    expect(leftovers).toBeGreaterThan(0)
  }, 3_600_000)
})

/** Kills a process in the middle of a rotation, again and again, and looks at the vault each time. */
async function killOften(times: number): Promise<{ leftovers: number; generations: number }> {
  const { ports, folder, keys, phrase } = await onDisk()
  const generations = new Set<number>()
  let leftovers = 0
  for (let run = 0; run < times; run++) {
    const { child, atWork, exit } = worker(folder, keys, 'rotate')
    await atWork
    await sleep(Math.random() * 40)
    child.kill('SIGKILL')
    await exit
    leftovers += (await readdir(keys)).filter(name => name.startsWith('master-next')).length
    const opening = await openVault(ports)
    if (opening.status !== 'open') throw new Error(`run ${run}: ${opening.status}`)
    generations.add(opening.vault.rotations)
    for (const [name, value] of Object.entries(secrets))
      expect(await opening.vault.get(name, owner)).toEqual({ status: 'ok', value })
  }
  expect(await checkPhrase(ports, phrase)).toEqual({ status: 'ok' })
  return { leftovers, generations: generations.size }
}

describe('the files of the vault and the config', () => {
  it('are never readable by others, not for a moment, whatever the umask', async () => {
    const home = aHome()
    homes.push(home)
    const folder = home.path('data')
    const watcher = watchModes(folder)
    const before = process.umask(0)
    const ask = async () => 'correct horse battery'
    try {
      const keyStore = passphraseStore({
        file: join(folder, 'vault.passphrase'),
        ask,
      })
      const created = await createVault({ folder, keyStore, clock: systemClock, audit })
      if (created.status !== 'created') throw new Error(created.status)
      const desk = await openConfig({
        home: folder,
        clock: systemClock,
        audit,
        ...sealWith(created.vault.derive('config')),
      })
      for (let round = 0; round < 10; round++) {
        await created.vault.put('KEY', `value ${round}`, owner)
        await created.vault.rotateMasterKey(owner)
        await desk.edit(['approvals', 'expiresAfterSeconds'], 60 + round, owner)
      }
      // And while the master key is copied from one place to the other, and back.
      const place = {
        folder,
        keychain: memoryKeyStore(),
        passphraseAt: (file: string) => passphraseStore({ file, ask }),
      }
      expect(await moveToKeychain(place)).toEqual({ status: 'moved' })
      expect(await moveToPassphrase(place)).toEqual({ status: 'moved' })
    } finally {
      process.umask(before)
    }
    const { seen, open } = await watcher.end()
    expect(open).toEqual([])
    expect(seen.length).toBeGreaterThan(20)
  }, 60_000)
})

it('leaves no file behind that is not its own', async () => {
  const { folder } = await onDisk()
  expect((await readdir(folder)).sort()).toEqual(['vault', 'vault.lock'])
  expect((await stat(join(folder, 'vault'))).mode & 0o777).toBe(0o600)
})
