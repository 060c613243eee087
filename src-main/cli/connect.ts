import { peopleApi } from '../contract/apis.ts'
import { type Client, client } from '../contract/wire/client.ts'
import { homeFromEnvironment } from '../keeper/folder.ts'
import { connectLocally, controlSocketPath } from '../kit/node/local-socket.ts'

/** The running Keeper as the terminal sees it. */
export type People = Client<typeof peopleApi>

/** Connects to the Keeper of this data folder. Rejects with `not-running` when there is none. */
export async function connectKeeper(): Promise<People> {
  const keeper = await openKeeperLine()
  await keeper.ready
  return keeper
}

/** The connection before it has said hello: a Keeper that hangs takes it and never answers. */
export async function openKeeperLine(): Promise<People> {
  const wire = await connectLocally(controlSocketPath(homeFromEnvironment(process.env)))
  return client(wire, peopleApi, 'cli')
}
