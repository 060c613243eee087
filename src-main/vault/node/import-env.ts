import type { ImportLine, VaultTrouble } from '../../contract/model/secret.ts'
import type { Asker } from '../core/note.ts'
import { planImport } from '../core/plan-import.ts'
import type { Vault } from './vault.ts'

/** What importing a .env text would do. Stores nothing. */
export async function previewImport(
  vault: Vault,
  text: string,
): Promise<{ status: 'ok'; lines: ImportLine[] } | VaultTrouble> {
  const known = await vault.currentValues()
  if (known.status !== 'ok') return known
  const plan = planImport(text, name => known.values.get(name) ?? null)
  return { status: 'ok', lines: plan.lines }
}

/** Stores the chosen names of a .env text. A name that is already there with the same value is left alone. */
export async function applyImport(
  vault: Vault,
  text: string,
  names: readonly string[],
  asker: Asker,
): Promise<{ status: 'ok'; stored: string[] } | VaultTrouble> {
  const known = await vault.currentValues()
  if (known.status !== 'ok') return known
  const plan = planImport(text, name => known.values.get(name) ?? null)
  const stored: string[] = []
  for (const line of plan.lines) {
    const value = plan.values.get(line.name)
    if (value === undefined || !names.includes(line.name) || (line.action !== 'add' && line.action !== 'replace'))
      continue
    const written = await vault.put(line.name, value, asker, line.purpose)
    if (written.status !== 'ok') return written.status === 'unknown' ? { status: 'ok', stored } : written
    stored.push(line.name)
  }
  return { status: 'ok', stored }
}
