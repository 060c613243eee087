import { ByteReader, Misread } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

/** First bytes of every vault file; the last one is the format version. */
export const MAGIC = 'GHVAULT1'
/** Bytes of the HMAC-SHA-256 that ends the file. */
export const SEAL_BYTES = 32
/** An AES-256-GCM nonce, a 32-byte key as ciphertext, and its tag. */
export const WRAPPED_KEY_BYTES = 12 + 32 + 16
/** More than any person keeps; a larger count is a damaged file, not a reason to allocate. */
const MAX_RECORDS = 100_000
const MAX_VALUE_BYTES = 1024 * 1024

/** One version of one secret, still encrypted. */
export type SealedRecord = {
  readonly purpose: number
  readonly name: string
  readonly version: number
  readonly createdAtMs: number
  readonly provider: string
  /** nonce, ciphertext and tag of the data key, under the key-encryption key. */
  readonly wrappedKey: Uint8Array
  /** nonce, ciphertext and tag of the value, under the data key. */
  readonly sealedValue: Uint8Array
}

/** The master key as only the recovery phrase can open it. */
export type RecoveryStanza = {
  readonly publicKey: Uint8Array
  readonly ephemeralKey: Uint8Array
  readonly wrappedMaster: Uint8Array
}

/** A whole vault file, still encrypted. */
export type VaultImage = {
  readonly vaultId: Uint8Array
  readonly keyId: Uint8Array
  /** How often the master key was rotated. */
  readonly generation: number
  /** How often the file was written. */
  readonly revision: number
  readonly recovery: RecoveryStanza
  readonly records: readonly SealedRecord[]
}

/** What reading a vault file came to. `damaged` names the byte, so that a person can compare it with a backup. */
export type LayoutResult =
  | { readonly status: 'ok'; readonly image: VaultImage; readonly body: Uint8Array; readonly seal: Uint8Array }
  | { readonly status: 'damaged'; readonly at: number; readonly why: string }

/** The bytes of a vault file up to its seal. */
export function encodeBody(image: VaultImage): Uint8Array {
  const out = new ByteWriter()
  out.ascii(MAGIC)
  out.bytes(image.vaultId)
  out.bytes(image.keyId)
  out.u32(image.generation)
  out.u64(image.revision)
  out.bytes(image.recovery.publicKey)
  out.bytes(image.recovery.ephemeralKey)
  out.bytes(image.recovery.wrappedMaster)
  out.u32(image.records.length)
  for (const record of image.records) {
    const head = recordHead(record)
    out.u32(head.length + WRAPPED_KEY_BYTES + 4 + record.sealedValue.length)
    out.bytes(head)
    out.bytes(record.wrappedKey)
    out.u32(record.sealedValue.length)
    out.bytes(record.sealedValue)
  }
  return out.done()
}

/** The readable part of a record; it is also what both encryptions are bound to. */
export function recordHead(record: Omit<SealedRecord, 'wrappedKey' | 'sealedValue'>): Uint8Array {
  const out = new ByteWriter()
  out.u8(record.purpose)
  out.shortAscii(record.name)
  out.u32(record.version)
  out.u64(record.createdAtMs)
  out.shortAscii(record.provider)
  return out.done()
}

/** Reads a vault file without any key. Total: every input gives an answer. */
export function decodeVault(file: Uint8Array): LayoutResult {
  if (file.length === 0) return { status: 'damaged', at: 0, why: 'The file is empty.' }
  const bodyEnd = file.length - SEAL_BYTES
  if (bodyEnd < MAGIC.length) return { status: 'damaged', at: file.length, why: 'The file is too short.' }
  const body = file.subarray(0, bodyEnd)
  try {
    return { status: 'ok', image: readImage(new ByteReader(body)), body, seal: file.subarray(bodyEnd) }
  } catch (error) {
    if (error instanceof Misread) return { status: 'damaged', at: error.at, why: error.message }
    throw error
  }
}

function readImage(reader: ByteReader): VaultImage {
  const magic = reader.ascii(MAGIC.length)
  if (magic !== MAGIC) {
    const newer = magic.startsWith(MAGIC.slice(0, -1))
    throw new Misread(0, newer ? 'The file was written by a newer Gatehouse.' : 'This is not a vault file.')
  }
  const head = {
    vaultId: reader.bytes(16),
    keyId: reader.bytes(8),
    generation: reader.u32(),
    revision: reader.u64(),
    recovery: {
      publicKey: reader.bytes(32),
      ephemeralKey: reader.bytes(32),
      wrappedMaster: reader.bytes(WRAPPED_KEY_BYTES),
    },
  }
  const count = reader.u32()
  if (count > MAX_RECORDS) throw new Misread(reader.at - 4, 'The number of secrets is not plausible.')
  const records: SealedRecord[] = []
  for (let index = 0; index < count; index++) records.push(readRecord(reader))
  if (reader.left > 0) throw new Misread(reader.at, 'There are bytes after the last secret.')
  return { ...head, records }
}

function readRecord(reader: ByteReader): SealedRecord {
  const length = reader.u32()
  const end = reader.at + length
  const record = {
    purpose: reader.u8(),
    name: reader.shortAscii(),
    version: reader.u32(),
    createdAtMs: reader.u64(),
    provider: reader.shortAscii(),
    wrappedKey: reader.bytes(WRAPPED_KEY_BYTES),
    sealedValue: reader.bytes(plausible(reader.u32(), reader.at)),
  }
  if (reader.at !== end) throw new Misread(reader.at, 'The length of a secret does not match its content.')
  return record
}

function plausible(length: number, at: number): number {
  if (length > MAX_VALUE_BYTES + 28) throw new Misread(at - 4, 'The size of a secret is not plausible.')
  return length
}
