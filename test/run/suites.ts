import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JobOptions, runScript } from './job.ts'
import type { FileReport, SuiteReport } from './reporter.ts'

/** Runs one vitest project or some files, and reads what came of it. A run without a report counts as one failure. */
export async function runSuite(
  name: string,
  args: readonly string[],
  tmp: string,
  options: JobOptions,
): Promise<SuiteReport> {
  const file = join(tmp, `report-${name}.json`)
  const ended = await runScript('node_modules/vitest/vitest.mjs', ['run', '--passWithNoTests', ...args], {
    ...options,
    tell: line => console.log(line),
    env: { ...options.env, GATEHOUSE_TEST_REPORT: file },
  })
  const report = readReport(file)
  if (report === null)
    return failedOutright(`${name}: ended without a report (${ended.output || `exit ${ended.code}`})`)
  if (ended.code !== 0 && report.problems.length === 0 && report.files.every(isWell)) {
    return { ...report, problems: [`${name}: every test passed, and yet it ended with exit code ${ended.code}`] }
  }
  return report
}

/** A part of the run that could not even start. */
export function failedOutright(problem: string): SuiteReport {
  return { files: [], problems: [problem] }
}

function readReport(file: string): SuiteReport | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SuiteReport
  } catch {
    return null // it never got to write one
  }
}

/** Whether nothing in a file failed. A skip that gives no reason counts as failed: nobody could tell whether it is one. */
export function isWell({ failed, problems, skipped }: FileReport): boolean {
  return failed.length + problems.length === 0 && skipped.every(skip => skip.reason !== null)
}

/** The closing lines of a run. */
export function closing(reports: readonly SuiteReport[]): { readonly lines: readonly string[]; readonly ok: boolean } {
  const files = reports.flatMap(report => report.files)
  const skips = files.flatMap(file => file.skipped)
  const told = skips.filter(skip => skip.reason !== null)
  const failed = [
    ...skips
      .filter(skip => skip.reason === null)
      .map(({ title }) => `${title}: skipped without a reason (see test/kit/needs.ts)`),
    ...files.flatMap(file => file.failed),
    ...files.flatMap(file => file.problems),
    ...reports.flatMap(report => report.problems),
  ]
  const passed = files.reduce((total, file) => total + file.passed, 0)
  return {
    ok: failed.length === 0,
    lines: [
      ...told.map(skip => `skipped: ${skip.title}: ${skip.reason}`),
      ...files.flatMap(file => file.unsteady ?? []).map(said => `unsteady, held when run again alone: ${said}`),
      ...failed.map(said => `FAILED: ${said}`),
      `${passed} passed, ${failed.length} failed, ${told.length} skipped`,
    ],
  }
}
