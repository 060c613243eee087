import { Config, type ConfigChange } from '../../contract/model/config.ts'
import type { Plain } from './layers.ts'
import { compareConfigs, stricterOf } from './loosening.ts'

/** What holds while a change from outside waits for a person, and how it differs from what was accepted. */
export type Settled = { readonly config: Config; readonly changes: ConfigChange[] }

/** The stricter of two whole configs. If the two cannot be joined into a valid one, the accepted one holds. */
export function settleConfig(accepted: Config, outside: Config): Settled {
  const changes = compareConfigs(plain(accepted), plain(outside))
  const joined = Config.safeParse(stricterOf(plain(accepted), plain(outside)))
  return { config: joined.success ? joined.data : accepted, changes }
}

/** Every place where two valid configs differ. */
export function changesBetween(before: Config, after: Config): ConfigChange[] {
  return before === after ? [] : compareConfigs(plain(before), plain(after))
}

/** Drops `undefined`, which a schema leaves behind and a file cannot hold. */
function plain(config: Config): Plain {
  return JSON.parse(JSON.stringify(config)) as Plain
}
