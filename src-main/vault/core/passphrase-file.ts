import { z } from 'zod'

/** 128 MB and about 0.4 s a try on a laptop: OWASP's strongest scrypt setting. argon2 is not in Electron's crypto. */
export const SCRYPT = { cost: 2 ** 17, blockSize: 8, parallelization: 1 } as const
/** Shorter ones fall to guessing whatever the hash costs. */
export const PASSPHRASE_MIN = 12

const base64 = z.string().regex(/^[A-Za-z0-9_-]+$/)

/** What `vault.passphrase` holds: the salt, a check word, and each item, sealed under the key of the passphrase. */
export const PassphraseFile = z.strictObject({
  format: z.literal('gatehouse-passphrase-1'),
  /** Only our own setting is read: a planted file must not make us work weakly, or without end. */
  scrypt: z.strictObject({
    cost: z.literal(SCRYPT.cost),
    blockSize: z.literal(SCRYPT.blockSize),
    parallelization: z.literal(SCRYPT.parallelization),
  }),
  salt: base64,
  check: base64,
  items: z.record(z.string().regex(/^[a-z:-]+@[0-9a-f]{32}$/), base64),
})
export type PassphraseFile = z.infer<typeof PassphraseFile>
