import { openEngine, within } from './docker-engine.ts'

/** The engine as the kill switch needs it: two short questions with a deadline, on connections of their own. */
export type EngineHands = {
  /** Rejects when the engine refuses or does not answer in time. A container that is gone already is killed. */
  kill(id: string, timeoutMs: number): Promise<void>
  says(id: string, timeoutMs: number): Promise<'running' | 'gone' | 'unknown'>
}

/** Opens them. Nothing is asked before somebody asks. */
export function engineHands(host?: string): EngineHands {
  const docker = openEngine(host)
  return {
    kill: async (id, timeoutMs) => {
      try {
        await within(timeoutMs, docker.getContainer(id).kill({ signal: 'SIGKILL' }))
      } catch (error) {
        if (!meansGone(error)) throw error
      }
    },
    says: async (id, timeoutMs) => {
      try {
        const { State } = await within(timeoutMs, docker.getContainer(id).inspect())
        return State.Running ? 'running' : 'gone'
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
