import type { Approval } from '../../src-main/contract/model/approval.ts'

/** A digest that is easy to tell apart in a failed test. */
export const aDigest = (letter: string): string => letter.repeat(64)

/** A question with everything in it. */
export function anApproval(more: Partial<Approval> = {}): Approval {
  return {
    id: 'q1',
    digest: aDigest('a'),
    askedAt: 1_000_000,
    expiresAt: 1_300_000,
    tool: 'exec',
    headline: 'Run a command',
    shown: 'rm -rf build',
    segments: [{ text: 'rm -rf build', verdict: 'ask', risks: ['Deletes or overwrites things'] }],
    why: ['It deletes files.'],
    where: 'In the sandbox of agent main',
    cwd: '/workspace',
    env: {},
    program: '/bin/rm',
    scripts: [],
    asked: {
      agent: 'main',
      session: 's1',
      sessionTitle: 'Clean up',
      channel: 'window',
      sender: 'you',
      audience: 'owner',
      tainted: false,
    },
    risk: 'medium',
    timesBefore: 0,
    twins: 0,
    offer: null,
    ownLook: null,
    ...more,
  }
}
