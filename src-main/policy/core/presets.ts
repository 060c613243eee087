import type { Autonomy, PolicySettings } from '../../contract/model/policy.ts'

/** One line of a preset: where the setting lies, what it was and what it would be. */
export interface SettingChange {
  setting: string
  from: string
  to: string
}

/** The settings that a degree of autonomy stands for. What it does not name stays as it is; postures are layers of the config room. */
export function withAutonomy(settings: PolicySettings, autonomy: Autonomy): PolicySettings {
  return { ...settings, ...AUTONOMY[autonomy], autonomy }
}

const AUTONOMY: Record<Autonomy, Partial<PolicySettings>> = {
  readonly: { readOnly: true },
  supervised: { readOnly: false, approvalMode: 'ask' },
  full: { readOnly: false, approvalMode: 'auto' },
}

/** What would change, setting by setting, to be read before a preset is applied. */
export function settingChanges(before: PolicySettings, after: PolicySettings): SettingChange[] {
  const old = flatten(before)
  const fresh = flatten(after)
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort()
  return names.flatMap(setting => {
    const from = old.get(setting) ?? 'not set'
    const to = fresh.get(setting) ?? 'not set'
    return from === to ? [] : [{ setting, from, to }]
  })
}

function flatten(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  const branch = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  if (!branch) into.set(path, typeof value === 'string' ? value : JSON.stringify(value))
  else for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, into)
  return into
}
