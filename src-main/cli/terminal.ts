import { createInterface } from 'node:readline'
import { stripVTControlCharacters, styleText } from 'node:util'

/** What a command writes to and reads from. Tests pass their own. */
export type Terminal = {
  out(line: string): void
  err(line: string): void
  /** Text without a line end, for answers that arrive in pieces. */
  raw(text: string): void
  /** Asks for something that must not be seen. Null when nobody is there to type. */
  secret(question: string): Promise<string | null>
  /** Asks for a line. Null when nobody is there to type, or input has ended. */
  ask(question: string): Promise<string | null>
  readonly interactive: boolean
}

/** The real terminal of this process. */
export function processTerminal(): Terminal {
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  return {
    out: line => void process.stdout.write(`${line}\n`),
    err: line => void process.stderr.write(`${line}\n`),
    raw: text => void process.stdout.write(text),
    secret: question => (interactive ? readHidden(question) : Promise.resolve(null)),
    ask: question => readLine(question, interactive),
    interactive,
  }
}

/** Makes text of others safe to print: no control character of theirs reaches the terminal. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    found => {
      const code = found.codePointAt(0) ?? 0
      return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
    },
  )
}

/** Colours where the terminal wants them. */
export function paint(style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

function readLine(question: string, interactive: boolean): Promise<string | null> {
  // The input may be over before the question comes: whoever sent a PIN by it sends no answer as well. Waiting for one would never end.
  if (process.stdin.readableEnded || process.stdin.destroyed) return Promise.resolve(null)
  const lines = createInterface({ input: process.stdin, output: interactive ? process.stdout : undefined })
  return new Promise(resolve => {
    lines.on('close', () => resolve(null))
    lines.question(interactive ? question : '', answer => {
      resolve(answer)
      lines.close()
    })
  })
}

function readHidden(question: string): Promise<string | null> {
  process.stdout.write(question)
  const input = process.stdin
  input.setRawMode(true)
  input.resume()
  input.setEncoding('utf8')
  return new Promise(resolve => {
    let typed = ''
    const done = (answer: string | null): void => {
      input.setRawMode(false)
      input.pause()
      input.off('data', onData)
      process.stdout.write('\n')
      resolve(answer)
    }
    const onData = (data: string): void => {
      for (const key of data) {
        if (key === '\r' || key === '\n') return done(typed)
        if (key === '\u0003' || key === '\u0004') return done(null)
        typed = key === '\u007f' ? typed.slice(0, -1) : typed + key
      }
    }
    input.on('data', onData)
  })
}
