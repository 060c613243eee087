/**
 * The wire between us and the exec agent: `{ u32 length, u32 id, u8 type, payload }`, little endian.
 * Many commands share one stream; `id` says which one a frame belongs to, 0 is the agent itself.
 */

/** What we say to the agent. */
export const ToAgent = { run: 1, stdin: 2, kill: 3, resize: 4, ping: 5, pause: 6, resume: 7 } as const
/** What the agent says to us. */
export const FromAgent = { stdout: 65, stderr: 66, exit: 67, pong: 68, hello: 69 } as const

/** One message. */
export type Frame = { readonly id: number; readonly type: number; readonly payload: Uint8Array }

/** The agent never sends more than 32 KB at once; whatever claims to is not our agent. */
export const MAX_FRAME = 1 << 20
const HEADER = 9

/** Writes one frame. */
export function encodeFrame(id: number, type: number, payload: Uint8Array = new Uint8Array(0)): Uint8Array {
  const bytes = new Uint8Array(HEADER + payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, payload.length, true)
  view.setUint32(4, id, true)
  bytes[8] = type
  bytes.set(payload, HEADER)
  return bytes
}

/** Cuts a byte stream, in whatever pieces it arrives, into frames. */
export class FrameReader {
  #rest: Uint8Array = new Uint8Array(0)

  /** The frames that are complete now. Throws when the stream cannot be one of ours. */
  read(bytes: Uint8Array): Frame[] {
    const all = this.#rest.length === 0 ? bytes : joined(this.#rest, bytes)
    const view = new DataView(all.buffer, all.byteOffset, all.byteLength)
    const frames: Frame[] = []
    let at = 0
    while (all.length - at >= HEADER) {
      const length = view.getUint32(at, true)
      if (length > MAX_FRAME) throw new Error('The exec agent sent a frame that is too large.')
      if (all.length - at < HEADER + length) break
      const payload = all.subarray(at + HEADER, at + HEADER + length)
      frames.push({ id: view.getUint32(at + 4, true), type: all[at + 8] ?? 0, payload })
      at += HEADER + length
    }
    this.#rest = all.subarray(at)
    return frames
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length)
  out.set(a)
  out.set(b, a.length)
  return out
}

/** What the agent needs to start one command. */
export type RunRequest = {
  readonly argv: readonly string[]
  /** `argv[0]` is text for bash, or sh where there is no bash. */
  readonly shell: boolean
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin: boolean
  readonly keepBackground: boolean
  readonly tty: { readonly rows: number; readonly cols: number } | null
}

/** The environment of a request as a process gets it; throws when a word of the request is not what was shown. */
export function requestEnvironment(request: RunRequest): string[] {
  const env = Object.entries(request.env).map(([name, value]) => `${name}=${value}`)
  // A NUL would silently cut a word short, so that something else would run than was shown.
  if ([request.cwd, ...request.argv, ...env].some(word => word.includes('\0')))
    throw new Error('A command cannot contain a NUL character.')
  return env
}

/** Writes the payload of a RUN frame; `encode` turns text into UTF-8. */
export function encodeRun(request: RunRequest, encode: (text: string) => Uint8Array): Uint8Array {
  const env = requestEnvironment(request)
  const words = [request.cwd, ...request.argv, ...env]
  const text = encode(`${words.join('\0')}\0`)
  const bytes = new Uint8Array(9 + text.length)
  const view = new DataView(bytes.buffer)
  bytes[0] =
    (request.stdin ? 1 : 0) | (request.tty ? 2 : 0) | (request.shell ? 4 : 0) | (request.keepBackground ? 8 : 0)
  view.setUint16(1, request.tty?.rows ?? 0, true)
  view.setUint16(3, request.tty?.cols ?? 0, true)
  view.setUint16(5, request.argv.length, true)
  view.setUint16(7, env.length, true)
  bytes.set(text, 9)
  if (bytes.length > MAX_FRAME) throw new Error('The command is too long.')
  return bytes
}

/** How a command ended, as the agent saw it. */
export type AgentExit = { readonly exitCode: number | null; readonly signal: number; readonly errno: number }

/** Reads the payload of an EXIT frame. */
export function decodeExit(payload: Uint8Array): AgentExit {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  const code = view.getInt32(0, true)
  return { exitCode: code < 0 ? null : code, signal: view.getInt32(4, true), errno: view.getInt32(8, true) }
}

/** Writes the payload of a RESIZE frame. */
export function encodeSize(size: { rows: number; cols: number }): Uint8Array {
  const bytes = new Uint8Array(4)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, size.rows, true)
  view.setUint16(2, size.cols, true)
  return bytes
}
