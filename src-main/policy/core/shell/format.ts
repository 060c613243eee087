/** The longest text that `printf` is followed to. */
const LONGEST = 65_536

/** A place in a format: its flag, width, precision and kind. */
const SLOT = /%([-0]?)(\d{0,3})(?:\.(\d{1,3}))?([sbcqdi%])/g

/** What `printf` prints for a format and its values; undefined when it asks for what is not followed here. */
export function formatted(args: readonly string[]): string | undefined {
  const [format, ...values] = args[0] === '--' ? args.slice(1) : args
  if (format === undefined || format.startsWith('-') || cutShort(format).cut) return undefined
  const plain = unescaped(format)
  if (plain.replace(SLOT, '').includes('%')) return undefined
  const slots = plain.match(SLOT)?.filter(slot => !slot.endsWith('%')).length ?? 0
  let text = ''
  for (let next = 0; next === 0 || next < values.length; next += slots) {
    const part = filledIn(plain, values.slice(next, next + slots))
    if (part === undefined || text.length > LONGEST) return undefined
    text += part
    if (slots === 0) break
  }
  return text
}

/** A format with its values in their places. */
function filledIn(format: string, values: readonly string[]): string | undefined {
  let next = 0
  let known = true
  const text = format.replace(SLOT, (_all, flag: string, width: string, most: string | undefined, kind: string) => {
    if (kind === '%') return '%'
    const value = slotText(kind, flag, values[next++], most)
    known &&= value !== undefined
    return flag === '-' ? (value ?? '').padEnd(Number(width)) : (value ?? '').padStart(Number(width), flag || ' ')
  })
  return known ? text : undefined
}

/** One value as its kind writes it; a number only when it is written as it is given. */
function slotText(kind: string, flag: string, value: string | undefined, most: string | undefined): string | undefined {
  if (kind === 'd' || kind === 'i') {
    const number = value ?? '0'
    return most === undefined && /^(0|[1-9]\d{0,14})$/.test(number) ? number : undefined
  }
  const text = value ?? ''
  if (flag === '0') return undefined
  if (kind === 'c') return text.slice(0, 1)
  // A plain word needs no quotes.
  if (kind === 'q') return most === undefined && /^[\w./-]+$/.test(text) ? text : undefined
  if (kind === 's') return most === undefined ? text : text.slice(0, Number(most))
  return most === undefined && !cutShort(text).cut ? unescaped(text) : undefined
}

/** `\c` ends all output. */
export function cutShort(text: string): { kept: string; cut: boolean } {
  const kept = /^((?:[^\\]|\\[^c])*)\\c/s.exec(text)?.[1]
  return { kept: kept ?? text, cut: kept !== undefined }
}

const SIMPLE: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
  "'": "'",
  '"': '"',
}

/** A text with what its escapes stand for. */
export function unescaped(text: string): string {
  return text.replace(
    /\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,6}|0?[0-7]{1,3}|.)/g,
    (all, code: string) => {
      const hex = /^[xuU]([0-9a-fA-F]+)$/.exec(code)
      if (hex) return String.fromCodePoint(Math.min(Number.parseInt(hex[1] ?? '0', 16), 0x10ffff))
      if (/^[0-7]+$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff)
      return SIMPLE[code] ?? all
    },
  )
}
