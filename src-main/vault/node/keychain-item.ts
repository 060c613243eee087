import { createHash } from 'node:crypto'

const PREFIX = 'gatehouse-1:'

/** The text of a keychain item: a mark of ours, the bytes, and a check, so that "not a key" is never taken for one. */
export function writeItem(bytes: Uint8Array): string {
  const body = Buffer.from(bytes).toString('base64url')
  return `${PREFIX}${body}:${check(body)}`
}

/** The bytes of an item, or why there are none. */
export function readItem(text: string | null): Uint8Array | 'none' | 'garbled' {
  if (text === null) return 'none'
  if (!text.startsWith(PREFIX)) return 'garbled'
  const [body = '', sum = ''] = text.slice(PREFIX.length).split(':')
  if (check(body) !== sum) return 'garbled'
  return Uint8Array.from(Buffer.from(body, 'base64url'))
}

const check = (body: string): string => createHash('sha256').update(body).digest('hex').slice(0, 16)
