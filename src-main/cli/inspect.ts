import { z } from 'zod'
import { inspectText } from '../policy/core/injection/inspect-text.ts'
import { Redactor } from '../vault/core/redact/redactor.ts'
import { type BatchKind, runBatch, type Write } from './batch.ts'
import { ExitCode } from './exit-codes.ts'

const TextCase = z.looseObject({ id: z.string(), text: z.string() })

const INJECTION: BatchKind<typeof TextCase> = {
  schema: TextCase,
  judge: one => {
    const { flagged, score, reasons, disguises } = inspectText(one.text)
    return { id: one.id, flagged, score, reasons, disguises }
  },
  unreadable: { flagged: true, score: 100 },
}

function secrets(): BatchKind<typeof TextCase> {
  const redactor = new Redactor()
  return {
    schema: TextCase,
    judge: one => ({ id: one.id, redacted: redactor.redact(one.text).text }),
    unreadable: { redacted: '' },
  }
}

/** Looks at a file of texts: `injection` scores each, `secrets` gives each back without its secrets. */
export async function inspectBatch(kind: string, file: string, write: Write): Promise<number> {
  if (kind !== 'injection' && kind !== 'secrets') {
    write(`Unknown batch "${kind}". Use injection or secrets.`)
    return ExitCode.usage
  }
  const broken = await runBatch(file, kind === 'injection' ? INJECTION : secrets(), write)
  return broken === 0 ? ExitCode.ok : ExitCode.failed
}
