import type Docker from 'dockerode'
import { openEngine, within } from './docker-engine.ts'

/** The engine as the kill switch needs it: two short questions with a deadline, on connections of their own. */
export type EngineHands = {
  /** Rejects when the engine refuses or does not answer in time. A container that is gone already is killed. */
  kill(id: string, timeoutMs: number): Promise<void>
  /** `running` only when it runs under another first process than the one that is known to be dead. */
  says(id: string, timeoutMs: number, deadPid: number | null): Promise<'running' | 'gone' | 'unknown'>
}

/** Opens them. Nothing is asked before somebody asks. */
export function engineHands(host?: string): EngineHands {
  let opened: Docker | null = null
  // Not before it is needed: an address that may not be used is no reason to be without a kill switch.
  const engine = () => {
    opened ??= openEngine(host)
    return opened
  }
  return {
    kill: async (id, timeoutMs) => {
      try {
        await within(timeoutMs, engine().getContainer(id).kill({ signal: 'SIGKILL' }))
      } catch (error) {
        if (!meansGone(error)) throw error
      }
    },
    says: async (id, timeoutMs, deadPid) => {
      try {
        const { State } = await within(timeoutMs, engine().getContainer(id).inspect())
        // It notices an end some hundred milliseconds after the kernel; the old number says that it has not yet.
        return State.Running && State.Pid !== deadPid ? 'running' : 'gone'
      } catch (error) {
        return meansGone(error) ? 'gone' : 'unknown' // a dead or hung engine knows nothing
      }
    },
  }
}

/** 404: removed already. 409: not running any more. */
function meansGone(error: unknown): boolean {
  const code = error instanceof Error && 'statusCode' in error ? error.statusCode : null
  return code === 404 || code === 409
}
