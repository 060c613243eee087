import { anEngine, engineMissing, runningContainers } from '../kit/engine.ts'
import { aKeyring, keyringMissing } from '../kit/keyring.ts'

/** What the suites of one lane need, started for them alone: lanes that share nothing cannot disturb each other. */
export interface Part {
  /** To be merged into the environment of the lane's suites. */
  readonly env: Readonly<Record<string, string>>
  /** Ends it, and names what the suites left in it. */
  stop(): Promise<readonly string[]>
}

/** Starts a part, or says why there can be none here. */
export type StartPart = () => Promise<Part | string>

/** A Docker engine; the one of the machine, if there is one, goes on running. */
export const startEngine: StartPart = async () => {
  const missing = engineMissing()
  if (missing !== null) return missing
  const engine = await anEngine()
  const before = await runningContainers(engine.socketPath)
  return {
    env: { DOCKER_HOST: engine.dockerHost },
    async stop() {
      const left = (await runningContainers(engine.socketPath)).filter(name => !before.includes(name))
      await engine.stop()
      return left.map(name => `container left running: ${name}`)
    },
  }
}

/** A keyring, unlocked. */
export const startKeyring: StartPart = async () => {
  const missing = keyringMissing()
  if (missing !== null) return missing
  const keyring = await aKeyring('unlocked')
  return {
    env: keyring.env,
    async stop() {
      await keyring.stop()
      return []
    },
  }
}
