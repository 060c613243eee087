import { createHmac, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { recordHead, type SealedRecord } from '../core/vault-layout.ts'
import { intoKey, seal, unseal } from './sealing.ts'

/** The keys that come from one master key. The master key itself is not kept. */
export type KeyRing = {
  readonly keyId: Buffer
  readonly wrap: KeyObject
  readonly mac: KeyObject
}

/** Derives a vault's keys from its master key. The caller's copy of the master key is wiped. */
export function keyRing(master: Uint8Array, vaultId: Uint8Array): KeyRing {
  const key = intoKey(master)
  const derive = (purpose: string, length: number) => Buffer.from(hkdfSync('sha256', key, vaultId, purpose, length))
  return {
    keyId: derive('gatehouse/key-id/1', 8),
    wrap: intoKey(derive('gatehouse/wrap/1', 32)),
    mac: intoKey(derive('gatehouse/vault-seal/1', 32)),
  }
}

/** The HMAC over a whole vault file: no secret can be dropped, swapped or brought back from an older file. */
export function fileSeal(ring: KeyRing, body: Uint8Array): Buffer {
  return createHmac('sha256', ring.mac).update(body).digest()
}

/** Whether a vault file is exactly what a holder of the master key wrote. */
export function sealHolds(ring: KeyRing, body: Uint8Array, found: Uint8Array): boolean {
  const expected = fileSeal(ring, body)
  return expected.length === found.length && timingSafeEqual(expected, found)
}

type RecordHead = Omit<SealedRecord, 'wrappedKey' | 'sealedValue'>

/** Encrypts a value under a fresh data key, and that key under the ring. */
export function sealRecord(ring: KeyRing, vaultId: Uint8Array, head: RecordHead, value: Uint8Array): SealedRecord {
  const dataKey = randomBytes(32)
  const wrappedKey = seal(ring.wrap, dataKey, bound('key', vaultId, head))
  const sealedValue = seal(intoKey(dataKey), value, bound('value', vaultId, head))
  return { ...head, wrappedKey, sealedValue }
}

/** Decrypts a record, or null when anything about it is not authentic. */
export function openRecord(ring: KeyRing, vaultId: Uint8Array, record: SealedRecord): Buffer | null {
  const dataKey = unseal(ring.wrap, record.wrappedKey, bound('key', vaultId, record))
  return dataKey && unseal(intoKey(dataKey), record.sealedValue, bound('value', vaultId, record))
}

/** Moves a record under another ring. The value is not touched, so a rotation never holds a secret in the clear. */
export function rewrapRecord(
  from: KeyRing,
  to: KeyRing,
  vaultId: Uint8Array,
  record: SealedRecord,
): SealedRecord | null {
  const about = bound('key', vaultId, record)
  const dataKey = unseal(from.wrap, record.wrappedKey, about)
  if (!dataKey) return null
  const wrappedKey = seal(to.wrap, dataKey, about)
  dataKey.fill(0)
  return { ...record, wrappedKey }
}

/** Associated data: role, vault, purpose, name, version, time and provider. A record moved or renamed does not open. */
function bound(role: 'key' | 'value', vaultId: Uint8Array, head: RecordHead): Buffer {
  return Buffer.concat([Buffer.from(`gatehouse/${role}/1\0`), vaultId, recordHead(head)])
}
