import { type Logger, pino, stdSerializers } from 'pino'
import { RotatingFile } from './rotating-file.ts'

/** What a log of a process needs. */
export interface LogParts {
  readonly folder: string
  /** The process: `keeper`, `gateway`. One file each, so that no two processes rotate the same one. */
  readonly name: string
  /** Every line passes through it before it is written. It must answer for any text and never throw. */
  readonly redact: (text: string) => string
  readonly level?: 'trace' | 'debug' | 'info' | 'warn' | 'error'
  readonly maxBytes?: number
  readonly keep?: number
}

/** The log of one process. */
export interface ProcessLog {
  readonly log: Logger
  close(): void
}

/** Ten megabytes and five old files: a week or two of one person's use, and never more than 60 MB. */
const usualBytes = 10 * 1024 * 1024
const usualKeep = 5

/**
 * Opens the log of a process. Secrets are taken out of the finished line and not by the names of fields: pino's own redaction
 * knows only paths of an exact depth and does not look inside strings.
 */
export function openLog(parts: LogParts): ProcessLog {
  const file = new RotatingFile({
    folder: parts.folder,
    name: parts.name,
    maxBytes: parts.maxBytes ?? usualBytes,
    keep: parts.keep ?? usualKeep,
  })
  const write = (line: string): void => {
    // A log that cannot be written must not stop what it would have told; the audit trail is where that is decided.
    try {
      file.write(`${parts.redact(line.trimEnd())}\n`)
    } catch (error) {
      process.stderr.write(`log ${parts.name}: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
  const log = pino(
    {
      level: parts.level ?? 'info',
      base: { process: parts.name, pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: label => ({ level: label }) },
      serializers: {
        err: stdSerializers.errWithCause,
        error: stdSerializers.errWithCause,
        cause: stdSerializers.errWithCause,
      },
    },
    { write },
  )
  return { log, close: () => file.close() }
}
