import type { Entry } from '../../../src-main/contract/model/session.ts'
import type { House } from './a-house.ts'
import { anApproval, aSession } from './nouns.ts'

/** Three conversations, one of them waiting, and two questions: one of the owner's, one of a stranger's. */
export function aBusyHouse(house: House): void {
  const now = Date.now()
  const first = anApproval()
  house.converse(aSession({ id: 'weekly', title: 'Weekly report', updatedAt: now - 5_000_000 }))
  house.converse(
    aSession({
      id: 'anna',
      title: 'Question from Anna about invoices',
      channel: 'telegram',
      audience: 'team',
      updatedAt: now - 90_000_000,
      tainted: true,
    }),
  )
  house.converse(aSession({ state: 'running' }), entries(now, first.id))
  house.ask(first)
  house.ask(
    anApproval({
      headline: 'Send a message to someone new',
      tool: 'message',
      shown: 'To: anna@example.com\n\nHi Anna, here is the report.',
      segments: [],
      why: ['It leaves this machine, to an address you have not written to before.'],
      program: null,
      offer: null,
      risk: 'high',
      asked: { ...first.asked, channel: 'telegram', sender: 'Anna (@anna_b)', audience: 'team', tainted: true },
    }),
  )
}

function entries(at: number, approval: string): Entry[] {
  const answer = { kind: 'assistant' as const, at, streaming: false, model: 'practice' }
  const call = { kind: 'tool' as const, at, tool: 'exec' }
  return [
    {
      kind: 'user',
      id: 'e1',
      at,
      text: 'Please tidy the workspace: show me what is there, then delete the old drafts.',
      sender: 'you',
    },
    { ...answer, id: 'e2', text: 'I will look first.' },
    {
      ...call,
      id: 'e3',
      asked: 'ls -la',
      state: 'done',
      reasons: ['It only reads.'],
      approval: null,
      where: 'Docker sandbox',
      output: 'total 12\ndrwxr-xr-x 2 agent agent 4096 old-drafts\n-rw-r--r-- 1 agent agent  812 report.md\n',
      exitCode: 0,
      durationMs: 84,
    },
    {
      ...answer,
      id: 'e4',
      text: 'There are **two** things in your workspace:\n\n- `old-drafts`, a folder\n- `report.md`, your weekly report\n\nI will delete the folder now.',
    },
    {
      ...call,
      id: 'e5',
      asked: 'rm -r old-drafts && git status --short',
      state: 'waiting',
      reasons: ['It deletes a folder with everything in it.'],
      approval,
      where: '',
      output: '',
      exitCode: null,
      durationMs: null,
    },
  ]
}
