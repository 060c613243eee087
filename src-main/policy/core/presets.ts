import type { Autonomy, PolicySettings, Posture } from '../../contract/model/policy.ts'

/** One line of a preset: where the setting lies, what it was and what it would be. */
export interface SettingChange {
  setting: string
  from: string
  to: string
}

/** The settings that a posture stands for. What a preset does not name stays as it is. */
export function withPosture(settings: PolicySettings, posture: Posture): PolicySettings {
  return { ...settings, ...POSTURES[posture], posture }
}

const POSTURES: Record<Posture, Partial<PolicySettings>> = {
  personal: {
    shellMode: 'sandbox',
    approvalMode: 'ask',
    audiences: audiences({ team: 'approval', public: 'deny' }),
  },
  team: {
    shellMode: 'off',
    approvalMode: 'ask',
    audiences: audiences({ team: 'approval', public: 'deny' }),
    limits: { everyAgent: { perMinute: 30, perHour: 500, perDay: 4000 }, agents: {} },
  },
  public: {
    shellMode: 'off',
    approvalMode: 'strict',
    audiences: audiences({ team: 'approval', public: 'deny' }),
    limits: { everyAgent: { perMinute: 15, perHour: 200, perDay: 1000 }, agents: {} },
  },
}

function audiences(others: { team: 'approval' | 'deny'; public: 'approval' | 'deny' }): PolicySettings['audiences'] {
  return {
    owner: { default: 'auto', tools: {} },
    team: { default: others.team, tools: {} },
    public: { default: others.public, tools: {} },
  }
}

/** The settings that a degree of autonomy stands for. */
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
