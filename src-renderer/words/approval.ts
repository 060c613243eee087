import type { Approval, SettledHow } from '../../src-main/contract/model/approval.ts'
import type { Missing } from '../ui/arming.ts'
import type { Option } from '../ui/select-field.tsx'

const questions = (n: number): string => (n === 1 ? 'One question' : `${n} questions`)

/** Words of the approval card, the popup and the Approvals page. */
export const approvalWords = {
  title: 'Approvals',
  popupTitle: 'Approval',
  waiting: 'Waiting',
  answered: 'Answered',
  position: (n: number, of: number) => `${n} of ${of}`,
  previous: 'Previous question',
  next: 'Next question',
  command: 'Command',
  call: 'Call',
  commandHelp: 'The whole text, with everything unusual shown by its number.',
  readOn: 'There is more below. Scroll to the end.',
  line: (n: number) => `line ${n}`,
  parts: 'What it does',
  partsAndWhy: 'What it does, and why you are asked',
  why: 'Why you are asked',
  question: 'The question',
  facts: 'Details',
  where: 'Runs in',
  cwd: 'Folder',
  program: 'Program',
  programUnknown: 'Not known before it runs',
  env: 'Environment',
  scripts: 'Scripts',
  hash: (sha: string) => `sha256 ${sha}`,
  askedBy: 'Asked by',
  askedByLine: (a: Approval['asked']) => `Agent ${a.agent}, in “${a.sessionTitle}”`,
  through: 'Through',
  throughLine: (a: Approval['asked']) =>
    a.audience === 'owner'
      ? `${a.channel}, by ${a.sender}`
      : `${a.channel}, by ${a.sender} (${audienceWords[a.audience]})`,
  tainted: 'This conversation has read text by strangers. What it asks for may not be what you want.',
  history: 'Asked before',
  firstTime: 'Never. This is the first time.',
  times: (n: number) => (n === 1 ? 'Once' : `${n} times`),
  twins: (n: number) =>
    n === 1
      ? 'One more identical question waits and gets the same answer.'
      : `${n} more identical questions wait and get the same answer.`,
  risk: { low: 'Low risk', medium: 'Medium risk', high: 'High risk' },
  left: (clock: string) => `${clock} left`,
  leftLong: (clock: string) => `${clock} left to answer. After that it is denied.`,
  over: 'Time is up',
  deny: 'Deny',
  denyMore: 'More ways to deny',
  denyWhy: 'Deny with a reason…',
  denyAlways: 'Always deny this…',
  approve: 'Approve once',
  approveMore: 'More ways to approve',
  approveSession: 'Approve for this session',
  approveAlways: 'Always approve like this…',
  edit: 'Edit the command…',
  copy: 'Copy',
  copied: 'Copied',
  typeWord: (word: string) => `This is high risk. Type “${word}” to be able to approve it.`,
  word: 'approve',
  ready: 'You can approve now.',
  later: 'Close and decide later',
  closes: 'Esc closes this window; the question stays.',
  reasonTitle: 'Deny with a reason',
  reasonBody: 'The agent is told what you write, so that it can try something else.',
  reasonLabel: 'Reason',
  reasonHint: 'For example: use the test database instead',
  denyAlwaysTitle: 'Always deny this?',
  denyAlwaysBody:
    'The same request is denied from now on without asking. You can take it back under Approvals, Lasting answers.',
  alwaysTitle: 'Always approve like this',
  alwaysBody:
    'Requests that match this rule run without asking, until you take it back under Approvals, Lasting answers.',
  ruleEnds: 'It holds',
  ruleLabel: 'Rule',
  ruleWords: 'In words',
  ruleEdited: 'You changed the rule. Gatehouse checks it again before it is stored.',
  matched: 'In past sessions it would also have matched',
  matchedNone: 'In past sessions it would have matched nothing else.',
  alwaysDo: 'Approve, and always like this',
  editTitle: 'Edit the command',
  editBody: 'The edited command is judged again, and you are asked about the new one.',
  editLabel: 'Command',
  editDo: 'Judge the edited command',
  editRefused: 'The edited command may not run',
  changed: 'The request changed while you were looking. Read it again.',
  ruleRefused: 'That rule was not accepted',
  answeredElsewhere: 'Answered elsewhere',
  emptyTitle: 'Nothing is waiting for you',
  emptyBody: 'When the agent wants to do something that needs your word, it shows up here.',
  emptyHistory: 'No answers yet.',
  denyAll: 'Deny all',
  denyAllTitle: (n: number) => `Deny all ${n} questions?`,
  denyAllBody: 'Each of them is told no. Nothing runs.',
  pendingList: 'Questions waiting for you',
  historyList: 'Recent answers',
  batchTitle: (n: number, title: string) => `${questions(n)} of “${title}”`,
  batchOf: (title: string) => `In “${title}”`,
  batchReview: (n: number) => `Review ${n} together`,
  batchList: 'Questions of this task',
  batchCommand: (n: number) => `Command ${n}`,
  batchApprove: (n: number) => (n === 1 ? 'Approve this one once' : `Approve these ${n} once`),
  batchDeny: (n: number) => (n === 1 ? 'Deny it' : `Deny all ${n}`),
  batchNone: 'Each of these has to be approved by itself.',
  batchChanged: 'Something changed since this was shown. Nothing was approved.',
  batchLater: (n: number) =>
    `${n === 1 ? 'One more question' : `${n} more questions`} came later and ${n === 1 ? 'is' : 'are'} not part of this.`,
  batchAgain: 'Look again',
  batchOpen: (headline: string) => `Look at “${headline}” by itself`,
  batchOpenShort: 'Look at it',
  batchClose: 'Back to single questions',
  ownLook: 'By itself',
  warning: 'Look closely',
  unseen: 'It waits in the background',
} as const

/** Who a session speaks for. */
export const audienceWords = { owner: 'you', team: 'team', public: 'stranger' } as const

/** Why "Approve" still sleeps, in the order a person would do something about it. */
export const missingWords: Record<Missing, string> = {
  look: 'Click into this window to begin.',
  read: 'Scroll to the end of the command to approve.',
  word: 'Type the word above to approve.',
  wait: 'Take a moment to read…',
}

/** How a question ended; only a person's own answers say "denied" or "approved" alone. */
export const settledWords: Record<SettledHow, string> = {
  once: 'Approved once',
  session: 'Approved for the session',
  always: 'Approved, and always',
  deny: 'Denied',
  'deny-always': 'Denied, and always',
  expired: 'Expired with no answer',
  'gateway-gone': 'Ended: the gateway stopped',
  'keeper-stopped': 'Ended: Gatehouse was closed',
  'locked-down': 'Ended: locked down',
  'no-surface': 'Not allowed: nobody could be asked',
  'screen-locked': 'Not allowed: the screen was locked',
  paused: 'Ended: the session was paused',
  withdrawn: 'Withdrawn by the agent',
}

const byPerson: ReadonlySet<SettledHow> = new Set(['once', 'session', 'always', 'deny', 'deny-always'])

/** Whether a person gave the answer, as opposed to time or an accident. */
export const answeredByPerson = (how: SettledHow): boolean => byPerson.has(how)

/** "by you in the window", and nothing where nobody answered. */
export const byLine = (how: SettledHow, by: string): string => (answeredByPerson(how) ? `by ${by}` : '')

/** How long a lasting yes may hold. */
export const ruleEnds: readonly Option<string>[] = [
  { value: 'none', label: 'Until I take it back' },
  { value: '1', label: 'For a day' },
  { value: '7', label: 'For a week' },
  { value: '30', label: 'For 30 days' },
  { value: '90', label: 'For 90 days' },
]
