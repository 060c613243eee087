import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

/** AES-256-GCM: nonce, ciphertext, tag. `bound` must be the same at opening; it is authenticated, not stored. */
export function seal(key: KeyObject, plain: Uint8Array, bound: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  cipher.setAAD(bound)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, body, cipher.getAuthTag()])
}

/** The plain bytes, or null when the key, the bound bytes or a single bit is not the same. */
export function unseal(key: KeyObject, sealed: Uint8Array, bound: Uint8Array): Buffer | null {
  if (sealed.length < NONCE + TAG) return null
  // Without authTagLength Node would accept a tag cut down to four bytes.
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(bound)
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  const body = decipher.update(sealed.subarray(NONCE, sealed.length - TAG))
  try {
    return Buffer.concat([body, decipher.final()])
  } catch {
    return null // GCM has one failure and it means: not authentic
  }
}

/** Takes key bytes out of reach of heap snapshots and string searches, and wipes the caller's copy. */
export function intoKey(bytes: Uint8Array): KeyObject {
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}
