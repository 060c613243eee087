import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeExit, encodeFrame, encodeRun, FrameReader, MAX_FRAME } from '../../../src-main/sandbox/core/frames.ts'
import { StdcopyReader } from '../../../src-main/sandbox/core/stdcopy.ts'

const encode = (text: string) => Buffer.from(text)
const request = {
  argv: ['echo', 'hi'],
  shell: false,
  cwd: '/workspace',
  env: { A: '1' },
  stdin: false,
  keepBackground: false,
  tty: null,
}

describe('frames of the exec agent', () => {
  it('come out as they went in, however the stream is cut', () => {
    const frame = fc.record({ id: fc.nat(0xffffffff), type: fc.nat(255), payload: fc.uint8Array({ maxLength: 300 }) })
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        (frames, cuts) => {
          const bytes = Buffer.concat(frames.map(each => encodeFrame(each.id, each.type, each.payload)))
          const reader = new FrameReader()
          const read = []
          for (let at = 0, n = 0; at < bytes.length; n++) {
            const size = cuts[n % cuts.length] ?? 1
            read.push(
              ...reader.read(bytes.subarray(at, at + size)).map(each => ({ ...each, payload: [...each.payload] })),
            )
            at += size
          }
          expect(read).toEqual(frames.map(each => ({ ...each, payload: [...each.payload] })))
        },
      ),
    )
  })

  it('are refused when they claim to be larger than the agent ever sends', () => {
    const head = encodeFrame(1, 65).slice()
    new DataView(head.buffer).setUint32(0, MAX_FRAME + 1, true)
    expect(() => new FrameReader().read(head)).toThrow('too large')
  })

  it('carry a command as NUL-ended words', () => {
    expect(Buffer.from(encodeRun(request, encode)).toString('latin1')).toBe(
      '\x00\x00\x00\x00\x00\x02\x00\x01\x00/workspace\0echo\0hi\0A=1\0',
    )
    const tty = { ...request, shell: true, stdin: true, keepBackground: true, tty: { rows: 24, cols: 80 } }
    expect([...encodeRun(tty, encode).subarray(0, 5)]).toEqual([15, 24, 0, 80, 0])
  })

  it.each([{ argv: ['a\0b'] }, { cwd: '/\0' }, { env: { A: 'x\0B=2' } }])(
    'refuse a NUL, which would run something else than was shown: %j',
    part => {
      expect(() => encodeRun({ ...request, ...part }, encode)).toThrow('NUL')
    },
  )

  it('say how a command ended', () => {
    const payload = (...values: number[]) => new Uint8Array(new Int32Array(values).buffer)
    expect(decodeExit(payload(3, 0, 0))).toEqual({ exitCode: 3, signal: 0, errno: 0 })
    expect(decodeExit(payload(-1, 9, 0))).toEqual({ exitCode: null, signal: 9, errno: 0 })
    expect(decodeExit(payload(-1, 0, 2))).toEqual({ exitCode: null, signal: 0, errno: 2 })
  })
})

describe('the stream of an attached container', () => {
  it('is taken apart into its two, however it is cut', () => {
    const piece = (stream: number, text: string) =>
      Buffer.concat([Buffer.from([stream, 0, 0, 0, 0, 0, 0, text.length]), Buffer.from(text)])
    const bytes = Buffer.concat([piece(1, 'one'), piece(2, 'bad'), piece(1, ''), piece(1, 'two')])
    for (let size = 1; size <= bytes.length; size++) {
      const seen: Record<string, string> = { stdout: '', stderr: '' }
      const reader = new StdcopyReader((stream, part) => (seen[stream] += Buffer.from(part).toString()))
      for (let at = 0; at < bytes.length; at += size) reader.read(bytes.subarray(at, at + size))
      expect(seen).toEqual({ stdout: 'onetwo', stderr: 'bad' })
    }
  })
})
