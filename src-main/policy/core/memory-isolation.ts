import type { ToolCall } from '../../contract/model/tool-call.ts'

/** Doors at which the owner sits in person. A schedule, a webhook or another session only speaks in the owner's name. */
const IN_PERSON: readonly string[] = ['window', 'cli', 'dashboard', 'channel']

/** Whether long-term memory may be loaded or changed: only in a direct session of the owner. */
export function mayUseMemory(call: Pick<ToolCall, 'audience' | 'origin'>): boolean {
  return call.audience === 'owner' && call.origin.direct && IN_PERSON.includes(call.origin.door)
}
