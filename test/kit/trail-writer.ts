/** A process that writes into a trail as fast as it can until it is killed, and says each number once it is acknowledged: `trail-writer.ts ROOT`. */
import { anchorFile } from '../../src-main/audit/node/anchor-file.ts'
import { openTrail } from '../../src-main/audit/node/trail.ts'
import type { AuditEntry } from '../../src-main/contract/model/audit-entry.ts'
import { systemClock } from '../../src-main/kit/node/system-clock.ts'

const [root = ''] = process.argv.slice(2)
const trail = await openTrail({
  folder: `${root}/audit`,
  sealKey: new Uint8Array(32).fill(7),
  clock: systemClock,
  redact: text => text,
  anchor: anchorFile(`${root}/anchor`),
  anchorEveryMs: 20,
  rotation: { maxBytes: 60_000, maxAgeMs: 1e12 },
})
const entry: AuditEntry = {
  kind: 'lifecycle',
  who: 'gatehouse',
  door: 'keeper',
  result: 'ok',
  part: 'keeper',
  step: 'started',
  reason: 'x'.repeat(300),
}
const write = async (): Promise<never> => {
  for (;;) process.stdout.write(`${(await trail.append(entry)).seq}\n`)
}
for (let index = 0; index < 8; index += 1) void write()
