import type { FirstPinProof, TypedPin } from '../access/node/presence.ts'
import type { Caller } from '../contract/wire/caller.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { Vault } from '../vault/node/vault.ts'
import type { Rooms } from './rooms.ts'

const RAN_ON_HOST = '.ran-on-host'

/** What proves a person who sets the first PIN: the code of this start, unless something of an agent ran without a wall. */
export function firstPinProof(vault: Pick<Vault, 'recallInternal'>, setUpCode: string | undefined): FirstPinProof {
  return {
    code: setUpCode ?? null,
    // "Cannot be read" counts as "yes": then only the window may.
    ranOnHost: async () => (await vault.recallInternal(RAN_ON_HOST)).status !== 'unknown',
  }
}

/**
 * Notes for good, before anything runs, that something runs on this machine without a wall. It is in the vault because what
 * runs so must not be able to take it back without being seen.
 */
export function noteHostRun(vault: Pick<Vault, 'keepInternal'>): () => Promise<void> {
  let noted = false
  return async () => {
    if (noted) return
    const written = await vault.keepInternal(RAN_ON_HOST, 'yes')
    if (written.status !== 'ok') throw new Fault('vault-unavailable')
    noted = true
  }
}

/** Sets the approver PIN and lets every surface know. */
export async function setPin(
  { presence, board }: Pick<Rooms, 'presence' | 'board'>,
  by: Pick<Caller, 'door' | 'connection'>,
  typed: TypedPin,
): Promise<void> {
  await presence.set(by, typed)
  board.say({ pinSet: true })
  board.trouble('approver-pin-unset', null)
}
