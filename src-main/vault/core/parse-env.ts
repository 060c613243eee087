/** One assignment of a .env file, or a line that is not one. */
export type EnvLine =
  | { readonly line: number; readonly name: string; readonly value: string }
  | { readonly line: number; readonly name: string; readonly problem: string }

const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/
const ASSIGNMENT = /^\s*(?:export\s+)?([^=\s#]+)\s*=[ \t]*/

/**
 * Reads a .env file as programs do: comments, `export`, single and double quotes over several lines.
 * Nothing is expanded: `$HOME` in a value stays as it is, because a secret may hold a dollar sign.
 */
export function parseEnv(text: string): EnvLine[] {
  const found: EnvLine[] = []
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (/^\s*(#|$)/.test(line)) continue
    const start = ASSIGNMENT.exec(line)
    const name = start?.[1] ?? line.trim().slice(0, 64)
    if (!start) found.push({ line: at + 1, name, problem: 'This line is not NAME=value.' })
    else if (!NAME.test(name))
      found.push({ line: at + 1, name, problem: 'A name is a letter, then letters, digits, "_", "." or "-".' })
    else {
      const read = readValue(lines, at, line.slice(start[0].length))
      found.push(
        'problem' in read ? { line: at + 1, name, problem: read.problem } : { line: at + 1, name, value: read.value },
      )
      at = read.end
    }
  }
  return found
}

type Read = { readonly end: number } & ({ readonly value: string } | { readonly problem: string })

function readValue(lines: readonly string[], at: number, rest: string): Read {
  const quote = rest[0]
  if (quote !== '"' && quote !== "'" && quote !== '`') return { end: at, value: rest.replace(/\s+#.*$/, '').trim() }
  let text = rest.slice(1)
  for (let end = at; end < lines.length; end++) {
    const close = closing(text, quote)
    if (close >= 0) return { end, value: quote === '"' ? unescaped(text.slice(0, close)) : text.slice(0, close) }
    text += `\n${lines[end + 1] ?? ''}`
  }
  return { end: at, problem: `The closing ${quote} is missing.` }
}

function closing(text: string, quote: string): number {
  for (let at = 0; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at += 1
    else if (text[at] === quote) return at
  }
  return -1
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (whole, letter: string) => escapes[letter] ?? whole)
}
