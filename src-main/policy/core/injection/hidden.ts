import type { Found } from './decodings.ts'

/** Texts in characters that show nothing. Nobody writes them by accident, so finding one is a finding itself. */
export function hiddenTexts(text: string): Found[] {
  // Emoji flags of regions are the one honest use of tag characters: a black flag, some tags, the end tag.
  const noFlags = text.replace(/\u{1f3f4}[\u{e0020}-\u{e007e}]{2,8}\u{e007f}/gu, '')
  return [tags(noFlags), selectors(noFlags), zeroWidthBits(noFlags)].filter(one => one.text.length >= 3)
}

function tags(text: string): Found {
  const codes = [...(text.match(/[\u{e0020}-\u{e007e}]/gu) ?? [])]
  return {
    how: 'tag characters',
    text: codes.map(char => String.fromCharCode((char.codePointAt(0) ?? 0) - 0xe0000)).join(''),
  }
}

/** Variation selectors carry one byte each: 16 plain ones and 240 in the supplement. */
function selectors(text: string): Found {
  const runs = text.match(/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{3,}/gu) ?? []
  const decoded = runs.map(run => [...run].map(selectorByte).join('')).join(' ')
  return { how: 'variation selectors', text: /^[\x20-\x7e\s]+$/.test(decoded) ? decoded : '' }
}

function selectorByte(char: string): string {
  const code = char.codePointAt(0) ?? 0
  return String.fromCharCode(code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00)
}

/** Two kinds of zero-width characters as the digits of eight-bit letters. */
function zeroWidthBits(text: string): Found {
  const runs = text.match(/(?:\u200b|\u200c|\u200d|\u2060|\ufeff){24,}/g) ?? []
  for (const run of runs.slice(0, 8)) {
    const kinds = [...new Set(run)]
    if (kinds.length !== 2) continue
    for (const one of kinds) {
      const bits = [...run].map(char => (char === one ? '1' : '0')).join('')
      const letters = (bits.match(/[01]{8}/g) ?? []).map(byte => String.fromCharCode(Number.parseInt(byte, 2))).join('')
      if (/^[\x20-\x7e\s]+$/.test(letters)) return { how: 'zero-width characters', text: letters }
    }
  }
  return { how: 'zero-width characters', text: '' }
}

const MOST_TURNED = 16

/** What a right-to-left override shows, which is the text turned around. */
export function turnedAround(text: string): Found[] {
  const found: Found[] = []
  for (const [piece] of text.matchAll(/[\u202e\u2067][^\u202c\u2069\n]{3,4000}/g)) {
    found.push({ how: 'direction marks', text: [...piece.slice(1)].reverse().join('') })
    if (found.length >= MOST_TURNED) break
  }
  return found
}
