import { utilityProcess } from 'electron'
import type { HelperAnswer, StartHelper } from '../../vault/core/keychain-talk.ts'

/** Starts the keychain helper as Electron's utility process: with the RunAsNode fuse off, `fork` is not available to us. */
export function utilityKeychain(script: string): StartHelper {
  return () => {
    const child = utilityProcess.fork(script, [], { stdio: 'ignore', serviceName: 'gatehouse-keychain' })
    let exited = false
    child.once('exit', () => {
      exited = true
    })
    return {
      send: request => {
        if (!exited) child.postMessage(request)
      },
      onAnswer: tell => child.on('message', message => tell(message as HelperAnswer)),
      onExit: tell => void child.once('exit', () => tell()),
      kill: () => {
        if (child.pid !== undefined && !exited) process.kill(child.pid, 'SIGKILL') // a hung keytar does not heed SIGTERM
      },
    }
  }
}
