import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import type { RecoveryStanza } from '../core/vault-layout.ts'
import { intoKey, seal, unseal } from './sealing.ts'

// The fixed fronts of an X25519 key in DER (RFC 8410); Node takes raw keys in no simpler form.
const PRIVATE_DER = Buffer.from('302e020100300506032b656e04220420', 'hex')
const PUBLIC_DER = Buffer.from('302a300506032b656e032100', 'hex')

/**
 * Encrypts the master key to the phrase's public key. Public-key, so that a rotation can write the new master key
 * for the same phrase without asking for it, and a stolen old master key says nothing about the phrase.
 */
export function writeStanza(master: Uint8Array, publicKey: Uint8Array, vaultId: Uint8Array): RecoveryStanza {
  const once = generateKeyPairSync('x25519')
  const ephemeralKey = rawPublic(once.publicKey)
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey: publicFrom(publicKey) })
  const key = stanzaKey(shared, ephemeralKey, publicKey, vaultId)
  return { publicKey, ephemeralKey, wrappedMaster: seal(key, master, Buffer.from('gatehouse/recovery/1')) }
}

/** The master key, when this is the phrase of this vault; else null. */
export function openStanza(stanza: RecoveryStanza, entropy: Uint8Array, vaultId: Uint8Array): Buffer | null {
  const privateKey = privateFrom(entropy)
  if (!rawPublic(createPublicKey(privateKey)).equals(stanza.publicKey)) return null
  const shared = agree(privateKey, stanza.ephemeralKey)
  if (!shared) return null
  const key = stanzaKey(shared, stanza.ephemeralKey, stanza.publicKey, vaultId)
  return unseal(key, stanza.wrappedMaster, Buffer.from('gatehouse/recovery/1'))
}

/** The public key that belongs to a phrase. */
export function publicKeyOf(entropy: Uint8Array): Buffer {
  return rawPublic(createPublicKey(privateFrom(entropy)))
}

function agree(privateKey: KeyObject, ephemeralKey: Uint8Array): Buffer | null {
  try {
    return diffieHellman({ privateKey, publicKey: publicFrom(ephemeralKey) })
  } catch {
    return null // a low-order point: only a damaged or forged stanza holds one
  }
}

function privateFrom(entropy: Uint8Array): KeyObject {
  // 128 bits of chance need no slow hash; HKDF only stretches them to a key's length.
  const seed = Buffer.from(hkdfSync('sha256', entropy, '', 'gatehouse/recovery-key/1', 32))
  return createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: 'der', type: 'pkcs8' })
}

function publicFrom(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC_DER, raw]), format: 'der', type: 'spki' })
}

function rawPublic(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_DER.length)
}

function stanzaKey(shared: Buffer, ephemeral: Uint8Array, recipient: Uint8Array, vaultId: Uint8Array): KeyObject {
  const salt = Buffer.concat([vaultId, ephemeral, recipient])
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'gatehouse/recovery-wrap/1', 32))
  shared.fill(0)
  return intoKey(key)
}
