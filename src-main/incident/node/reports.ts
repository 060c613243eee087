import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KillReport } from '../../contract/model/incident.ts'

/** Sorts before every date, so that it is never taken for the newest report. */
const UNRECORDED = '!unrecorded.json'

/** The reports of past pulls, a file each in the data folder, so that a restart still shows the last one. */
export class IncidentReports {
  readonly #folder: string

  constructor(home: string) {
    this.#folder = join(home, 'incidents')
  }

  keep(report: KillReport): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const name = `${new Date(report.at).toISOString().replaceAll(':', '-')}-${report.level}.json`
    writeFileSync(join(this.#folder, name), JSON.stringify(report, null, 2), { mode: 0o600 })
  }

  /** Keeps a report of somebody who cannot write the trail; the next start of Gatehouse does it for him. */
  keepUnrecorded(report: KillReport): void {
    this.keep(report)
    writeFileSync(join(this.#folder, UNRECORDED), JSON.stringify(report), { mode: 0o600 })
  }

  /** The report that nobody has recorded yet. Taken once. */
  takeUnrecorded(): KillReport | null {
    const path = join(this.#folder, UNRECORDED)
    const report = readReport(path)
    rmSync(path, { force: true })
    return report
  }

  /** The newest report that can be read, or null. */
  newest(): KillReport | null {
    for (const name of this.#names().toReversed()) {
      const report = readReport(join(this.#folder, name))
      if (report) return report
    }
    return null
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder)
        .filter(name => name.endsWith('.json'))
        .toSorted()
    } catch {
      return [] // nothing has ever been pulled
    }
  }
}

function readReport(path: string): KillReport | null {
  try {
    const parsed = KillReport.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null // damaged; the trail has the same facts
  }
}
