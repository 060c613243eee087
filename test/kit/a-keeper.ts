import { peopleApi } from '../../src-main/contract/apis.ts'
import type { ToolProgress } from '../../src-main/contract/model/tool-progress.ts'
import { type Client, client } from '../../src-main/contract/wire/client.ts'
import { type Keeper, openKeeper } from '../../src-main/keeper/keeper.ts'
import type { KeeperParts } from '../../src-main/keeper/parts.ts'
import { pairWire } from '../../src-main/kit/node/pair-wire.ts'
import { type FakeStarter, fakeStarter } from './fake-starter.ts'
import { memoryKeyStore } from './memory-key-store.ts'
import { aHome, type TempHome } from './temp-home.ts'
import { type TurnedClock, turnedClock } from './turned-clock.ts'

/** A whole Keeper in the process of the test: real rooms, trail, settings and policy; no gateway, no engine, no keychain. */
export type KeeperInProcess = {
  readonly keeper: Keeper
  readonly home: TempHome
  readonly clock: TurnedClock
  readonly starter: FakeStarter
  /** A person at the window. */
  readonly person: Client<typeof peopleApi>
  /** A conversation of the owner, and the tool calls its agent makes in it. */
  session(): string
  tool(session: string, tool: string, args: Record<string, unknown>): Promise<ToolProgress | undefined>
  close(): Promise<void>
}

/** Opens one on a data folder of its own, or on the one given. */
export async function aKeeper(
  home: TempHome = aHome(),
  more: Pick<KeeperParts, 'setUpCode'> = {},
): Promise<KeeperInProcess> {
  const clock = turnedClock(Date.now())
  const starter = fakeStarter()
  const opening = await openKeeper({
    home: home.root,
    clock,
    keyStore: memoryKeyStore(),
    starter: () => starter,
    pages: '',
    dockerHost: 'unix:///nonexistent/docker.sock',
    ...more,
  })
  if (opening.status !== 'open') throw new Error(opening.status)
  const { keeper } = opening
  const [mine, theirs] = pairWire()
  keeper.receive('window', theirs)
  let calls = 0
  return {
    keeper,
    home,
    clock,
    starter,
    person: client(mine, peopleApi, 'test'),
    session: () => {
      const session = keeper.house.ledger.draft({
        agent: 'main',
        audience: 'owner',
        origin: { door: 'window', direct: true },
        sender: 'you',
        title: 'A test',
        headless: false,
      })
      keeper.house.ledger.keep(session)
      return session.id
    },
    tool: async (session, tool, args) => {
      let last: ToolProgress | undefined
      const wish = { id: `call-${++calls}`, session, tool, arguments: args }
      for await (const step of keeper.house.tools.call(wish, new AbortController().signal)) last = step
      return last
    },
    close: async () => {
      const closing = keeper.close()
      await clock.turn(10_000) // it waits a little for a gateway that is asked to end
      await closing
      await home.remove()
    },
  }
}
