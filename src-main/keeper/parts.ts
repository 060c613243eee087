import type { WatchdogProgram } from '../incident/node/watchdog.ts'
import type { Clock } from '../kit/core/clock.ts'
import type { GatewayStarter } from '../supervisor/core/starter.ts'
import type { KeyStore } from '../vault/core/key-store.ts'
import type { AskSystem } from './lift-proof.ts'

/** What an entry gives the Keeper: the things that differ between the app and the terminal. */
export type KeeperParts = {
  readonly home: string
  readonly clock: Clock
  readonly keyStore: KeyStore
  readonly starter: (home: string) => GatewayStarter
  /** Folder of the built pages, for the dashboard. */
  readonly pages: string
  readonly dockerHost?: string
  /** The process that ends what runs when this one cannot; none in tests of single rooms. */
  readonly watchdog?: (home: string) => WatchdogProgram
  /** Asks the operating system whether its owner is there; left out where there is no such thing. */
  readonly askSystem?: AskSystem
  /** What the terminal of this start shows, and with it who may set the first approver PIN; left out where there is no terminal. */
  readonly setUpCode?: string
}
