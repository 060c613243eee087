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

/** How long `expect.poll` looks before it gives up. Its own second is short for a process that waits for its turn. */
const PATIENT = { poll: { timeout: 10_000 } } as const

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
          expect: PATIENT,
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/architecture/**/*.test.ts'],
          exclude: FUZZ,
          // Files share their workers: half the time is loading the same modules again. They hold in any order (tried shuffled).
          isolate: false,
          // Milliseconds of work each; but real suites run beside them, and at times a process gets no turn for seconds.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'fuzz',
          expect: PATIENT,
          include: FUZZ,
          testTimeout: 300_000,
          hookTimeout: 60_000,
          experimental: { viteModuleRunner: false },
        },
      },
      {
        test: {
          name: 'real',
          expect: PATIENT,
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
          expect: PATIENT,
          include: ['test/e2e/**/*.test.ts', 'test/window/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
