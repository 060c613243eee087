import { configHandlers } from '../../../src-main/config/node/routes.ts'
import { configRoutes } from '../../../src-main/contract/routes/config.ts'
import { secretRoutes } from '../../../src-main/contract/routes/secrets.ts'
import type { Handlers } from '../../../src-main/contract/wire/route.ts'
import { secretHandlers } from '../../../src-main/vault/node/routes.ts'
import { aConfig } from '../a-config.ts'
import { aVault } from '../a-vault.ts'

type Safe = Handlers<typeof secretRoutes & typeof configRoutes>
type Act = (...given: unknown[]) => unknown

/** The real vault and config rooms, in memory, opened when the first call comes. */
export function safeRooms(): Safe {
  let opened: Promise<Record<string, Act>> | null = null
  const rooms = () => (opened ??= open())
  const answer = (name: string): Act =>
    name.endsWith('.watch')
      ? async function* (...given) {
          yield* (await rooms())[name]?.(...given) as AsyncIterable<unknown>
        }
      : async (...given) => (await rooms())[name]?.(...given)
  const names = Object.keys({ ...secretRoutes, ...configRoutes })
  return Object.fromEntries(names.map(name => [name, answer(name)])) as unknown as Safe
}

async function open(): Promise<Record<string, Act>> {
  const [{ vault }, { desk }] = await Promise.all([aVault(), aConfig()])
  return {
    ...secretHandlers(vault, 'keychain', () => 90, { list: () => [] }),
    ...configHandlers(desk),
  } as unknown as Record<string, Act>
}
