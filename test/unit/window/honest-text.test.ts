import { describe, expect, it } from 'vitest'
import { honest, honestString, warningsIn } from '../../../src-renderer/ui/honest-text.ts'

describe('a text that a decision rests on', () => {
  it.each([
    ['an ordinary command', 'ls -la "my file" | wc -l', 'ls -la "my file" | wc -l'],
    ['line breaks', 'a\nb', 'a\nb'],
    ['a tab', 'a\tb', 'a⟨TAB⟩b'],
    ['a right-to-left override', 'echo \u202Egpj.exe', 'echo ⟨U+202E⟩gpj.exe'],
    ['a direction isolate', '\u2066x\u2069', '⟨U+2066⟩x⟨U+2069⟩'],
    ['a zero-width space', 'rm\u200B -rf', 'rm⟨U+200B⟩ -rf'],
    ['a no-break space', 'rm\u00A0-rf', 'rm⟨U+00A0⟩-rf'],
    ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
    ['a carriage return that would overwrite the line', 'evil\rgood', 'evil⟨U+000D⟩good'],
    ['an escape sequence', '\u001b[2Kok', '⟨U+001B⟩[2Kok'],
    ['a bell and a null', '\u0007\u0000', '⟨U+0007⟩⟨U+0000⟩'],
    ['a C1 control', 'a\u0085b', 'a⟨U+0085⟩b'],
    ['a soft hyphen', 'pass\u00ADwd', 'pass⟨U+00AD⟩wd'],
    ['tag characters that spell hidden text', '\u{E0041}\u{E0042}', '⟨U+E0041⟩⟨U+E0042⟩'],
    ['a variation selector', 'a\uFE0F', 'a⟨U+FE0F⟩'],
    ['a Hangul filler', 'a\u3164b', 'a⟨U+3164⟩b'],
    ['a braille blank', 'a\u2800b', 'a⟨U+2800⟩b'],
    ['a private-use letter', '\uE000', '⟨U+E000⟩'],
    ['half of a surrogate pair', 'a\uD800b', 'a⟨U+D800⟩b'],
    ['a byte order mark', '\uFEFFls', '⟨U+FEFF⟩ls'],
    ['marks stacked on one letter', 'a\u0301\u0302\u0303\u0304', 'a\u0301\u0302⟨U+0303⟩⟨U+0304⟩'],
    ['accents and other languages', 'Grüße 你好 привет', 'Grüße 你好 привет'],
  ])('shows %s truthfully', (_name, raw, shown) => {
    expect(honestString(raw)).toBe(shown)
  })

  it.each([
    ['Latin with one Cyrillic letter', 'curl pаypal.com', 'pаypal'],
    ['Latin with one Greek letter', 'gοogle', 'gοogle'],
    ['a whole word of Cyrillic doubles', 'сору x', 'сору'],
    ['full-width letters', 'ｒｍ x', 'ｒｍ'],
    ['mathematical letters', '𝐫𝐦 x', '𝐫𝐦'],
    ['a Greek capital before Latin letters', 'Ωmega3 x', 'Ωmega3'],
  ])('marks %s', (_name, raw, word) => {
    expect(honest(raw).filter(piece => piece.kind === 'lookalike')).toMatchObject([{ text: word }])
  })

  it.each(['privet', 'привет мир', 'naïve café', 'données', '你好world'])('does not mark %s', raw => {
    expect(honest(raw).filter(piece => piece.kind === 'lookalike')).toEqual([])
  })

  it('loses no character: plain and marked pieces join to the text, in order', () => {
    const raw = 'a pаypal b ｒｍ c'
    expect(
      honest(raw)
        .map(piece => piece.text)
        .join(''),
    ).toBe(raw)
  })

  it('says in words what is unusual, each once', () => {
    expect(warningsIn('\u202Eа\u202Epaypаl\u200B\tx')).toEqual([
      'Contains characters that reverse the direction of text.',
      'A word in Cyrillic letters can be read as a Latin one.',
      'A word mixes Latin and Cyrillic letters that look alike.',
      'Contains invisible characters.',
    ])
    expect(warningsIn('ls -la')).toEqual([])
  })
})

describe('what people write to each other', () => {
  it.each([
    ['an emoji family', '👩\u200D💻 ok', '👩\u200D💻 ok'],
    ['a no-break space', '10\u00A0km', '10\u00A0km'],
    ['a right-to-left override', 'a\u202Eb', 'a⟨U+202E⟩b'],
    ['an escape sequence', '\u001b[31m', '⟨U+001B⟩[31m'],
    ['hidden tag characters', 'hi\u{E0041}', 'hi⟨U+E0041⟩'],
    ['a tab', 'a\tb', 'a\tb'],
  ])('keeps or shows %s', (_name, raw, shown) => {
    expect(honestString(raw, 'prose')).toBe(shown)
  })
})
