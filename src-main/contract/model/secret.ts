import { z } from 'zod'

/** The name config and tools use for a secret. Plain ASCII, because it is bound byte for byte into the encryption. */
export const SecretName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'Use a letter first, then letters, digits, "_", "." or "-", at most 64.')
  .describe('Name of a secret, such as ANTHROPIC_API_KEY')
export type SecretName = z.infer<typeof SecretName>

/** What a secret is for. Part of the encryption: a webhook secret can never be read as a model key. */
export const secretPurposes = ['model', 'channel', 'webhook', 'mcp', 'tool', 'other'] as const
export const SecretPurpose = z.enum(secretPurposes)
export type SecretPurpose = z.infer<typeof SecretPurpose>

/** Who issued a secret and where to revoke it. */
export const SecretProvider = z.strictObject({ id: z.string(), name: z.string(), revokeUrl: z.url() })
export type SecretProvider = z.infer<typeof SecretProvider>

/** Whether it is time to replace a secret. */
export const SecretAge = z.strictObject({
  days: z.int().nonnegative(),
  reminder: z.enum(['fresh', 'due', 'overdue']),
})
export type SecretAge = z.infer<typeof SecretAge>

/** Everything about a secret except the secret. */
export const Secret = z.strictObject({
  name: SecretName,
  purpose: SecretPurpose,
  version: z.int().positive(),
  /** Older versions are kept until the master key is rotated. */
  olderVersions: z.int().nonnegative(),
  changedAt: z.iso.datetime(),
  age: SecretAge,
  provider: SecretProvider.nullable(),
})
export type Secret = z.infer<typeof Secret>

/** How config refers to a secret. The value itself is never accepted there. */
export const SecretRef = z
  .string()
  .regex(
    /^secret:[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
    'Write "secret:NAME" and store the value with: gatehouse secrets put NAME',
  )
  .describe('Reference to a secret in the vault, written secret:NAME')
export type SecretRef = z.infer<typeof SecretRef>

/** A running process that may ask for one secret right now. The right ends with its connection, or at `until` unless it is renewed. */
export const SecretLease = z.strictObject({
  secret: SecretName,
  /** The connection: a gateway that starts again is another one. */
  holder: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  uses: z.int().nonnegative(),
})
export type SecretLease = z.infer<typeof SecretLease>

/** One line of a .env file as the preview shows it: never the value. */
export const ImportLine = z.strictObject({
  line: z.int().positive(),
  name: z.string(),
  action: z.enum(['add', 'replace', 'same', 'skip']),
  /** Why a line is skipped. */
  reason: z.string().optional(),
  length: z.int().nonnegative(),
  purpose: SecretPurpose,
  provider: SecretProvider.nullable(),
})
export type ImportLine = z.infer<typeof ImportLine>

/** Why the vault cannot be used right now, and what a person can do. */
export const VaultTrouble = z.strictObject({
  status: z.enum([
    'absent',
    'missing',
    'locked',
    'unavailable',
    'hung',
    'corrupt',
    'wrong-key',
    'damaged',
    'unreadable',
    'busy',
  ]),
  advice: z.string(),
})
export type VaultTrouble = z.infer<typeof VaultTrouble>
