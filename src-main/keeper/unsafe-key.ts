import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DataFolder } from './folder.ts'

/** The key that signs where there is no keychain. It only shows changes by someone who cannot read this file. */
export const unsafeKeyFile = (folder: DataFolder): string => join(folder.run, 'UNSAFE-signing.key')
/** The newest point of the trail, where there is no keychain to keep it in. */
export const unsafeAnchorFile = (folder: DataFolder): string => join(folder.run, 'audit.anchor')

/** A key for one purpose out of it. */
export const deriveFrom = (seed: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', seed, '', `gatehouse/derive/${purpose}`, 32))

/** Reads the key, or makes one. */
export function unsafeSigningKey(file: string): Buffer {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' })
  return readFileSync(file)
}
