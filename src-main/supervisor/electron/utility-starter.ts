import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { utilityProcess } from 'electron'
import { messageWire } from '../../kit/node/message-wire.ts'
import { childEnvironment } from '../core/environment.ts'
import type { GatewayStarter, StartedChild } from '../core/starter.ts'

/** Starts the gateway as Electron's utility process: no window, no Electron API, ends with the app. */
export function utilityStarter(options: { entry: string; given: Record<string, string> }): GatewayStarter {
  return { start: () => startUtility(options) }
}

function startUtility(options: { entry: string; given: Record<string, string> }): StartedChild {
  const child = utilityProcess.fork(options.entry, [], {
    env: childEnvironment(process.env, options.given),
    stdio: ['ignore', 'pipe', 'pipe'],
    serviceName: 'gatehouse-gateway',
  })
  let exited = false
  child.on('exit', () => (exited = true))
  const wire = messageWire({
    post: frame => {
      if (!exited) child.postMessage(frame)
    },
    onMessage: listener => void child.on('message', listener),
    onGone: listener => void child.on('exit', listener),
    disconnect: () => {
      if (!exited) child.kill()
    },
  })
  return {
    // Electron knows the number only once the process has been spawned.
    get pid() {
      return child.pid ?? null
    },
    wire,
    onLine: listener => {
      for (const pipe of [child.stdout, child.stderr])
        if (pipe) createInterface({ input: pipe as Readable }).on('line', listener)
    },
    onExit: listener => void child.on('exit', code => listener({ code, signal: null })),
    kill: () => killNow(child.pid),
  }
}

/** `child.kill()` is a polite SIGTERM; a gateway that ignores it must still end. */
function killNow(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
