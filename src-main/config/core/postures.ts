import { defaultPolicy, type Posture } from '../../contract/model/policy.ts'
import { layer, type Plain, type PlainMap } from './layers.ts'

const policy = defaultPolicy()

const anomalies: readonly PlainMap[] = [
  { id: 'many-failed-commands', pattern: 'failed-commands', count: 20, withinMinutes: 10, act: 'alert' },
  { id: 'sensitive-files', pattern: 'sensitive-files', count: 3, withinMinutes: 10, act: 'pause-session' },
  { id: 'many-blocked-commands', pattern: 'blocked-commands', count: 10, withinMinutes: 10, act: 'pause-session' },
  { id: 'many-denied-tools', pattern: 'denied-tools', count: 10, withinMinutes: 10, act: 'pause-session' },
  { id: 'new-destinations', pattern: 'new-destinations', count: 15, withinMinutes: 10, act: 'alert' },
  { id: 'allowlist-changes', pattern: 'allowlist-changes', count: 5, withinMinutes: 10, act: 'alert' },
]

/** What every posture starts from. */
const base: PlainMap = {
  policy: {
    audiences: policy.audiences,
    outward: policy.matrix,
    limits: { everyAgent: policy.limits.everyAgent, agents: {} },
  },
  audit: { anomalies },
}

/** What each posture changes: readable on purpose, because it is shown to a person before it is applied. */
const postures: Readonly<Record<Posture, PlainMap>> = {
  personal: {},
  team: {
    policy: {
      shell: 'off',
      audiences: { team: { default: 'approval', tools: {} }, public: { default: 'deny', tools: {} } },
      limits: { everyAgent: { perMinute: 30, perHour: 500, perDay: 4000 } },
    },
    access: { messagesPerMinute: 10 },
    redaction: { personalData: true },
  },
  public: {
    approvals: { mode: 'strict' },
    policy: {
      shell: 'off',
      autonomy: 'readonly',
      audiences: {
        team: { default: 'approval', tools: {} },
        public: { default: 'deny', tools: { web_search: 'auto', message: 'auto' } },
      },
      outward: { 'send-new': 'deny', 'other-session': 'deny', schedule: 'deny', mcp: 'approve' },
      limits: { everyAgent: { perMinute: 20, perHour: 200, perDay: 1000 } },
    },
    access: { messagesPerMinute: 6 },
    redaction: { personalData: true },
  },
}

/** The defaults of a posture. An unknown one gets the strictest, and is refused by the schema afterwards. */
export function postureDefaults(posture: Plain | undefined): Plain {
  const known = typeof posture === 'string' && Object.hasOwn(postures, posture)
  return layer(base, postures[known ? (posture as Posture) : posture === undefined ? 'personal' : 'public'])
}
