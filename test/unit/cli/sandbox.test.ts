import { describe, expect, it } from 'vitest'
import { viewLines } from '../../../src-main/cli/sandbox.ts'
import type { SandboxView } from '../../../src-main/contract/model/sandbox.ts'

const info = {
  id: 'c1',
  name: 'gatehouse-main-1',
  backend: 'docker' as const,
  agent: 'main',
  session: null,
  state: 'running' as const,
  initPid: 10,
  image: 'sha256:1',
  createdAt: 0,
  lastUsedAt: 0,
  running: 0,
}
const view = (more: Partial<SandboxView> = {}): SandboxView => ({ sandboxes: [], backends: [], terminals: [], ...more })

describe('gatehouse sandbox list', () => {
  it('says so when nothing runs, and what could', () => {
    const backends = [
      { backend: 'docker' as const, usable: false, why: 'The Docker engine does not run. Start Docker.' },
    ]
    expect(viewLines(view({ backends }), 0)).toEqual([
      'No sandbox runs. One starts with the first command.',
      '',
      'What can be used here:',
      expect.stringMatching(/no .* docker {8}The Docker engine does not run\. Start Docker\.$/),
    ])
  })

  it.each([
    [{ running: 2 }, 0, 'gatehouse-main-1  docker  agent main  2 running'],
    [{}, 30_000, 'gatehouse-main-1  docker  agent main  idle for a moment'],
    [{}, 600_000, 'gatehouse-main-1  docker  agent main  idle for 10 min'],
    [{ session: 's1' }, 30 * 3_600_000, 'gatehouse-main-1  docker  agent main, session s1  idle for 30 h'],
  ])('shows what runs: %j after %i ms', (more, now, line) => {
    expect(viewLines(view({ sandboxes: [{ ...info, ...more }] }), now)[0]).toBe(line)
  })

  it('lets no name of others reach the terminal as it is', () => {
    expect(viewLines(view({ sandboxes: [{ ...info, agent: 'a\u001b[2Jb\u202e' }] }), 0)[0]).toContain(
      'agent ab⟨U+202E⟩',
    )
  })
})
