import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AgentWire } from '../../../src-main/sandbox/node/agent-link.ts'
import { sweepSocketFolders } from '../../../src-main/sandbox/node/socket-folder.ts'
import { firstToSpeak, openWireDoor, type WireDoor } from '../../../src-main/sandbox/node/wire-door.ts'
import { until } from '../../kit/child.ts'

/** The engine's way to an agent, in memory. */
class AttachedStream implements AgentWire {
  readonly written: string[] = []
  ended = 0
  #bytes: (bytes: Uint8Array) => void = () => {}
  readonly #ends: (() => void)[] = []

  write(bytes: Uint8Array): void {
    this.written.push(Buffer.from(bytes).toString())
  }
  onBytes(tell: (bytes: Uint8Array) => void): void {
    this.#bytes = tell
  }
  onEnd(tell: () => void): void {
    this.#ends.push(tell)
  }
  end(): void {
    this.ended += 1
  }
  says(text: string): void {
    this.#bytes(Buffer.from(text))
  }
  breaks(): void {
    for (const tell of this.#ends) tell()
  }
}

describe.skipIf(process.platform !== 'linux')('the straight way to an agent (Linux only)', () => {
  let home: string
  let door: WireDoor
  let attached: AttachedStream
  let wire: AgentWire
  let seen: { heard: string; ends: number }
  const sockets: Socket[] = []
  const path = () => join(door.folder, 'wire.sock')
  const knock = () => {
    const socket = connect(path())
    sockets.push(socket)
    let said = ''
    socket.on('data', bytes => (said += bytes.toString())).on('error', () => {})
    return { socket, said: () => said }
  }

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'gh-wire-'))
    const opened = await openWireDoor(home)
    if (opened === null) throw new Error('no door')
    door = opened
    attached = new AttachedStream()
    wire = firstToSpeak(attached, door)
    const own = { heard: '', ends: 0 }
    wire.onBytes(bytes => (own.heard += Buffer.from(bytes).toString()))
    wire.onEnd(() => (own.ends += 1))
    seen = own
  })
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy()
    door.close()
    rmSync(home, { recursive: true, force: true })
  })

  it('carries what was said before the agent came, and all after, past the engine', async () => {
    wire.write(Buffer.from('early '))
    const { socket, said } = knock()
    socket.write('hello')
    await until('the greeting', () => seen.heard === 'hello')
    wire.write(Buffer.from('late'))
    await until('all words', () => said() === 'early late')
    expect(attached.written).toEqual([])
  })

  it('lets nobody in after the agent, and leaves an empty folder to see', async () => {
    const { socket } = knock()
    await until('the socket to be gone', () => !existsSync(path()))
    expect(readdirSync(door.folder)).toEqual([])
    await expect(once(connect(path()), 'connect')).rejects.toThrow(/ENOENT/)
    socket.write('still heard')
    await until('its words', () => seen.heard === 'still heard')
  })

  it('takes the stream where the agent does not find the socket', async () => {
    wire.write(Buffer.from('early'))
    attached.says('hello')
    wire.write(Buffer.from('late'))
    expect({ heard: seen.heard, written: attached.written }).toEqual({ heard: 'hello', written: ['early', 'late'] })
    const { socket, said } = knock()
    socket.write('somebody else')
    await until('it to be shown out', () => socket.closed)
    wire.write(Buffer.from('more'))
    expect({ ...seen, said: said() }).toEqual({ heard: 'hello', ends: 0, said: '' })
  })

  it('hears nothing over the stream once the agent came straight', async () => {
    knock().socket.write('hello')
    await until('the greeting', () => seen.heard === 'hello')
    attached.says('a forged word')
    expect(seen.heard).toBe('hello')
  })

  it('ends both ways at once', async () => {
    const { socket } = knock()
    socket.write('hello')
    await until('the greeting', () => seen.heard === 'hello')
    wire.end()
    await once(socket, 'close')
    expect(attached.ended).toBe(1)
  })

  it('knows the end of the agent by its socket, and tells the agent when the engine is gone', async () => {
    const first = knock().socket
    first.write('hello')
    await until('the greeting', () => seen.heard === 'hello')
    attached.breaks()
    await once(first, 'close')
    expect(seen.ends).toBeGreaterThan(0)
  })

  it('shows only its own folder, and that through a private one', () => {
    expect(statSync(door.folder).mode & 0o777).toBe(0o755)
    expect(statSync(join(door.folder, '..')).mode & 0o777).toBe(0o700)
    door.close()
    expect(existsSync(door.folder)).toBe(false)
  })

  it('has room for the name of its socket below a deep data folder, and leaves nothing there either', async () => {
    const deep = await openWireDoor(join(home, 'deep'.repeat(30)))
    expect(deep?.folder.length).toBeLessThan(100)
    expect(readdirSync(deep?.folder ?? '')).toEqual(['wire.sock'])
    deep?.close()
    expect(existsSync(join(deep?.folder ?? '', '..'))).toBe(false)
  })

  it('takes away what a killed run left, and nothing that is open or new', async () => {
    const [left, fresh] = ['left', 'fresh'].map(name => join(home, 'run', name))
    for (const folder of [left, fresh]) mkdirSync(folder ?? '')
    const longAgo = new Date(Date.now() - 3_600_000)
    for (const folder of [left, door.folder]) utimesSync(folder ?? '', longAgo, longAgo)
    sweepSocketFolders(home)
    expect(readdirSync(join(home, 'run')).sort()).toEqual(['fresh', basename(door.folder)].sort())
    sweepSocketFolders(join(home, 'nothing'))
  })
})
