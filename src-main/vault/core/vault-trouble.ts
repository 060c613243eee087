import type { VaultTrouble } from '../../contract/model/secret.ts'

type VaultOnly = 'absent' | 'wrong-key' | 'damaged' | 'unreadable' | 'busy'

const advice: Readonly<Record<VaultOnly, string>> = {
  absent: 'There is no vault in this data folder yet. Starting Gatehouse makes one: gatehouse up.',
  'wrong-key':
    'The stored key does not open this vault. The vault file or the key was replaced. Put the vault file back from a backup, or restore the key with your recovery phrase: gatehouse secrets recovery restore.',
  damaged:
    'The vault file is damaged and nothing in it was used. Put the file back from your own backup of the data folder.',
  unreadable: 'The vault file cannot be read. Check that the data folder belongs to you.',
  busy: 'Another Gatehouse process is changing the vault. Wait a moment, then try again.',
}

/** Puts the right advice on a trouble with the vault file itself. */
export function vaultTrouble(status: VaultOnly, where?: string): VaultTrouble {
  return { status, advice: where === undefined ? advice[status] : `${advice[status]} (${where})` }
}
