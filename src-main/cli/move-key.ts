import { existsSync } from 'node:fs'
import { homeFromEnvironment } from '../keeper/folder.ts'
import { moveMasterKey } from '../keeper/move-master-key.ts'
import { systemClock } from '../kit/node/system-clock.ts'
import { passphrasePath } from '../vault/node/move-key.ts'
import { passphraseStore } from '../vault/node/passphrase.ts'
import { ExitCode } from './exit-codes.ts'
import { passphraseAsker, systemKeychain } from './key-store-for.ts'
import type { Terminal } from './terminal.ts'

/** Where a master key can be. */
export type KeyPlace = 'keychain' | 'passphrase'

/** `gatehouse secrets move-key keychain|passphrase`: works while Gatehouse is stopped, so that nothing uses the key meanwhile. */
export async function moveKey(to: string, options: { given: string | null }, terminal: Terminal): Promise<ExitCode> {
  if (to !== 'keychain' && to !== 'passphrase') {
    terminal.err('The key can be in the "keychain" or under a "passphrase".')
    return ExitCode.usage
  }
  const home = homeFromEnvironment(process.env)
  const here: KeyPlace = existsSync(passphrasePath(home)) ? 'passphrase' : 'keychain'
  if (here === to) {
    terminal.out(`The master key is already ${placeWords[to]}.`)
    return ExitCode.ok
  }
  const ask = passphraseAsker(options.given, terminal)
  const keychain = systemKeychain()
  try {
    const moved = await moveMasterKey({
      home,
      to,
      clock: systemClock,
      keychain,
      passphraseAt: file => passphraseStore({ file, ask }),
    })
    if (moved.status === 'moved') {
      terminal.out(`The master key is ${placeWords[to]} now. Every secret and your recovery phrase stay the same.`)
      return ExitCode.ok
    }
    terminal.err(moved.advice)
    return moved.status === 'already-running' ? ExitCode.alreadyRunning : ExitCode.noKey
  } finally {
    keychain.close()
  }
}

const placeWords: Record<KeyPlace, string> = {
  keychain: 'in the keychain of this computer',
  passphrase: 'under a passphrase',
}
