import { SandboxConfig } from '../contract/model/sandbox.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { Roll } from '../incident/node/roll.ts'
import { openSandboxes } from '../sandbox/node/open-sandboxes.ts'
import { noteHostRun } from './first-pin.ts'
import type { Foundation } from './foundation.ts'
import type { KeeperParts } from './parts.ts'
import { sandboxSettings } from './policy-settings.ts'
import { sandboxEntry } from './sandbox-record.ts'

/**
 * The sandboxes as the settings want them; each is on the roll from its start to its end. `barred` says why none may start: a
 * start takes a moment, and one that was on its way when everything was stopped would come up after it.
 */
export function buildSandboxes(
  parts: KeeperParts,
  base: Foundation,
  roll: Roll,
  elevated: (session: string) => boolean,
  barred: () => string | null,
) {
  const onHost = noteHostRun(base.keys.vault)
  return openSandboxes({
    home: base.folder.home,
    ...(parts.dockerHost === undefined ? {} : { docker: { host: parts.dockerHost } }),
    config: agent => SandboxConfig.parse(sandboxSettings(base.config.current(), agent)),
    shellMode: () => base.config.current().policy.shell,
    elevated,
    workspaceOf: agent => base.config.current().agents[agent]?.workspace,
    clock: parts.clock,
    log: (line, facts) => base.logs.keeper.info({ ...facts }, `sandbox: ${line}`),
    audit: async event => {
      if (event.what === 'sandbox.started') roll.sandboxStarted(event.sandbox)
      if (event.what === 'sandbox.ended') roll.sandboxEnded(event.name)
      if (event.what === 'sandbox.started' && event.sandbox.backend === 'host') await onHost()
      await base.record(sandboxEntry(event))
      if (event.what === 'sandbox.started' && barred() !== null) throw new Fault('locked-down')
    },
  })
}
