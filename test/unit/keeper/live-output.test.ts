import { describe, expect, it } from 'vitest'
import { LiveOutput } from '../../../src-main/keeper/live-output.ts'
import { Redactor } from '../../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../../src-main/vault/core/redact/stream.ts'

/** Live output, and how many characters the redactor had to go through for it. */
function aWatched(capBytes: number) {
  const redactor = new Redactor({ secrets: [{ name: 'DOOR', value: 'swordfish-31-in-the-moat' }] })
  const seen: string[] = []
  let looked = 0
  const stream = () => {
    const inner = new RedactingStream(redactor)
    return {
      push: (text: string) => {
        looked += text.length
        return inner.push(text)
      },
      end: () => inner.end(),
    }
  }
  const whole = (text: string): string => {
    looked += text.length
    return redactor.redact(text).text
  }
  const live = new LiveOutput({ whole, stream }, capBytes, text => void seen.push(text))
  return { live, shown: () => seen.join(''), looked: () => looked }
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('what is seen of a command while it runs', () => {
  it('is all of a short output, in pieces that cut letters and secrets in two', () => {
    const { live, shown } = aWatched(1000)
    const text = bytes('grün: swordfish-31-in-the-moat\n')
    for (let at = 0; at < text.length; at += 3) live.take('stdout', text.subarray(at, at + 3))
    live.take('stderr', bytes('and an error\n'))
    live.end('')
    expect(shown()).toContain('grün: ')
    expect(shown()).toContain('and an error\n')
    expect(shown()).not.toContain('swordfish')
    expect(shown()).not.toContain('more follows')
  })

  it.each(['key=', 'ghp_', 'y\n'])(
    'of an output of 64 MB of %j the redactor looks through no more than is kept and its end',
    piece => {
      const cap = 16 * 1024
      const { live, shown, looked } = aWatched(cap)
      const chunk = bytes(piece.repeat(Math.ceil(65_536 / piece.length)))
      for (let given = 0; given < 64 * 1024 * 1024; given += chunk.length) live.take('stdout', chunk)
      live.end('')
      expect(looked()).toBeLessThan(cap + 9000)
      expect(shown().match(/more follows/g)).toHaveLength(1)
    },
  )

  it('never shows half of a secret that the limit cuts in two', () => {
    const { live, shown } = aWatched(100)
    live.take('stdout', bytes(`${'.'.repeat(88)}swordfish-31-in-the-moat and more`))
    live.end('')
    expect(shown()).not.toContain('swordfish')
  })

  it('ends with the last lines, also of an output that is too long, without a line that begins in the middle', () => {
    const { live, shown } = aWatched(1000)
    for (let n = 1; n <= 5000; n++) live.take('stdout', bytes(`line ${n}\n`))
    live.take('stdout', bytes('error: the door swordfish-31-in-the-moat is shut\n'))
    live.end('')
    const lines = shown().trimEnd().split('\n')
    expect(lines[0]).toBe('line 1')
    const gap = lines.findIndex(line => /^\[… \d+ bytes are not shown …\]$/.test(line))
    expect(lines[gap + 1]).toMatch(/^line \d+$/)
    expect(lines.at(-2)).toBe('line 5000')
    expect(lines.at(-1)).toMatch(/^error: the door \[.*\] is shut$/)
    expect(shown().length).toBeLessThan(10_000)
  })

  it('does not show the end of a key that began before the gap', () => {
    const { live, shown } = aWatched(500)
    const row = `${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'.repeat(2).slice(0, 64)}\n`
    live.take('stdout', bytes(`-----BEGIN PRIVATE KEY-----\n${row.repeat(400)}-----END PRIVATE KEY-----\nafter\n`))
    live.end('')
    expect(shown()).not.toContain('QUJDREVG')
    expect(shown()).toMatch(/not shown …\]\nafter\n$/)
  })

  it('says last why the command was ended, when it did not end by itself', () => {
    const { live, shown } = aWatched(10)
    live.take('stdout', bytes('y\n'))
    live.end('[It was stopped before it finished.]')
    expect(shown()).toBe('y\n\n[It was stopped before it finished.]\n')
  })

  it('limits each stream by itself', () => {
    const { live, shown } = aWatched(10)
    live.take('stdout', bytes('y\n'.repeat(100)))
    live.take('stderr', bytes('wrong\n'))
    live.end('')
    expect(shown()).toContain('wrong\n')
  })
})
