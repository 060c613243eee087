import { pairWire } from '../../src-main/kit/node/pair-wire.ts'
import type { ChildExit, GatewayStarter, StartedChild } from '../../src-main/supervisor/core/starter.ts'

/** Beyond every number a process can have on Linux: what a test ends by mistake must be nobody. */
export const NOBODY = 2 ** 22

/** A gateway that is not a process: started, crashed and printed by a test. */
export type FakeStarter = GatewayStarter & {
  readonly started: number
  readonly killed: number
  /** The newest child ends. */
  exit(exit: ChildExit): void
  print(line: string): void
  /** A kill takes no effect, as with a process stuck in the kernel. */
  ignoreKills(): void
}

/** Builds one. */
export function fakeStarter(): FakeStarter {
  let exits: ((exit: ChildExit) => void)[] = []
  let lines: ((line: string) => void)[] = []
  let started = 0
  let killed = 0
  let heedsKills = true
  const exit = (how: ChildExit): void => {
    const tell = exits
    exits = []
    for (const listener of tell) listener(how)
  }
  return {
    get started() {
      return started
    },
    get killed() {
      return killed
    },
    exit,
    print: line => {
      for (const listener of lines) listener(line)
    },
    ignoreKills: () => {
      heedsKills = false
    },
    start: (): StartedChild => {
      started += 1
      exits = []
      lines = []
      const [wire] = pairWire()
      return {
        pid: NOBODY + started,
        wire,
        onLine: listener => void lines.push(listener),
        onExit: listener => void exits.push(listener),
        kill: () => {
          killed += 1
          if (heedsKills) exit({ code: null, signal: 'SIGKILL' })
        },
      }
    },
  }
}
