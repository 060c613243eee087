import { existsSync } from 'node:fs'
import type { KeyStore } from '../vault/core/key-store.ts'
import { forkKeychain } from '../vault/node/fork-keychain.ts'
import { keychainStore } from '../vault/node/keychain.ts'
import { passphrasePath } from '../vault/node/move-key.ts'
import { type PassphrasePorts, passphraseStore } from '../vault/node/passphrase.ts'
import type { Terminal } from './terminal.ts'

/**
 * Where this data folder's key is. A passphrase only when the person chose it: now, by the option, or earlier,
 * which the file shows. The keychain otherwise; nothing falls back from one to the other.
 */
export function keyStoreFor(
  home: string,
  options: { passphrase: boolean; given?: string | null },
  terminal: Terminal,
): KeyStore {
  const file = passphrasePath(home)
  if (!options.passphrase && !existsSync(file)) return systemKeychain()
  return passphraseStore({ file, ask: passphraseAsker(options.given ?? null, terminal) })
}

/** The keychain of this computer, whatever the data folder says. */
export const systemKeychain = (): KeyStore => keychainStore(forkKeychain())

/** Asks the person at the terminal, once: what was typed is also the answer for a second store on the same key. */
export function passphraseAsker(given: string | null, terminal: Terminal): PassphrasePorts['ask'] {
  let typed = given
  return async what => {
    typed ??= await askPassphrase(what, terminal)
    const answer = typed
    if (given === null && what === 'existing') typed = null // a wrong one must not be tried again by itself
    return answer
  }
}

async function askPassphrase(what: 'new' | 'existing', terminal: Terminal): Promise<string | null> {
  if (what === 'existing') return terminal.secret('Passphrase: ')
  const typed = await terminal.secret('New passphrase (at least 12 characters): ')
  const again = await terminal.secret('The same again: ')
  if (typed === again) return typed
  terminal.err('The two are not the same.')
  return null
}
