import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keyRing, openRecord, rewrapRecord, sealRecord } from '../../../src-main/vault/node/key-ring.ts'
import { readItem, writeItem } from '../../../src-main/vault/node/keychain-item.ts'
import { openStanza, publicKeyOf, writeStanza } from '../../../src-main/vault/node/recovery.ts'
import { intoKey, seal, unseal } from '../../../src-main/vault/node/sealing.ts'

const vaultId = randomBytes(16)
const master = randomBytes(32)
const ring = keyRing(Uint8Array.from(master), vaultId)
const head = { purpose: 1, name: 'KEY', version: 2, createdAtMs: 1_700_000_000_000, provider: 'openai' }
const record = sealRecord(ring, vaultId, head, Buffer.from('value'))

describe('a sealed record', () => {
  it.each([
    ['another name', { name: 'KEX' }],
    ['another version', { version: 3 }],
    ['another purpose', { purpose: 2 }],
    ['another time', { createdAtMs: 0 }],
    ['another provider', { provider: 'openbi' }],
  ])('does not open under %s', (_, change) => {
    expect(openRecord(ring, vaultId, record)?.toString()).toBe('value')
    expect(openRecord(ring, vaultId, { ...record, ...change })).toBeNull()
    expect(rewrapRecord(ring, ring, vaultId, { ...record, ...change })).toBeNull()
  })

  it('does not open in another vault, with another key, or with the data key of another record', () => {
    const other = sealRecord(ring, vaultId, { ...head, name: 'OTHER' }, Buffer.from('theirs'))
    expect(openRecord(ring, randomBytes(16), record)).toBeNull()
    expect(openRecord(keyRing(randomBytes(32), vaultId), vaultId, record)).toBeNull()
    expect(openRecord(ring, vaultId, { ...record, sealedValue: other.sealedValue })).toBeNull()
    expect(openRecord(ring, vaultId, { ...record, wrappedKey: other.wrappedKey })).toBeNull()
    expect(
      openRecord(ring, vaultId, { ...record, wrappedKey: record.sealedValue, sealedValue: record.wrappedKey }),
    ).toBeNull()
  })

  it('never uses a nonce or a data key twice', () => {
    const again = sealRecord(ring, vaultId, head, Buffer.from('value'))
    expect(Buffer.from(again.sealedValue).equals(record.sealedValue)).toBe(false)
    expect(Buffer.from(again.wrappedKey).subarray(0, 12).equals(Buffer.from(record.wrappedKey).subarray(0, 12))).toBe(
      false,
    )
  })

  it('moves to another key without its value being opened', () => {
    const next = keyRing(randomBytes(32), vaultId)
    const moved = rewrapRecord(ring, next, vaultId, record)
    expect(moved?.sealedValue).toEqual(record.sealedValue)
    expect(moved && openRecord(next, vaultId, moved)?.toString()).toBe('value')
    expect(moved && openRecord(ring, vaultId, moved)).toBeNull()
  })
})

it('a shortened tag is never accepted, and a key is wiped where it came from', () => {
  const bytes = randomBytes(32)
  const key = intoKey(bytes)
  expect(bytes.equals(Buffer.alloc(32))).toBe(true)
  const sealed = seal(key, Buffer.from('text'), Buffer.from('about'))
  expect(unseal(key, sealed, Buffer.from('about'))?.toString()).toBe('text')
  for (let cut = 1; cut < 16; cut++)
    expect(unseal(key, sealed.subarray(0, sealed.length - cut), Buffer.from('about'))).toBeNull()
  expect(unseal(key, sealed, Buffer.from('other'))).toBeNull()
  expect(unseal(key, new Uint8Array(5), Buffer.from('about'))).toBeNull()
})

it('a recovery stanza opens with its own phrase only, and not after any change to it', () => {
  const entropy = randomBytes(16)
  const stanza = writeStanza(master, publicKeyOf(entropy), vaultId)
  expect(openStanza(stanza, entropy, vaultId)?.equals(master)).toBe(true)
  expect(openStanza(stanza, randomBytes(16), vaultId)).toBeNull()
  expect(openStanza(stanza, entropy, randomBytes(16))).toBeNull()
  expect(openStanza({ ...stanza, ephemeralKey: new Uint8Array(32) }, entropy, vaultId)).toBeNull()
  expect(openStanza({ ...stanza, ephemeralKey: randomBytes(32) }, entropy, vaultId)).toBeNull()
})

it.each([
  [null, 'none'],
  ['hunter2', 'garbled'],
  ['gatehouse-1:', 'garbled'],
  [writeItem(master).replace(/.$/, '!'), 'garbled'],
  [writeItem(master).replace('gatehouse-1:', 'gatehouse-1:A'), 'garbled'],
])('the keychain item %j is %s', (text, answer) => {
  expect(readItem(text)).toBe(answer)
})
