import { isSecretValue } from './judge-value.ts'
import type { NameSort } from './names.ts'
import { isChopped, isUuid, isWordy, looksRandom } from './random.ts'

/** Long and made by chance. */
export const isKey = (value: string): boolean =>
  /^[A-Za-z0-9+/=_-]{24,}$/.test(value) && looksRandom(value, 24) && !isUuid(value)

/** Where the name says little: a key of a file or a row is in small letters. */
export const isMixedKey = (value: string): boolean =>
  isKey(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)

/** In a sentence only what no word looks like counts; a sentence after a colon is text. */
export function isTold(value: string, sort: NameSort): boolean {
  if (value.length < 6 || /[=&]/.test(value) || !isMixed(value)) return false
  if (!isSecretValue(value, { sort, quoted: false, loose: true, prose: true, next: '' })) return false
  if (sort === 'password') return (isChopped(value) || !isWordy(value)) && !/[/(]/.test(value)
  return looksRandom(value, 12)
}

/** Letters and digits, or capitals where no word has them. */
function isMixed(value: string): boolean {
  if (!/[A-Za-z]/.test(value)) return false
  return (
    /\d/.test(value) ||
    isChopped(value) ||
    (value.length >= 8 && /^[A-Za-z]+$/.test(value) && /[A-Z].*[A-Z].*[A-Z]/.test(value) && !isWordy(value))
  )
}
