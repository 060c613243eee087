import type { ChildProcess } from 'node:child_process'
import type { AgentWire } from './agent-link.ts'

/** The pipes of a child process as the agent's wire. */
export function childWire(child: ChildProcess, onStderr: (line: string) => void): AgentWire {
  child.stdin?.on('error', () => {}) // it ended while we wrote; `close` tells
  child.stderr?.on('data', (bytes: Buffer) => onStderr(bytes.toString('utf8')))
  return {
    write: bytes => void child.stdin?.write(bytes),
    onBytes: tell => void child.stdout?.on('data', tell),
    onEnd: tell => {
      child.once('close', tell)
      child.once('error', tell)
    },
    end: () => void child.stdin?.end(),
  }
}
