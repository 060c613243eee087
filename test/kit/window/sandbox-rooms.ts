import type { sandboxRoutes } from '../../../src-main/contract/routes/sandbox.ts'
import type { Handlers } from '../../../src-main/contract/wire/route.ts'

/** A sandbox room in which nothing runs. */
export function sandboxRooms(): Handlers<typeof sandboxRoutes> {
  return {
    'sandbox.watch': async function* () {
      yield { seq: 0, snapshot: { sandboxes: [], backends: [], terminals: [] } }
    },
    'sandbox.explain': async ({ agent }) => ({ agent, backend: null, why: 'Nothing runs in this test.', facts: [] }),
    'sandbox.recreate': async () => ({ ended: 0 }),
    'sandbox.warm': async () => ({}),
    'sandbox.prune': async () => ({ removed: [] }),
    'sandbox.build': async function* () {
      yield { line: 'Done.' }
    },
    'sandbox.verify': async function* () {},
    'terminal.open': async function* () {
      yield { kind: 'ended' as const, exitCode: 0 }
    },
    'terminal.write': async () => ({}),
    'terminal.resize': async () => ({}),
    'terminal.end': async () => ({}),
  }
}
