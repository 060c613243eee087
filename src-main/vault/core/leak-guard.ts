/** A place in a text that holds a secret. `name` is what a person may be told; it is never the secret. */
export type LeakFinding = { readonly name: string; readonly from: number; readonly to: number }

/** Finds secrets in a text. The redactor is one: what must not be written must not be sent either. */
export type FindLeaks = (text: string) => readonly LeakFinding[]

/** Whether something may leave the machine. */
export type LeakVerdict =
  | { readonly status: 'clean' }
  | { readonly status: 'leak'; readonly names: readonly string[]; readonly masked: string }

/**
 * Checks what is about to leave: a message, the arguments of a tool. Arguments are looked at value by value and as
 * one text, so that a secret split over two neighbouring fields is found as well.
 */
export function guardOutbound(outgoing: unknown, find: FindLeaks): LeakVerdict {
  const pieces = texts(outgoing)
  const whole = pieces.length > 1 ? [...pieces, pieces.join('')] : pieces
  const names = new Set<string>()
  for (const piece of whole) for (const finding of find(piece)) names.add(finding.name)
  if (names.size === 0) return { status: 'clean' }
  return { status: 'leak', names: [...names].sort(), masked: pieces.map(piece => mask(piece, find(piece))).join('\n') }
}

/** Every text inside a value, keys included: a tool's argument names are sent too. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(texts)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => [key, ...texts(inner)])
  return []
}

function mask(text: string, findings: readonly LeakFinding[]): string {
  let masked = ''
  let at = 0
  for (const { name, from, to } of [...findings].sort((a, b) => a.from - b.from)) {
    if (to <= at) continue
    masked += `${text.slice(at, Math.max(at, from))}[secret ${name}]`
    at = to
  }
  return masked + text.slice(at)
}
