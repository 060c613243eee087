import { type SecretPurpose, secretPurposes } from '../../contract/model/secret.ts'

/** Purpose byte of what Gatehouse keeps for itself: never listed, leased or referred to. */
export const INTERNAL_PURPOSE = 0

/** The byte of a purpose in the file. Only ever append to the list: the numbers are part of the format. */
export function purposeByte(purpose: SecretPurpose): number {
  return secretPurposes.indexOf(purpose) + 1
}

/** The purpose of a byte, or null for internal and unknown ones. */
export function purposeOf(byte: number): SecretPurpose | null {
  return secretPurposes[byte - 1] ?? null
}
