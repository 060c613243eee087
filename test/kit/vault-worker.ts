/**
 * A process that works on a vault until it is told to stop or killed: `vault-worker.ts FOLDER KEYS rotate|put NAME COUNT`.
 * It says "at work" once, and "done" at the end of a counted job.
 */

import { systemClock } from '../../src-main/kit/node/system-clock.ts'
import { openVault } from '../../src-main/vault/node/open-vault.ts'
import { owner } from './a-vault.ts'
import { fileKeyStore } from './file-key-store.ts'

const [folder = '', keys = '', job = '', name = '', count = '0'] = process.argv.slice(2)

const opening = await openVault({ folder, keyStore: fileKeyStore(keys), clock: systemClock, audit: async () => {} })
if (opening.status !== 'open') throw new Error(opening.status)
const { vault } = opening
console.log('at work')
if (job === 'rotate') {
  while (true) {
    const rotated = await vault.rotateMasterKey(owner)
    if (rotated.status !== 'rotated') throw new Error(rotated.status)
  }
}
for (let round = 0; round < Number(count); round++) {
  const own = await vault.put(`${name}_${round}`, `${name} ${round}`, owner)
  const shared = await vault.put('SHARED', `${name} ${round}`, owner)
  if (own.status !== 'ok' || shared.status !== 'ok') throw new Error(`${own.status} ${shared.status}`)
}
console.log('done')
