import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { Inside } from '../core/plan-container.ts'
import type { AgentWire } from './agent-link.ts'
import { makeSocketFolder } from './socket-folder.ts'

/** A socket that one container finds in a folder: straight to its agent, past the engine and its copying of streams. */
export type WireDoor = {
  readonly folder: string
  /** Calls back with the first that connects, and lets nobody else in: the agent, for it does so before any command runs. */
  onAgent(tell: (socket: Socket) => void): void
  close(): void
}

/** Opens one; null where that cannot be, and then the engine carries everything. */
export async function openWireDoor(home: string): Promise<WireDoor | null> {
  if (process.platform !== 'linux') return null // a shared folder shows sockets there, but they lead nowhere
  const folder = makeSocketFolder(home)
  const server = createServer({ noDelay: true })
  const opened = await new Promise<boolean>(resolve => {
    server.on('error', () => resolve(false))
    const path = join(folder, Inside.wireName)
    server.listen({ path, readableAll: true, writableAll: true }, () => resolve(true))
  })
  const close = () => {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
  if (!opened) {
    close()
    return null
  }
  return {
    folder,
    close,
    onAgent: tell =>
      server.once('connection', socket => {
        server.close() // takes the socket's name away, too: inside there is an empty folder from now on
        tell(socket)
      }),
  }
}

/**
 * The agent's wire, through the door where the agent found it, else over the attached stream: whichever speaks first.
 * The end of either is the end of the sandbox, and ending ends both.
 */
export function firstToSpeak(attached: AgentWire, door: WireDoor): AgentWire {
  let chosen: AgentWire | null = null
  let socket: Socket | null = null
  const waiting: Uint8Array[] = []
  const choose = (wire: AgentWire): boolean => {
    chosen ??= wire
    for (const bytes of waiting.splice(0)) chosen.write(bytes)
    return chosen === wire
  }
  const ended: (() => void)[] = []
  // An engine that is gone can carry nothing, also not the end of the stream: the agent hears it from us.
  attached.onEnd(() => socket?.destroy())
  return {
    write: bytes => (chosen === null ? void waiting.push(bytes) : chosen.write(bytes)),
    onBytes: tell => {
      attached.onBytes(bytes => choose(attached) && tell(bytes))
      door.onAgent(came => {
        const wire = socketWire(came)
        if (!choose(wire)) return void came.destroy() // the agent speaks over the stream: this is somebody else
        socket = came
        for (const each of ended) wire.onEnd(each)
        wire.onBytes(tell)
      })
    },
    onEnd: tell => {
      ended.push(tell)
      attached.onEnd(tell)
    },
    end: () => {
      // The straight way first: when the engine hangs, it is the one that still arrives.
      socket?.destroy()
      attached.end()
    },
  }
}

function socketWire(socket: Socket): AgentWire {
  socket.on('error', () => socket.destroy())
  return {
    write: bytes => void socket.write(bytes),
    onBytes: tell => void socket.on('data', tell),
    onEnd: tell => {
      socket.once('end', tell)
      socket.once('close', tell)
    },
    end: () => void socket.destroy(),
  }
}
