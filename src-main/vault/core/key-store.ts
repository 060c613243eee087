/**
 * What a key store keeps for one vault. `master-next` exists only while a rotation is under way;
 * a `pin:` item is a small public fact (such as the hash of the last audit seal) that must not live in the data folder.
 */
export type KeyItem = 'master' | 'master-next' | 'canary' | `pin:${string}`

/** Why a key could not be had. Five different answers, because each needs something else from the person. */
export type KeyTrouble = 'missing' | 'locked' | 'unavailable' | 'hung' | 'corrupt'

/** The cause of a trouble, for the log and the doctor. Never contains a value. */
export type KeyDetail = {
  readonly status: KeyTrouble
  readonly advice: string
  readonly detail?: string
}

/** The answer to a read. */
export type KeyRead = { readonly status: 'ok'; readonly bytes: Uint8Array } | KeyDetail

/** The answer to a write or an erase. */
export type KeyWrite = { readonly status: 'ok' } | KeyDetail

/**
 * Where the master key lives. Implementations never throw for an expected outcome, never answer later than their
 * deadline, and never make up a key: an unreadable store is a trouble, not an empty one.
 */
export type KeyStore = {
  readonly backend: 'keychain' | 'passphrase' | 'memory'
  /** `vaultId` names the data folder, so that several homes (and tests) never share an item. */
  read(vaultId: string, item: KeyItem): Promise<KeyRead>
  write(vaultId: string, item: KeyItem, bytes: Uint8Array): Promise<KeyWrite>
  erase(vaultId: string, item: KeyItem): Promise<KeyWrite>
  /** Asks the person to open the store (a system prompt, a passphrase). May take as long as a person takes. */
  unlock(): Promise<KeyWrite>
  /** Lets go of helper processes at once. */
  close(): void
}

const advice: Readonly<Record<KeyStore['backend'], Readonly<Record<KeyTrouble, string>>>> = {
  keychain: {
    missing:
      'The keychain is open but holds no key for this data folder. Restore the key with your recovery phrase: gatehouse secrets recovery restore.',
    locked: 'The keychain is locked. Unlock it (log in to your desktop session), then try again.',
    unavailable:
      'No keychain service answers. On Linux start gnome-keyring or KWallet in your session, or choose a passphrase: gatehouse up --passphrase.',
    hung: 'The keychain service did not answer within 3 seconds. Restart it (log out and in), then try again.',
    corrupt:
      'The keychain item of this data folder holds something that is not a key. Restore the key with your recovery phrase: gatehouse secrets recovery restore.',
  },
  passphrase: {
    missing:
      'No passphrase was set up for this data folder. Restore the key with your recovery phrase: gatehouse secrets recovery restore.',
    locked: 'The passphrase was not given or is not right. Try again.',
    unavailable: 'The passphrase file cannot be read. Check that the data folder belongs to you.',
    hung: 'The passphrase check took too long. Try again when the machine is less busy.',
    corrupt:
      'The passphrase file is damaged. Put it back from a backup, or restore the key with your recovery phrase: gatehouse secrets recovery restore.',
  },
  memory: {
    missing: 'There is no such key.',
    locked: 'The store is locked.',
    unavailable: 'The store is away.',
    hung: 'The store does not answer.',
    corrupt: 'The store holds something else.',
  },
}

/** Puts the right advice on a trouble. */
export function keyTrouble(backend: KeyStore['backend'], status: KeyTrouble, detail?: string): KeyDetail {
  const words = { status, advice: advice[backend][status] }
  return detail === undefined ? words : { ...words, detail }
}
