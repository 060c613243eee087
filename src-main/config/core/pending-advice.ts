import type { PendingChange } from '../../contract/model/config.ts'

const advice: Readonly<Record<PendingChange['reason'], string>> = {
  'changed-outside':
    'Somebody changed the config file outside Gatehouse. Until you decide, the stricter of the two holds. Look: gatehouse config pending. Then: gatehouse config accept, or gatehouse config revert.',
  'never-sealed':
    'This config file was never accepted here. Until you decide, the stricter of it and the defaults holds. Look: gatehouse config pending. Then: gatehouse config accept.',
  removed:
    'The config file is gone or cannot be read. The last accepted one holds. Put it back: gatehouse config revert.',
  invalid:
    'The config file cannot be used as it is. The last accepted one holds. Correct the places named and accept the change, or put the last one back: gatehouse config revert.',
  'rolled-back':
    'The data folder holds an older config than the one accepted last. Until you decide, the stricter of the two holds. If you restored a backup yourself: gatehouse config accept.',
}

/** What a person should do about a change that waits. */
export function pendingAdvice(reason: PendingChange['reason']): string {
  return advice[reason]
}
