import { z } from 'zod'

/** Letters, digits, dash and underscore: safe in file names, labels and URLs alike. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/)

/** Milliseconds since 1970. */
export const Instant = z.int().nonnegative()

/** A sha256 in hex. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/)
export type Digest = z.infer<typeof Digest>
