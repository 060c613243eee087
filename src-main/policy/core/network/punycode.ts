// RFC 3492, parameters of section 5. Needed here because core has no URL of the platform.
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const FIRST_BIAS = 72
const FIRST_CODE = 128
const MOST = 0x7fffffff

function adapt(delta: number, points: number, first: boolean): number {
  let left = first ? Math.floor(delta / DAMP) : Math.floor(delta / 2)
  left += Math.floor(left / points)
  let k = 0
  while (left > ((BASE - T_MIN) * T_MAX) / 2) {
    left = Math.floor(left / (BASE - T_MIN))
    k += BASE
  }
  return k + Math.floor(((BASE - T_MIN + 1) * left) / (left + SKEW))
}

const threshold = (k: number, bias: number): number => Math.min(Math.max(k - bias, T_MIN), T_MAX)
const digit = (value: number): string => String.fromCharCode(value < 26 ? value + 97 : value + 22)

function digitValue(char: string): number {
  if (/[a-z]/.test(char)) return char.charCodeAt(0) - 97
  return /[0-9]/.test(char) ? char.charCodeAt(0) - 22 : BASE
}

function writeNumber(value: number, bias: number): string {
  let out = ''
  let left = value
  for (let k = BASE; ; k += BASE) {
    const t = threshold(k, bias)
    if (left < t) return out + digit(left)
    out += digit(t + ((left - t) % (BASE - t)))
    left = Math.floor((left - t) / (BASE - t))
  }
}

/** Encodes one label, without the `xn--` in front. */
export function toPunycode(label: string): string {
  const points = [...label].map(char => char.codePointAt(0) ?? 0)
  const basic = points.filter(point => point < FIRST_CODE)
  let out = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '')
  let [code, delta, bias, handled] = [FIRST_CODE, 0, FIRST_BIAS, basic.length]
  while (handled < points.length) {
    const next = Math.min(...points.filter(point => point >= code))
    delta += (next - code) * (handled + 1)
    code = next
    for (const point of points) {
      if (point < code) delta += 1
      if (point !== code) continue
      out += writeNumber(delta, bias)
      bias = adapt(delta, handled + 1, handled === basic.length)
      delta = 0
      handled += 1
    }
    delta += 1
    code += 1
  }
  return out
}

/** Decodes one label without its `xn--`; `null` when it is no punycode. */
export function fromPunycode(text: string): string | null {
  const dash = text.lastIndexOf('-')
  const points = dash > 0 ? [...text.slice(0, dash)].map(char => char.charCodeAt(0)) : []
  let [code, index, bias, at] = [FIRST_CODE, 0, FIRST_BIAS, dash > 0 ? dash + 1 : 0]
  while (at < text.length) {
    const read = readNumber(text, at, bias)
    if (read === null) return null
    const size = points.length + 1
    const sum = index + read.value
    bias = adapt(read.value, size, index === 0 && points.every(point => point < FIRST_CODE))
    code += Math.floor(sum / size)
    if (sum > MOST || code > 0x10ffff) return null
    index = sum % size
    points.splice(index, 0, code)
    index += 1
    at = read.next
  }
  return String.fromCodePoint(...points)
}

function readNumber(text: string, from: number, bias: number): { value: number; next: number } | null {
  let value = 0
  let weight = 1
  let at = from
  for (let k = BASE; ; k += BASE) {
    const part = digitValue(text.charAt(at))
    at += 1
    if (part >= BASE) return null
    value += part * weight
    const t = threshold(k, bias)
    if (value > MOST) return null
    if (part < t) return { value, next: at }
    weight *= BASE - t
  }
}
