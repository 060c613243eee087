import type { Approval } from '../../../src-main/contract/model/approval.ts'
import type { SessionSummary } from '../../../src-main/contract/model/session.ts'
import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'

/** A house where all is well. */
export function aStatus(change: Partial<KeeperStatus> = {}): KeeperStatus {
  return {
    version: '0.1.0',
    startedAt: Date.now() - 3_600_000,
    gateway: {
      state: 'running',
      since: Date.now() - 3_600_000,
      pid: 4242,
      reason: null,
      restarts: 0,
      nextTryAt: null,
      lastLines: [],
    },
    pending: 0,
    lockdown: null,
    conditions: [],
    sandbox: 'Docker sandbox, no network',
    model: 'the built-in practice model',
    pinSet: false,
    elevations: [],
    ...change,
  }
}

/** A conversation of the owner. */
export function aSession(change: Partial<SessionSummary> = {}): SessionSummary {
  return {
    id: 's1',
    title: 'Clean up the drafts',
    agent: 'main',
    audience: 'owner',
    channel: 'window',
    createdAt: Date.now() - 600_000,
    updatedAt: Date.now(),
    entries: 3,
    state: 'idle',
    tainted: false,
    ...change,
  }
}

let asked = 0

/** A question about a command that deletes something. */
export function anApproval(change: Partial<Approval> = {}): Approval {
  asked += 1
  return {
    id: `a${asked}`,
    digest: asked.toString(16).padStart(64, '0'),
    askedAt: Date.now(),
    expiresAt: Date.now() + 300_000,
    tool: 'exec',
    headline: 'Delete files in the workspace',
    shown: 'rm -r old-drafts && git status --short',
    segments: [
      { text: 'rm -r old-drafts', verdict: 'ask', risks: ['Deletes files and folders'] },
      { text: 'git status --short', verdict: 'allow', risks: ['Only reads'] },
    ],
    why: ['It deletes a folder with everything in it.'],
    where: 'Docker sandbox “main”, no network',
    cwd: '/workspace',
    env: {},
    program: '/usr/bin/rm',
    scripts: [],
    asked: {
      agent: 'main',
      session: 's1',
      sessionTitle: 'Clean up the drafts',
      channel: 'window',
      sender: 'you',
      audience: 'owner',
      tainted: false,
    },
    risk: 'medium',
    timesBefore: 0,
    twins: 0,
    offer: {
      words: 'Agent “main” may run /usr/bin/rm -r on folders inside the workspace.',
      rule: '/usr/bin/rm -r {workspace}/*',
      wouldHaveMatched: ['rm -r build', 'rm -r tmp/cache'],
    },
    ownLook: null,
    ...change,
  }
}
