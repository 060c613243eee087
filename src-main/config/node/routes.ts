import type { ConfigView, configRoutes } from '../../contract/routes/config.ts'
import type { Caller } from '../../contract/wire/caller.ts'
import type { Handlers, StopSignal } from '../../contract/wire/route.ts'
import { Watched } from '../../kit/core/watched.ts'
import type { Editor } from '../core/note.ts'
import type { ConfigDesk } from './config-desk.ts'

/** The config desk's side of its table. */
export function configHandlers(desk: ConfigDesk): Handlers<typeof configRoutes> {
  const view = (): ConfigView => ({ config: desk.current(), pending: desk.pending() })
  const watched = new Watched<ConfigView, ConfigView>(view(), (_, next) => next)
  desk.subscribe(() => watched.apply(view()))
  return {
    'config.watch': (_: unknown, __: Caller, stop: StopSignal) => watched.watch(stop),
    'config.preview': ({ path, value }) => desk.preview(path, value),
    'config.set': ({ path, value }, caller) => desk.edit(path, value, editor(caller)),
    'config.accept': ({ digest }, caller) => desk.accept(digest, editor(caller)),
    'config.revert': (_, caller) => desk.revert(editor(caller)),
    'config.history': () => desk.history(),
    'config.restore': ({ id }, caller) => desk.restore(id, editor(caller)),
  }
}

const editor = (caller: Caller): Editor => ({ who: 'owner', door: caller.door })
