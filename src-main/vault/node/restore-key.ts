import { realDisk } from '../../kit/node/disk.ts'
import { type PhraseTrouble, prove } from './check-phrase.ts'
import { keyRing } from './key-ring.ts'
import { opened, type VaultOpening } from './open-vault.ts'
import type { VaultPorts } from './vault.ts'
import { checkVault, findVault } from './vault-file.ts'

/** Puts the master key back into the key store, on this machine or a new one, and opens the vault. */
export async function restoreKey(ports: VaultPorts, typed: string): Promise<VaultOpening | PhraseTrouble> {
  const proof = await prove(ports, typed)
  if (proof.status !== 'proved') return proof
  await ports.audit({
    step: 'changed',
    secret: 'master key',
    who: 'owner',
    door: 'keeper',
    result: 'ok',
    reason: 'restored from the recovery phrase',
  })
  const written = await ports.keyStore.write(proof.vaultId, 'master', proof.master)
  const loaded = await findVault(ports.folder, ports.disk ?? realDisk)
  if (written.status !== 'ok') return { status: written.status, advice: written.advice }
  if (loaded.status !== 'found') return loaded
  const checked = checkVault(loaded, keyRing(proof.master, loaded.image.vaultId))
  return checked.status === 'loaded' ? opened(ports, checked) : checked
}
