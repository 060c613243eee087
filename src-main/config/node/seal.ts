import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signs and checks with a key that only the Keeper can derive. */
export type Seal = {
  sign(bytes: Uint8Array): string
  verify(bytes: Uint8Array, mac: string): boolean
}

/** A seal under one key, as the vault derives it. */
export function sealWith(key: Uint8Array): Seal {
  const sign = (bytes: Uint8Array) => createHmac('sha256', key).update(bytes).digest('hex')
  const verify = (bytes: Uint8Array, mac: string) => {
    const expected = Buffer.from(sign(bytes))
    const found = Buffer.from(mac)
    return expected.length === found.length && timingSafeEqual(expected, found)
  }
  return { sign, verify }
}
