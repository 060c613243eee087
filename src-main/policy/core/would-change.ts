import type { Layer } from '../../contract/model/verdict.ts'

/** What a person can do to get another answer, per layer. Empty where nothing should. */
export function wouldChange(layer: Layer, ruleId: string, tool: string): string[] {
  const fixed = FIXED[layer]
  if (layer === 'hard-deny')
    return ruleId.startsWith('user.')
      ? ['Change or remove this pattern in the settings.']
      : ['Nothing. This is always refused.']
  return fixed.map(words => (words.includes('{tool}') ? words.replaceAll('{tool}', tool) : words))
}

const FIXED: Record<Layer, readonly string[]> = {
  lockdown: ['Release the lockdown in the tray or with `gatehouse lockdown off`.'],
  'read-only': ['Switch read-only mode off.'],
  'shell-mode': ['Set the shell mode to sandbox, or put the program on the allowlist.'],
  memory: ['Ask in a direct session of the owner.'],
  'ceiling-global': ['Allow {tool} in the global tool ceiling.'],
  'ceiling-agent': ['Allow {tool} in the tool ceiling of this agent.'],
  'ceiling-sandbox': ['Allow {tool} in the tool ceiling of this sandbox.'],
  'ceiling-audience': ['Allow {tool} in the tool ceiling of this audience.'],
  audience: ['Change the rule for {tool} of this audience.'],
  mcp: ['Review the tool and grant it to this audience.'],
  'hard-deny': [],
  'standing-deny': ['Revoke the lasting refusal under Grants.'],
  paths: ['Use a file of the workspace, or add the folder to the allowed roots; protected places stay closed.'],
  network: ['Add the host to the allowed hosts; addresses of this network stay closed.'],
  grants: ['Revoke the grant, and it asks again.'],
  dangerous: ['Answer it, or allow exactly this program with a rule.'],
  outward: ['Answer it, or change this row of the outward matrix.'],
  taint: ['Start a new session that has read nothing of strangers.'],
  mode: ['Change the approval mode.'],
  limits: ['Wait, or raise the limit of this agent.'],
  headless: ['Run it in a session where somebody can answer, or allow it with a rule before.'],
}
