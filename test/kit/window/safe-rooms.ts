import { grantsText, noGrants } from '../../../src-main/approvals/core/grants.ts'
import { configHandlers } from '../../../src-main/config/node/routes.ts'
import type { AllowlistEntry } from '../../../src-main/contract/model/policy.ts'
import { configRoutes } from '../../../src-main/contract/routes/config.ts'
import { secretRoutes } from '../../../src-main/contract/routes/secrets.ts'
import type { Handlers } from '../../../src-main/contract/wire/route.ts'
import { GrantBook } from '../../../src-main/keeper/grants.ts'
import { secretHandlers } from '../../../src-main/vault/node/routes.ts'
import { aConfig } from '../a-config.ts'
import { aVault } from '../a-vault.ts'

type Safe = Handlers<typeof secretRoutes & typeof configRoutes>
type Act = (...given: unknown[]) => unknown

/** The real vault and config rooms, in memory, opened when the first call comes. */
export function safeRooms() {
  let opened: ReturnType<typeof open> | null = null
  const rooms = () => (opened ??= open())
  const answer = (name: string): Act =>
    name.endsWith('.watch')
      ? async function* (...given) {
          yield* (await rooms()).handlers[name]?.(...given) as AsyncIterable<unknown>
        }
      : async (...given) => (await rooms()).handlers[name]?.(...given)
  const names = Object.keys({ ...secretRoutes, ...configRoutes })
  return {
    handlers: Object.fromEntries(names.map(name => [name, answer(name)])) as unknown as Safe,
    /** Somebody else writes a program into the file of the lasting answers. */
    addProgram: async (agent: string, entry: AllowlistEntry): Promise<void> => {
      const { book, writeGrants } = await rooms()
      writeGrants(grantsText({ ...noGrants, allowlist: { [agent]: [entry] } }))
      await book.sealed.reload()
    },
  }
}

async function open() {
  const [{ vault }, { desk, ports }] = await Promise.all([aVault(), aConfig()])
  const { sign, verify, ...others } = ports
  const book = await GrantBook.open({ ...others, seal: { sign, verify } })
  const handlers = {
    ...secretHandlers(vault, 'keychain', () => 90, { list: () => [] }),
    ...configHandlers(desk, book.sealed),
  } as unknown as Record<string, Act>
  return { handlers, book, writeGrants: (text: string) => ports.disk.overwrite('/home/grants', Buffer.from(text)) }
}
