import { existsSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import type { FormerKey } from '../audit/node/seal.ts'
import type { Vault } from '../vault/node/vault.ts'
import type { DataFolder } from './folder.ts'
import { deriveFrom, unsafeAnchorFile, unsafeKeyFile } from './unsafe-key.ts'

const NAME = '.former-seal'
const Kept = z.strictObject({ key: z.string(), throughSeq: z.int().nonnegative().nullable() })

/**
 * A new vault in a folder where Gatehouse ran without one: the trail was signed with the key in a file. That key is kept
 * inside the vault, for the records that are there now and no others. Only at this moment: a key file that appears
 * beside an existing vault is somebody's try.
 */
export async function takeOver(folder: DataFolder, vault: Vault): Promise<void> {
  if (!existsSync(unsafeKeyFile(folder))) return
  const key = deriveFrom(readFileSync(unsafeKeyFile(folder)), 'audit').toString('base64')
  await keep(vault, { key, throughSeq: null })
}

/** The key of that time. While it is not yet said where it ended, it ends with the newest record. */
export async function recallFormerSeal(vault: Vault): Promise<FormerKey | null> {
  const found = await vault.recallInternal(NAME)
  if (found.status !== 'ok') return null
  const { key, throughSeq } = Kept.parse(JSON.parse(found.value))
  return { key: Buffer.from(key, 'base64'), throughSeq: throughSeq ?? Number.MAX_SAFE_INTEGER }
}

/** Says where it ended, and removes what it was in. */
export async function endFormerSeal(folder: DataFolder, vault: Vault, throughSeq: number): Promise<void> {
  const former = await recallFormerSeal(vault)
  if (!former || former.throughSeq !== Number.MAX_SAFE_INTEGER) return
  await keep(vault, { key: Buffer.from(former.key).toString('base64'), throughSeq })
  for (const file of [unsafeKeyFile(folder), unsafeAnchorFile(folder)]) rmSync(file, { force: true })
}

async function keep(vault: Vault, kept: z.infer<typeof Kept>): Promise<void> {
  const written = await vault.keepInternal(NAME, JSON.stringify(kept))
  if (written.status !== 'ok') throw new Error(`the former key could not be kept: ${written.status}`)
}
