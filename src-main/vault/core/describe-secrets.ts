import type { Secret } from '../../contract/model/secret.ts'
import { ageOf } from './age.ts'
import { latestRecords } from './latest.ts'
import { providerById } from './providers.ts'
import { purposeOf } from './purposes.ts'
import type { SealedRecord } from './vault-layout.ts'

/** What a person may know about the stored secrets without opening one. */
export function describeSecrets(records: readonly SealedRecord[], nowMs: number, remindAfterDays?: number): Secret[] {
  return latestRecords(records).flatMap(record => {
    const purpose = purposeOf(record.purpose)
    if (!purpose) return []
    return {
      name: record.name,
      purpose,
      version: record.version,
      olderVersions: records.filter(other => other.name === record.name).length - 1,
      changedAt: new Date(record.createdAtMs).toISOString(),
      age: ageOf(record.createdAtMs, nowMs, remindAfterDays),
      provider: providerById(record.provider),
    }
  })
}
