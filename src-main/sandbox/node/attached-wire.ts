import type { Duplex } from 'node:stream'
import type Docker from 'dockerode'
import { StdcopyReader } from '../core/stdcopy.ts'
import type { AgentWire } from './agent-link.ts'

/** The streams of a container's first process, as the engine carries them. */
export async function attach(container: Docker.Container): Promise<Duplex> {
  const options = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true }
  return (await container.attach(options)) as unknown as Duplex
}

/** The attach stream as the agent's wire. */
export function attachedWire(socket: Duplex, onStderr: (line: string) => void): AgentWire {
  if ('setNoDelay' in socket && typeof socket.setNoDelay === 'function') socket.setNoDelay(true)
  return {
    write: bytes => void socket.write(bytes),
    onBytes: tell => {
      const reader = new StdcopyReader((stream, bytes) => {
        if (stream === 'stdout') tell(bytes)
        else onStderr(Buffer.from(bytes).toString('utf8'))
      })
      socket.on('data', (bytes: Buffer) => reader.read(bytes))
    },
    onEnd: tell => {
      for (const event of ['end', 'close', 'error']) socket.once(event, tell)
    },
    end: () => void socket.end(),
  }
}
