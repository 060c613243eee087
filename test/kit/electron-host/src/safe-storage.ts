import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { strict } from './strict.ts'

// One key for all runs: what one run sealed, the next must open. It protects nothing, and says so in its name.
const key = createHash('sha256').update('electron-host test key, protects nothing').digest()
let available = process.env['ELECTRON_HOST_SAFE_STORAGE'] !== 'off'

/** For tests: a machine with or without a keyring. */
export function setSafeStorageAvailable(is: boolean): void {
  available = is
}

function mustBeAvailable(what: string): void {
  if (!available)
    throw new Error(
      `Error while ${what} the text provided to safeStorage.${what === 'encrypting' ? 'encrypt' : 'decrypt'}String. Encryption is not available.`,
    )
}

function encryptString(plainText: string): Buffer {
  mustBeAvailable('encrypting')
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from('v10'), iv, cipher.getAuthTag(), sealed])
}

function decryptString(encrypted: Buffer): string {
  mustBeAvailable('decrypting')
  const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(3, 15))
  decipher.setAuthTag(encrypted.subarray(15, 31))
  return Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8')
}

/** The module's `safeStorage`. */
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: (): boolean => available,
  isAsyncEncryptionAvailable: async (): Promise<boolean> => available,
  getSelectedStorageBackend: (): 'basic_text' | 'gnome_libsecret' => (available ? 'gnome_libsecret' : 'basic_text'),
  encryptString,
  decryptString,
  encryptStringAsync: async (plainText: string): Promise<Buffer> => encryptString(plainText),
  decryptStringAsync: async (encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => ({
    result: decryptString(encrypted),
    shouldReEncrypt: false,
  }),
})
