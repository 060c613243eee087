import { ExecPlan } from '../../src-main/contract/model/exec.ts'
import { SandboxConfig } from '../../src-main/contract/model/sandbox.ts'
import { systemClock } from '../../src-main/kit/node/system-clock.ts'
import type { SandboxEvent } from '../../src-main/sandbox/core/backend.ts'
import { openSandboxes, type Sandboxes, type SandboxesWorld } from '../../src-main/sandbox/node/open-sandboxes.ts'
import { aHome, type TempHome } from './temp-home.ts'

/** A sandbox room over a real engine with a data folder of its own, and what it told the audit trail. */
export type SandboxRoom = { sandboxes: Sandboxes; home: TempHome; events: SandboxEvent[]; close(): Promise<void> }

/** Opens a room; `settings` are those of every agent. */
export function aSandboxRoom(
  dockerHost: string | undefined,
  settings: Partial<SandboxConfig> = {},
  more: Partial<SandboxesWorld> = {},
): SandboxRoom {
  const home = aHome()
  const events: SandboxEvent[] = []
  const sandboxes = openSandboxes({
    home: home.root,
    ...(dockerHost === undefined ? {} : { docker: { host: dockerHost } }),
    config: () => SandboxConfig.parse({ backend: 'docker', ...settings }),
    clock: systemClock,
    log: () => {},
    audit: event => void events.push(event),
    ...more,
  })
  return {
    sandboxes,
    home,
    events,
    async close() {
      await sandboxes.close()
      await home.remove()
    },
  }
}

/** A plan for a shell line. */
export function shell(text: string, more: Partial<ExecPlan> = {}): ExecPlan {
  return ExecPlan.parse({ command: { kind: 'shell', text }, agent: 'main', session: 's1', ...more })
}

/** A plan for a program with arguments. */
export function argv(...words: string[]): ExecPlan {
  return ExecPlan.parse({ command: { kind: 'argv', argv: words }, agent: 'main', session: 's1' })
}
