import type { AuditEntry } from '../contract/model/audit-entry.ts'
import type { SandboxEvent } from '../sandbox/core/backend.ts'

/** What the trail says about a sandbox: its begin, its end, and every place that was reached for from inside. */
export function sandboxEntry(event: SandboxEvent): AuditEntry {
  if (event.what === 'egress')
    return {
      kind: 'network',
      who: `agent:${event.agent}`,
      door: 'keeper',
      verdict: event.allowed ? 'allow' : 'deny',
      destination: `${event.host}:${event.port}`,
      reason: event.why,
      result: event.allowed ? 'ok' : 'refused',
    }
  const started = event.what === 'sandbox.started'
  return {
    kind: 'lifecycle',
    who: 'gatehouse',
    door: 'keeper',
    part: started ? event.sandbox.name : event.name,
    step: started ? 'started' : 'stopped',
    result: 'ok',
  }
}
