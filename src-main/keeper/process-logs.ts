import type { ConfigDesk } from '../config/node/config-desk.ts'
import { version } from '../kit/core/version.ts'
import { openLog, type ProcessLog } from '../kit/node/logger.ts'
import type { GatewayStarter } from '../supervisor/core/starter.ts'
import type { DataFolder } from './folder.ts'
import type { RedactingText } from './redaction.ts'

/** The logs of the two processes. The gateway's lines are written here too: it has no folder of its own to write logs to. */
export type ProcessLogs = {
  readonly keeper: ProcessLog['log']
  readonly gateway: ProcessLog['log']
  /** How much is written from now on. */
  follow(config: ConfigDesk): void
  close(): void
}

/** Opens both logs; every line passes the redactor. */
export function openProcessLogs(folder: DataFolder, redaction: RedactingText): ProcessLogs {
  const redact = (text: string): string => redaction.whole(text)
  const keeper = openLog({ folder: folder.logs, name: 'keeper', redact })
  const gateway = openLog({ folder: folder.logs, name: 'gateway', redact })
  keeper.log.info({ version }, 'Gatehouse starts')
  return {
    keeper: keeper.log,
    gateway: gateway.log,
    follow: config => {
      const use = (): void => {
        keeper.log.level = gateway.log.level = config.current().gateway.logLevel
      }
      use()
      config.subscribe(use)
    },
    close: () => {
      keeper.close()
      gateway.close()
    },
  }
}

/** Writes what the gateway says on its streams into its log. */
export function logged(starter: GatewayStarter, logs: ProcessLogs): GatewayStarter {
  return {
    start: () => {
      const child = starter.start()
      child.onLine(line => logs.gateway.info(line))
      return child
    },
  }
}
