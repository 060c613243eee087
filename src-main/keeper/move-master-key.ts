import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { VaultTrouble } from '../contract/model/secret.ts'
import type { Clock } from '../kit/core/clock.ts'
import { vaultTrouble } from '../vault/core/vault-trouble.ts'
import {
  type MovePorts,
  type MoveResult,
  moveToKeychain,
  moveToPassphrase,
  passphrasePath,
} from '../vault/node/move-key.ts'
import { prepareFolder } from './folder.ts'
import { layFoundation } from './foundation.ts'
import { claimFolder } from './one-owner.ts'

/** What moves, and from where to where. */
export type MoveParts = Omit<MovePorts, 'folder' | 'disk'> & {
  readonly home: string
  readonly to: 'keychain' | 'passphrase'
  readonly clock: Clock
}

/** The outcome, in words where it did not work. */
export type MasterKeyMove = MoveResult | { readonly status: 'already-running'; readonly advice: string }

/** Moves the master key while nothing else uses the folder. The trail has it before it happens. */
export async function moveMasterKey(parts: MoveParts): Promise<MasterKeyMove> {
  if (!existsSync(join(parts.home, 'vault'))) return vaultTrouble('absent')
  const noted = await note(parts)
  if (noted) return noted
  const ownership = claimFolder(prepareFolder(parts.home).run)
  if (ownership.status === 'taken') return alreadyRunning(ownership.pid)
  try {
    const ports = { folder: parts.home, keychain: parts.keychain, passphraseAt: parts.passphraseAt }
    return await (parts.to === 'passphrase' ? moveToPassphrase(ports) : moveToKeychain(ports))
  } finally {
    ownership.release()
  }
}

/** Opens everything with the key where it is now, so that the newest point of the trail is kept there before it moves along. */
async function note({ home, to, clock, keychain, passphraseAt }: MoveParts): Promise<MasterKeyMove | null> {
  const now = to === 'passphrase' ? keychain : passphraseAt(passphrasePath(home))
  const founding = await layFoundation({ home, keyStore: lent(now), clock })
  if (founding.status === 'already-running') return alreadyRunning(founding.pid)
  if (founding.status === 'no-key') return { status: 'locked', advice: founding.advice } satisfies VaultTrouble
  const { foundation } = founding
  const from = to === 'passphrase' ? 'the keychain' : 'a passphrase'
  const reason = `moves from ${from} ${to === 'passphrase' ? 'under a passphrase' : 'into the keychain'}`
  try {
    await foundation.note({ step: 'changed', secret: 'master key', who: 'owner', door: 'cli', result: 'ok', reason })
    return null
  } finally {
    await foundation.close()
    if (now !== keychain) now.close()
  }
}

/** The foundation closes its key store; this one is still needed. */
const lent = (keyStore: MovePorts['keychain']): MovePorts['keychain'] => ({ ...keyStore, close: () => {} })

const alreadyRunning = (pid: number): MasterKeyMove => ({
  status: 'already-running',
  advice: `Gatehouse runs (process ${pid}). Stop it first: gatehouse stop. Then move the key.`,
})
