import type { SealedFile } from '../../contract/model/config.ts'
import type { ConfigView, configRoutes } from '../../contract/routes/config.ts'
import type { Caller } from '../../contract/wire/caller.ts'
import type { Handlers, StopSignal } from '../../contract/wire/route.ts'
import { Watched } from '../../kit/core/watched.ts'
import type { Editor } from '../core/note.ts'
import type { ConfigDesk } from './config-desk.ts'
import type { SealedDesk } from './sealed-desk.ts'

/** What a person may do about a sealed file, whatever it holds. */
type Sealed = Pick<SealedDesk<unknown>, 'pending' | 'accept' | 'revert' | 'history' | 'restore' | 'subscribe'>

/** The side of the config desk and of the other sealed files of their one table. */
export function configHandlers(desk: ConfigDesk, grants: Sealed): Handlers<typeof configRoutes> {
  const sealed: Readonly<Record<SealedFile, Omit<Sealed, 'subscribe'>>> = { config: desk, grants }
  const view = (): ConfigView => ({
    config: desk.current(),
    pending: desk.pending(),
    pendingGrants: grants.pending(),
  })
  const watched = new Watched<ConfigView, ConfigView>(view(), (_, next) => next)
  const tell = (): void => void watched.apply(view())
  desk.subscribe(tell)
  grants.subscribe(tell)
  return {
    'config.watch': (_: unknown, __: Caller, stop: StopSignal) => watched.watch(stop),
    'config.preview': ({ path, value }) => desk.preview(path, value),
    'config.set': ({ path, value }, caller) => desk.edit(path, value, editor(caller)),
    'config.accept': ({ of, digest }, caller) => sealed[of].accept(digest, editor(caller)),
    'config.revert': ({ of }, caller) => sealed[of].revert(editor(caller)),
    'config.history': ({ of }) => sealed[of].history(),
    'config.restore': ({ of, id }, caller) => sealed[of].restore(id, editor(caller)),
  }
}

const editor = (caller: Caller): Editor => ({ who: 'owner', door: caller.door })
