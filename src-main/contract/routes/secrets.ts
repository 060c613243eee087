import { z } from 'zod'
import { ImportLine, Secret, SecretLease, SecretName, SecretPurpose, VaultTrouble } from '../model/secret.ts'
import { command, nothing, query, type RouteTable } from '../wire/route.ts'

const people = ['window', 'cli', 'dashboard'] as const

/** A value is text of at most 64 KB: keys and tokens, not files. */
const SecretValue = z.string().min(1).max(65_536)
const EnvText = z.string().max(1_048_576)
const Phrase = z.string().max(200)

const stored = z.strictObject({ status: z.literal('ok'), version: z.int().positive() })
const unknown = z.strictObject({ status: z.literal('unknown') })

/** What a recovery phrase came to; `group` is the group of five that holds the mistake, counted from 1. */
export const PhraseCheck = z.union([
  z.strictObject({ status: z.literal('ok') }),
  z.strictObject({ status: z.literal('wrong-length'), characters: z.int() }),
  z.strictObject({ status: z.literal('wrong-character'), group: z.int() }),
  z.strictObject({ status: z.literal('typing-error'), group: z.int().nullable() }),
  z.strictObject({ status: z.literal('other-vault') }),
  VaultTrouble,
])
export type PhraseCheck = z.infer<typeof PhraseCheck>

/** The vault. No route gives a value to people: they have it, and what is never sent cannot be read over a shoulder. */
export const secretRoutes = {
  'secrets.status': query({
    from: people,
    input: nothing,
    output: z.union([
      z.strictObject({
        status: z.literal('open'),
        /** Where the master key is. `nowhere`: in memory, until Gatehouse stops. */
        kept: z.enum(['keychain', 'passphrase', 'nowhere']),
        secrets: z.int().nonnegative(),
        /** How many are due or overdue for replacement. */
        due: z.int().nonnegative(),
        rotations: z.int().nonnegative(),
      }),
      VaultTrouble,
    ]),
  }),
  'secrets.list': query({
    from: people,
    input: nothing,
    output: z.union([z.strictObject({ status: z.literal('ok'), secrets: z.array(Secret) }), VaultTrouble]),
  }),
  /** Which running process may ask for which secret right now. */
  'secrets.leases': query({ from: people, input: nothing, output: z.array(SecretLease) }),
  'secrets.put': command({
    from: people,
    needs: 'person',
    input: z.strictObject({ name: SecretName, value: SecretValue, purpose: SecretPurpose.optional() }),
    output: z.union([stored, unknown, VaultTrouble]),
  }),
  'secrets.remove': command({
    from: people,
    needs: 'person',
    input: z.strictObject({ name: SecretName }),
    output: z.union([stored, unknown, VaultTrouble]),
  }),
  /** Reads a .env file's text and says what importing it would do. Stores nothing. */
  'secrets.importPreview': query({
    from: people,
    input: z.strictObject({ text: EnvText }),
    output: z.union([z.strictObject({ status: z.literal('ok'), lines: z.array(ImportLine) }), VaultTrouble]),
  }),
  /** Stores the chosen names of the same text. */
  'secrets.importApply': command({
    from: people,
    needs: 'person',
    input: z.strictObject({ text: EnvText, names: z.array(SecretName).max(1000) }),
    output: z.union([z.strictObject({ status: z.literal('ok'), stored: z.array(SecretName) }), VaultTrouble]),
  }),
  'secrets.rotate': command({
    from: people,
    needs: 'person',
    input: nothing,
    output: z.union([
      z.strictObject({ status: z.literal('rotated'), generation: z.int(), droppedVersions: z.int() }),
      VaultTrouble,
    ]),
  }),
  /** Whether a phrase would bring the key back. Changes nothing. */
  'secrets.recoveryCheck': command({ from: people, input: z.strictObject({ phrase: Phrase }), output: PhraseCheck }),
  /** A new phrase, shown once; the old one stops working. */
  'secrets.recoveryRenew': command({
    from: people,
    needs: 'person',
    input: nothing,
    output: z.union([z.strictObject({ status: z.literal('ok'), phrase: z.string() }), VaultTrouble]),
  }),
} satisfies RouteTable

/** What the gateway may ask of the vault: a secret it was given a lease on, by name, for a while. */
export const leaseRoutes = {
  'secrets.lease': command({
    from: ['gateway'],
    input: z.strictObject({ name: SecretName }),
    output: z.union([
      z.strictObject({ status: z.literal('ok'), value: z.string(), untilMs: z.int() }),
      z.strictObject({ status: z.literal('refused'), why: z.enum(['no-lease', 'expired', 'not-named', 'unknown']) }),
      VaultTrouble,
    ]),
  }),
} satisfies RouteTable
