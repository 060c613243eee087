import { readFile } from 'node:fs/promises'
import type { z } from 'zod'

/** Where lines of output go. */
export type Write = (line: string) => void

/** How one kind of batch is read and judged. */
export interface BatchKind<Schema extends z.ZodType> {
  schema: Schema
  judge: (one: z.infer<Schema>) => object
  /** The answer to a line that cannot be read: never the permissive one. */
  unreadable: object
}

/** Judges a file of one JSON object per line and writes one JSON line per case, in order. Answers how many could not be read. */
export async function runBatch<Schema extends z.ZodType>(
  file: string,
  kind: BatchKind<Schema>,
  write: Write,
): Promise<number> {
  const text = await readFile(file === '-' ? '/dev/stdin' : file, 'utf8')
  let broken = 0
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const read = readLine(line, kind.schema)
    if (!read.ok) broken += 1
    write(JSON.stringify(read.ok ? kind.judge(read.one) : { id: read.id, ...kind.unreadable, error: read.why }))
  }
  return broken
}

type ReadLine<T> = { ok: true; one: T } | { ok: false; id: unknown; why: string }

function readLine<Schema extends z.ZodType>(line: string, schema: Schema): ReadLine<z.infer<Schema>> {
  let data: unknown
  try {
    data = JSON.parse(line)
  } catch {
    // Not JSON: said in the output line, in the place of the case.
    return { ok: false, id: null, why: 'This line is not JSON.' }
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return { ok: true, one: parsed.data }
  const issue = parsed.error.issues[0]
  const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : null
  return { ok: false, id, why: `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'does not fit'}`.trim() }
}
