import type { FileReport, SuiteReport } from './reporter.ts'
import { isWell } from './suites.ts'

/** More files than these do not fail because the machine was busy. */
const MOST_FILES = 5

/**
 * The files to run again, alone: suites run side by side on two cores, and a process that got no turn for seconds fails
 * a test as a fault does. What fails alone too is a fault. None where more went wrong than chance explains.
 */
export function secondLook(reports: readonly SuiteReport[]): readonly string[] {
  if (reports.some(report => report.problems.length > 0)) return []
  const failed = reports.flatMap(report => report.files).filter(file => !isWell(file))
  return failed.length > MOST_FILES ? [] : failed.map(file => file.file)
}

/** The report with what the second look found in place of what the first did; what had failed stays on it, by name. */
export function afterSecondLook(first: SuiteReport, second: SuiteReport): SuiteReport {
  const again = new Map(second.files.map(file => [file.file, file]))
  const files = first.files.map(file => {
    const seen = isWell(file) ? undefined : again.get(file.file)
    return seen === undefined || !isWell(seen) ? file : { ...seen, unsteady: whatFailed(file) }
  })
  return { files, problems: [...first.problems, ...second.problems] }
}

function whatFailed({ failed, problems, skipped }: FileReport): string[] {
  const silent = skipped.filter(skip => skip.reason === null).map(skip => `${skip.title}: did not run`)
  return [...failed, ...problems, ...silent]
}
