import type { RedactingText } from './redaction.ts'

/** Said where the showing stops. */
const ENOUGH = '\n[… more follows; its end is shown when the command has ended …]\n'

/** How much of the end is shown then: enough for the last error and what led to it. */
const TAIL_BYTES = 8 * 1024

type Stream = 'stdout' | 'stderr'

/**
 * What is seen of a command: the beginning of each stream while it runs, and the end once it has ended, without secrets. Only
 * so much is looked through: a command may print 64 MB before it is stopped, and text made for it costs the redactor so dearly
 * that nothing else, neither a question nor the kill switch, would have its turn for minutes.
 */
export class LiveOutput {
  readonly #say: (text: string) => void
  readonly #streams: Readonly<Record<Stream, OneStream>>

  constructor(redaction: RedactingText, capBytes: number, say: (text: string) => void) {
    this.#say = text => {
      if (text !== '') say(text)
    }
    this.#streams = { stdout: new OneStream(redaction, capBytes), stderr: new OneStream(redaction, capBytes) }
  }

  take(stream: Stream, bytes: Uint8Array): void {
    this.#say(this.#streams[stream].take(bytes))
  }

  /** The end of each stream, and what is to be said of the end of the command. */
  end(words: string): void {
    for (const stream of ['stdout', 'stderr'] as const) this.#say(this.#streams[stream].end())
    this.#say(words === '' ? '' : `\n${words}\n`)
  }
}

class OneStream {
  readonly #decoder = new TextDecoder()
  readonly #redaction: RedactingText
  readonly #text: ReturnType<RedactingText['stream']>
  #left: number
  #skipped = 0
  #tail = Buffer.alloc(0)

  constructor(redaction: RedactingText, capBytes: number) {
    this.#redaction = redaction
    this.#text = redaction.stream()
    this.#left = capBytes
  }

  take(bytes: Uint8Array): string {
    if (this.#left === 0) return this.#skip(bytes)
    const shown = bytes.subarray(0, this.#left)
    this.#left -= shown.length
    const clean = this.#text.push(this.#decoder.decode(shown, { stream: true }))
    if (this.#left > 0) return clean
    this.#skip(bytes.subarray(shown.length))
    // What the redactor still holds back stays there: cut in the middle, a secret would not be known for one.
    return `${clean}${ENOUGH}`
  }

  #skip(bytes: Uint8Array): string {
    this.#skipped += bytes.length
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES)
    return ''
  }

  end(): string {
    if (this.#left > 0) return this.#text.push(this.#decoder.decode()) + this.#text.end()
    const last = this.#tail.toString('utf8')
    const whole = afterKey(this.#skipped <= TAIL_BYTES ? last : last.slice(last.indexOf('\n') + 1))
    const gap = this.#skipped - Buffer.byteLength(whole)
    return `${gap > 0 ? `[… ${gap} bytes are not shown …]\n` : ''}${this.#redaction.whole(whole)}`
  }
}

/** Without the rows of a key whose beginning is not here: by themselves nothing can tell them for what they are. */
function afterKey(text: string): string {
  const lines = text.split('\n')
  const from = lines.findIndex(line => !/^(?:[A-Za-z0-9+/=_-]{40,}\r?|-----END .*)$/.test(line))
  return from < 0 ? '' : lines.slice(from).join('\n')
}
