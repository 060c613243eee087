import type { SealedRecord } from './vault-layout.ts'

/** The newest version of each name, in the order of their names. */
export function latestRecords(records: readonly SealedRecord[]): SealedRecord[] {
  const latest = new Map<string, SealedRecord>()
  for (const record of records) {
    const known = latest.get(record.name)
    if (!known || known.version < record.version) latest.set(record.name, record)
  }
  return [...latest.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The newest version of one name, or that exact version. */
export function findRecord(records: readonly SealedRecord[], name: string, version?: number): SealedRecord | undefined {
  if (version === undefined) return latestRecords(records).find(record => record.name === name)
  return records.find(record => record.name === name && record.version === version)
}
