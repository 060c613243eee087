import { defineConfig } from 'vitest/config'
import { ClosingReporter } from './test/run/reporter.ts'

/** Set by test/run: where to leave the counts and the reasons of skips. */
const reportFile = process.env['GATEHOUSE_TEST_REPORT']

/** Files that cost minutes of computing and nothing else: bytes harmed ten thousand times, processes killed in their work. */
const FUZZ = [
  'test/integration/fuzz-*.test.ts',
  'test/integration/vault-processes.test.ts',
  'test/integration/audit-crash.test.ts',
  'test/integration/redact-hostile.test.ts',
  'test/unit/audit/fuzz.test.ts',
]

/**
 * Quick suites need nothing but Node, and little time; fuzz ones much of it, so they share the cores; real ones start
 * engines, keyrings and browsers, one file at a time.
 */
export default defineConfig({
  test: {
    reporters: reportFile === undefined ? ['default'] : ['default', new ClosingReporter(reportFile)],
    projects: [
      {
        test: {
          name: 'quick',
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/architecture/**/*.test.ts'],
          exclude: FUZZ,
          // Files share their workers: half the time is loading the same modules again. They hold in any order (tried shuffled).
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'fuzz',
          include: FUZZ,
          testTimeout: 300_000,
          hookTimeout: 60_000,
          experimental: { viteModuleRunner: false },
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/integration/**/*.test.ts'],
          exclude: FUZZ,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/window/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
