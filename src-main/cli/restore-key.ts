import { homeFromEnvironment } from '../keeper/folder.ts'
import { layFoundation } from '../keeper/foundation.ts'
import { systemClock } from '../kit/node/system-clock.ts'
import { restoreKey } from '../vault/node/restore-key.ts'
import { ExitCode } from './exit-codes.ts'
import { keyStoreFor } from './key-store-for.ts'
import { phraseWords } from './secrets.ts'
import type { Terminal } from './terminal.ts'

/** `gatehouse secrets recovery restore`: works without a running Keeper, because without its key none can run. */
export async function restoreFromPhrase(
  options: { phrase: string | null; passphrase: boolean; given: string | null },
  terminal: Terminal,
): Promise<ExitCode> {
  const home = homeFromEnvironment(process.env)
  const phrase = options.phrase ?? (await terminal.secret('Recovery phrase: '))
  if (phrase === null) {
    terminal.err('No phrase was given. Run this in a terminal, or use --stdin.')
    return ExitCode.usage
  }
  const keyStore = keyStoreFor(home, options, terminal)
  try {
    // The trail is signed with a key that is only now being restored, so the note follows instead of going before.
    const restored = await restoreKey({ folder: home, keyStore, clock: systemClock, audit: async () => {} }, phrase)
    if (restored.status !== 'open') {
      terminal.err(phraseWords(restored))
      return ExitCode.failed
    }
    restored.vault.close()
    const noted = await noteRestore(home, keyStore)
    terminal.out(
      `The key is back. Start Gatehouse with: gatehouse up${noted ? '' : ' (the audit trail could not be written)'}`,
    )
    return ExitCode.ok
  } finally {
    keyStore.close()
  }
}

async function noteRestore(home: string, keyStore: Parameters<typeof layFoundation>[0]['keyStore']): Promise<boolean> {
  const founding = await layFoundation({ home, keyStore, clock: systemClock })
  if (founding.status !== 'founded') return false
  const { foundation } = founding
  const reason = 'restored from the recovery phrase'
  await foundation.record({
    kind: 'secret',
    step: 'changed',
    secret: 'master key',
    who: 'owner',
    door: 'cli',
    result: 'ok',
    reason,
  })
  await foundation.close()
  return true
}
