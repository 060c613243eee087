import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { messageWire } from '../../kit/node/message-wire.ts'
import { childEnvironment } from '../core/environment.ts'
import type { GatewayStarter, StartedChild } from '../core/starter.ts'
import { type Fence, findFence } from './fenced.ts'

/** Starts the gateway as a child of this process, behind the strongest fence there is, for headless use. */
export function childStarter(options: {
  entry: string
  execArgv?: string[]
  given: Record<string, string>
  fence?: Fence
}): GatewayStarter {
  let found = options.fence
  const fence = (): Fence => {
    found ??= findFence()
    return found
  }
  return { start: () => startChild(options, fence()) }
}

function startChild(
  options: { entry: string; execArgv?: string[]; given: Record<string, string> },
  fence: Fence,
): StartedChild {
  const line = [...fence, process.execPath, ...(options.execArgv ?? []), options.entry]
  const child = spawn(line[0] ?? process.execPath, line.slice(1), {
    env: childEnvironment(process.env, options.given),
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Its own group, so that Ctrl-C in a terminal ends the Keeper first and the Keeper ends it.
    detached: true,
  })
  const wire = messageWire({
    post: frame => {
      if (child.connected) child.send(frame as object, () => {}) // a child that just died is told by `exit`
    },
    onMessage: listener => void child.on('message', listener),
    onGone: listener => void child.on('disconnect', listener),
    disconnect: () => {
      if (child.connected) child.disconnect()
    },
  })
  child.on('error', () => {}) // a failed start also emits no exit; `onExit` below covers both
  return {
    pid: child.pid ?? null,
    wire,
    onLine: listener => {
      for (const pipe of [child.stdout, child.stderr]) if (pipe) createInterface({ input: pipe }).on('line', listener)
    },
    onExit: listener => {
      let told = false
      const once = (code: number | null, signal: string | null) => {
        if (told) return
        told = true
        listener({ code, signal })
      }
      child.on('exit', once)
      child.on('error', error => once(null, error.message))
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
