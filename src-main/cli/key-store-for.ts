import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyStore } from '../vault/core/key-store.ts'
import { forkKeychain } from '../vault/node/fork-keychain.ts'
import { keychainStore } from '../vault/node/keychain.ts'
import { passphraseStore } from '../vault/node/passphrase.ts'
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
  const file = join(home, 'vault.passphrase')
  if (!options.passphrase && !existsSync(file)) return keychainStore(forkKeychain())
  return passphraseStore({ file, ask: what => askPassphrase(what, options.given ?? null, terminal) })
}

async function askPassphrase(
  what: 'new' | 'existing',
  given: string | null,
  terminal: Terminal,
): Promise<string | null> {
  if (given !== null) return given
  if (what === 'existing') return terminal.secret('Passphrase: ')
  const typed = await terminal.secret('New passphrase (at least 12 characters): ')
  const again = await terminal.secret('The same again: ')
  if (typed === again) return typed
  terminal.err('The two are not the same.')
  return null
}
