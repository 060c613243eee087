import { CommandCase, judgeCommandCase } from '../policy/core/batch/command-case.ts'
import { judgePathCase, PathCase } from '../policy/core/batch/path-case.ts'
import { judgeUrlCase, UrlCase } from '../policy/core/batch/url-case.ts'
import { type BatchKind, runBatch, type Write } from './batch.ts'
import { ExitCode } from './exit-codes.ts'

const COMMANDS: BatchKind<typeof CommandCase> = {
  schema: CommandCase,
  judge: one => {
    const { verdict, layer, ruleId, reasons } = judgeCommandCase(one)
    return { id: one.id, verdict, layer, ruleId, reasons }
  },
  unreadable: { verdict: 'deny' },
}

const PATHS: BatchKind<typeof PathCase> = {
  schema: PathCase,
  judge: one => {
    const { allowed, ruleId, reason } = judgePathCase(one)
    return { id: one.id, verdict: allowed ? 'allow' : 'deny', ruleId, reasons: [reason] }
  },
  unreadable: { verdict: 'deny' },
}

const URLS: BatchKind<typeof UrlCase> = {
  schema: UrlCase,
  judge: one => {
    const { allowed, ruleId, reason } = judgeUrlCase(one)
    return { id: one.id, verdict: allowed ? 'allow' : 'deny', ruleId, reasons: [reason] }
  },
  unreadable: { verdict: 'deny' },
}

/** Judges a file of cases: `commands`, `paths` or `urls`. Lines that cannot be read are refused and make the exit code 1. */
export async function explainBatch(kind: string, file: string, write: Write): Promise<number> {
  const broken = await batchOf(kind, file, write)
  if (broken === null) {
    write(`Unknown batch "${kind}". Use commands, paths or urls.`)
    return ExitCode.usage
  }
  return broken === 0 ? ExitCode.ok : ExitCode.failed
}

async function batchOf(kind: string, file: string, write: Write): Promise<number | null> {
  if (kind === 'commands') return runBatch(file, COMMANDS, write)
  if (kind === 'paths') return runBatch(file, PATHS, write)
  return kind === 'urls' ? runBatch(file, URLS, write) : null
}
