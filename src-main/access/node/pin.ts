import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** A stored PIN: never the PIN itself. 2^15 costs about 80 ms, which a person does not feel and a guesser does. */
const StoredPin = z.strictObject({ salt: z.string(), hash: z.string(), n: z.int() })

const N = 2 ** 15

/** Makes the stored form of a PIN. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(pin, salt, N)
  return JSON.stringify({ salt: salt.toString('base64'), hash: hash.toString('base64'), n: N })
}

/** Whether a PIN is the stored one. A stored form that cannot be read matches nothing. */
export async function pinMatches(pin: string, stored: string): Promise<boolean> {
  const parsed = StoredPin.safeParse(read(stored))
  if (!parsed.success) return false
  const expected = Buffer.from(parsed.data.hash, 'base64')
  const given = await derive(pin, Buffer.from(parsed.data.salt, 'base64'), parsed.data.n)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function derive(pin: string, salt: Buffer, n: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, { N: n, r: 8, p: 1, maxmem: 256 * n * 8 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // unreadable matches nothing, which is the safe answer
  }
}
