import type { Config, PendingChange } from '../../src-main/contract/model/config.ts'
import type { Option } from '../ui/select-field.tsx'

/** Words of the settings that live in the config file. */
export const configWords = {
  changes: 'Changes',
  noChange: 'Nothing changes.',
  notSet: 'not set',
  loosens: 'Loosens',
  tightens: 'Tightens',
  reviewTitle: 'Save this change?',
  reviewLoosens: 'This lets agents do more than before. It counts as soon as you save it.',
  reviewPlain: 'It counts as soon as you save it.',
  save: 'Save',
  saved: 'Saved.',
  savedRestart: 'Saved. Part of it counts when Gatehouse is started again.',
  invalid: 'That value is not accepted',
  pendingFirst: 'A change from outside waits for you. Accept it or put it back first.',
  notAsShown: 'The file changed meanwhile. Look again and repeat.',
  model: 'Model',
  modelBody: 'Which model answers, and how to reach it. The key goes to the vault; the settings only name it.',
  provider: 'Provider',
  modelName: 'Model name',
  modelHint: 'As the provider calls it.',
  baseUrl: 'Base URL',
  baseUrlHint: 'Only for a server of your own, or a compatible one.',
  key: 'API key',
  keyStored: (name: string) => `Stored in the vault as ${name}. Leave empty to keep it.`,
  keyHint: 'Stored in the vault. It is never shown again, and no agent can read it.',
  useModel: 'Use this model',
  modelSaved: 'Saved. The next message uses this model.',
  approvals: 'Approvals',
  approvalsBody: 'When you are asked, and for how long.',
  mode: 'Ask me',
  expiry: 'A question waits',
  dnd: 'Do not disturb',
  dndHint: 'Questions stay in the queue and show a badge; no window comes up.',
  agents: 'What agents may do',
  agentsBody: 'Hard limits, such as never touching Gatehouse itself, hold in every setting.',
  posture: 'Who is at the other end',
  autonomy: 'How much an agent does alone',
  shell: 'Where commands run',
  readOnly: 'Read only',
  readOnlyHint: 'Blocks every write, command and message.',
  history: 'Earlier versions',
  historyBody: 'Each accepted version of the settings. Restoring one asks you first.',
  grantHistory: 'Earlier lasting answers',
  grantHistoryBody: 'Each accepted version of your lasting answers. Restoring one asks you first.',
  historyNone: 'Nothing was changed yet.',
  restore: 'Restore…',
  restoreTitle: 'Restore this version?',
  restoreBody: {
    config: 'The settings become what they were then.',
    grants: 'What runs or is refused without asking becomes what it was then.',
  },
  restoreDo: 'Restore',
  pendingTitle: {
    config: 'The settings were changed from outside',
    grants: 'The lasting answers were changed from outside',
  },
  pendingBody: 'Until you decide, the stricter of the two holds.',
  pendingReview: 'Review',
  pendingReviewOf: { config: 'Review the settings', grants: 'Review the lasting answers' },
  accept: 'Accept the change',
  revert: 'Put it back',
} as const

type Mode = Config['approvals']['mode']

/** When a person is asked. */
export const modeOptions: readonly Option<Mode>[] = [
  { value: 'ask', label: 'About dangerous calls', note: 'Everyday commands run without a question.' },
  { value: 'strict', label: 'About every call', note: 'Nothing runs without your word.' },
  { value: 'auto', label: 'Never', note: 'Everything but the hard limits runs. Only for machines you can lose.' },
]

/** How long a question waits before it counts as a no. */
export const expiryOptions: readonly Option<string>[] = [
  { value: '60', label: '1 minute' },
  { value: '300', label: '5 minutes' },
  { value: '900', label: '15 minutes' },
  { value: '3600', label: '1 hour' },
]

/** Who is expected at the other end. */
export const postureOptions: readonly Option<Config['posture']>[] = [
  { value: 'personal', label: 'Only me' },
  { value: 'team', label: 'A team', note: 'No shell; others ask first.' },
  { value: 'public', label: 'The public', note: 'Reads only; every call asks.' },
]

/** How much an agent does alone. */
export const autonomyOptions: readonly Option<Config['policy']['autonomy']>[] = [
  { value: 'readonly', label: 'Only look', note: 'No writing, running or sending.' },
  { value: 'supervised', label: 'Work, and ask when it matters' },
  { value: 'full', label: 'Work freely', note: 'Only the hard limits and your own rules hold.' },
]

/** Where commands run. */
export const shellOptions: readonly Option<Config['policy']['shell']>[] = [
  { value: 'off', label: 'Nowhere', note: 'Agents have no commands at all.' },
  { value: 'sandbox', label: 'In a sandbox' },
  { value: 'host', label: 'On this machine', note: 'No wall around them; what is not on a list asks.' },
]

/** Who runs the model. */
export const providerOptions: readonly Option<Config['models'][string]['provider']>[] = [
  { value: 'practice', label: 'Practice model', note: 'Built in. Simple rules, no key, no network.' },
  { value: 'anthropic', label: 'Anthropic' },
  { value: 'openai', label: 'OpenAI' },
  { value: 'ollama', label: 'Ollama on this machine' },
  { value: 'openai-compatible', label: 'OpenAI-compatible server' },
]

/** What a sealed file holds. */
export const fileWords: Record<PendingChange['of'], string> = { config: 'settings', grants: 'lasting answers' }

/** How a sealed file came to differ from what was accepted. */
export const pendingWords: Record<PendingChange['reason'], (what: string) => string> = {
  'changed-outside': what => `Something other than Gatehouse edited the file of the ${what}.`,
  'never-sealed': what => `The file of the ${what} was never accepted on this machine.`,
  removed: what => `The file of the ${what} was removed.`,
  invalid: what => `The file of the ${what} cannot be read any more.`,
  'rolled-back': what => `The file of the ${what} was put back to an older state.`,
}
