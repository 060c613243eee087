import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JobOptions, runScript } from './job.ts'
import type { SuiteReport } from './reporter.ts'

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
  if (ended.code !== 0 && report.failed.length + report.problems.length === 0) {
    return { ...report, problems: [`${name}: every test passed, and yet it ended with exit code ${ended.code}`] }
  }
  return report
}

/** A part of the run that could not even start. */
export function failedOutright(problem: string): SuiteReport {
  return { passed: 0, failed: [], skipped: [], problems: [problem] }
}

function readReport(file: string): SuiteReport | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SuiteReport
  } catch {
    return null // it never got to write one
  }
}

/** Adds up parts of a run. */
export function sum(reports: readonly SuiteReport[]): SuiteReport {
  return {
    passed: reports.reduce((total, report) => total + report.passed, 0),
    failed: reports.flatMap(report => report.failed),
    skipped: reports.flatMap(report => report.skipped),
    problems: reports.flatMap(report => report.problems),
  }
}

/** The closing lines of a run. A skip that gives no reason counts as a failure: nobody could tell whether it is one. */
export function closing(report: SuiteReport): { readonly lines: readonly string[]; readonly ok: boolean } {
  const silent = report.skipped.filter(skip => skip.reason === null)
  const told = report.skipped.filter(skip => skip.reason !== null)
  const failed = report.failed.length + report.problems.length + silent.length
  return {
    ok: failed === 0,
    lines: [
      ...told.map(skip => `skipped: ${skip.title}: ${skip.reason}`),
      ...silent.map(skip => `FAILED: ${skip.title}: skipped without a reason (see test/kit/needs.ts)`),
      ...report.failed.map(title => `FAILED: ${title}`),
      ...report.problems.map(problem => `FAILED: ${problem}`),
      `${report.passed} passed, ${failed} failed, ${told.length} skipped`,
    ],
  }
}
