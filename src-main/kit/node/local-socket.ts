import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, rmdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { Fault, toFaultFrame } from '../../contract/wire/fault.ts'
import type { Wire } from '../../contract/wire/wire.ts'
import { LineCutter } from '../core/lines.ts'

/** A frame larger than this is refused: nothing we say comes near it. */
export const MAX_FRAME = 8 * 1024 * 1024

/** How long the other side may take to end its half after we ended ours. */
const HALF_CLOSED_MS = 1_000

/** Linux allows 107 bytes for a socket path; a data folder deeper than that gets a private folder in temp. */
const MAX_SOCKET_PATH = 100

/** Where the control socket of a data folder is. Anyone who knows the folder finds it; only its owner can open it. */
export function controlSocketPath(home: string): string {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\gatehouse-${name}`
  const inside = join(home, 'run', 'control.sock')
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return inside
  return join(tmpdir(), `gatehouse-${userInfo().uid}-${name}`, 'control.sock')
}

/** Listens on the control socket. The folder is 0700 before the socket exists, so there is no moment when others could connect. */
export async function listenLocally(path: string, onWire: (wire: Wire) => void): Promise<{ close(): Promise<void> }> {
  if (process.platform !== 'win32') preparePlace(path)
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    onWire(socketWire(socket))
  })
  await listening(server, path)
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return {
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy()
        server.close(() => {
          leavePlace(path)
          resolve()
        })
      }),
  }
}

/** Connects to a control socket; rejects with `not-running` when nobody listens. */
export function connectLocally(path: string): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('error', error => reject(new Fault('not-running', {}, { cause: error })))
    socket.once('connect', () => {
      socket.removeAllListeners('error')
      resolve(socketWire(socket))
    })
  })
}

function preparePlace(path: string): void {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stat = lstatSync(folder)
  // In a shared temp folder someone else may have made this place first, to listen in.
  if (!stat.isDirectory() || stat.uid !== userInfo().uid) throw new Error(`${folder} belongs to someone else`)
  chmodSync(folder, 0o700)
  rmSync(path, { force: true }) // left by a crash; whoever calls us holds the lock of the data folder
}

/** The private folder in temp goes with its socket; one inside the data folder stays. */
function leavePlace(path: string): void {
  if (process.platform === 'win32' || dirname(dirname(path)) !== tmpdir()) return
  try {
    rmdirSync(dirname(path))
  } catch {
    // somebody put another thing into it: it is not ours to remove
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', reject) // stays: a connection that could not be taken is an error too, and must end nothing
    server.listen(path, () => resolve())
  })
}

/** A wire of JSON lines over a socket. */
export function socketWire(socket: Socket): Wire {
  const cutter = new LineCutter(MAX_FRAME)
  const frames: ((frame: unknown) => void)[] = []
  const closers: (() => void)[] = []
  let open = true
  socket.setEncoding('utf8')
  socket.on('error', () => socket.destroy()) // a broken pipe is a closed connection, told below
  socket.on('close', () => {
    open = false
    for (const closer of closers) closer()
  })
  socket.on('data', text => {
    const lines = cutter.push(String(text))
    if (lines === 'too-large') return refuse(socket)
    for (const line of lines) for (const listener of frames) listener(decode(line))
  })
  return {
    send: frame => {
      if (open && !socket.writableEnded) socket.write(`${JSON.stringify(frame)}\n`)
    },
    onFrame: listener => void frames.push(listener),
    onClose: listener => {
      closers.push(listener)
      if (!open) listener()
    },
    close: () => {
      socket.end()
      // The other side may hang and never end its half; that must not keep a finished program from ending.
      const late = setTimeout(() => socket.destroy(), HALF_CLOSED_MS)
      socket.once('close', () => clearTimeout(late))
    },
  }
}

function refuse(socket: Socket): void {
  const fault = toFaultFrame(new Fault('too-large', { limit: MAX_FRAME }), 'SIZE')
  socket.end(`${JSON.stringify({ t: 'fault', id: null, fault })}\n`)
}

/** A line that is no JSON goes on as it is: the serving half answers it with `bad-frame`. */
function decode(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return line
  }
}
