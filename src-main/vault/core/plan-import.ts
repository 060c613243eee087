import type { ImportLine } from '../../contract/model/secret.ts'
import { parseEnv } from './parse-env.ts'
import { providerFor } from './providers.ts'

/** What to store from a .env file, beside what a person sees of it. */
export type ImportPlan = { readonly lines: ImportLine[]; readonly values: ReadonlyMap<string, string> }

/** Values that programs put into example files; storing them would look like a set-up and be none. */
const PLACEHOLDER = /^(x{3,}|<.*>|your[-_ ].*|change[-_ ]?me.*|todo|\.\.\.|none|null)$/i

/** Plans an import. `known` says what the vault holds, so that a person sees what would be replaced. */
export function planImport(text: string, known: (name: string) => string | null): ImportPlan {
  const entries = parseEnv(text)
  const lastLine = new Map(entries.map(({ name, line }) => [name, line]))
  const values = new Map<string, string>()
  const lines = entries.map((entry): ImportLine => {
    const { line, name } = entry
    const nothing = { line, name, action: 'skip', length: 0, purpose: 'other', provider: null } as const
    if ('problem' in entry) return { ...nothing, reason: entry.problem }
    const { value } = entry
    if (value === '') return { ...nothing, reason: 'The value is empty.' }
    if (PLACEHOLDER.test(value)) return { ...nothing, reason: 'The value is a placeholder.' }
    if (lastLine.get(name) !== line) return { ...nothing, reason: 'A later line sets the same name; that one counts.' }
    values.set(name, value)
    const before = known(name)
    const action = before === null ? 'add' : before === value ? 'same' : 'replace'
    const guess = providerFor(name, value)
    return {
      line,
      name,
      action,
      length: value.length,
      purpose: guess?.purpose ?? 'other',
      provider: guess?.provider ?? null,
    }
  })
  return { lines, values }
}
