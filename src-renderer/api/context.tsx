import { type InfiniteData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useRef, useSyncExternalStore } from 'react'
import { Fault } from '../../src-main/contract/wire/fault.ts'
import type { ItemOf } from '../../src-main/contract/wire/route.ts'
import type { Api, ApiCall, ApiClient, ApiInput, ApiOutput, ChangeOf, FeedName, SnapshotOf, StreamName } from './api.ts'
import type { Connection, LinkState } from './connection.ts'
import { FeedStore, type FeedView } from './feed.ts'

/** Asks the person for the approver PIN; resolves to whether they gave a right one. */
export type AskUnlock = () => Promise<boolean>

type Shared = {
  readonly connection: Connection
  readonly feeds: Map<string, unknown>
  readonly askUnlock: { current: AskUnlock }
}

const ApiContext = createContext<Shared | null>(null)

/** Gives the connection to every screen below. */
export function ApiProvider({ connection, children }: { connection: Connection; children: ReactNode }): ReactNode {
  const askUnlock = useRef<AskUnlock>(async () => false)
  const value = useMemo(() => ({ connection, feeds: new Map<string, unknown>(), askUnlock }), [connection])
  return <ApiContext value={value}>{children}</ApiContext>
}

function useApi(): Shared {
  const api = useContext(ApiContext)
  if (!api) throw new Error('ApiProvider is missing above this component.')
  return api
}

/** How the page stands with the Keeper. */
export function useLink(): LinkState {
  const { connection } = useApi()
  return useSyncExternalStore(connection.subscribe, connection.read)
}

/** Connects at once instead of at the next planned try. */
export function useReconnect(): () => void {
  const { connection } = useApi()
  return () => void connection.connect()
}

/** What the other side offered when it was last heard, so that pages do not vanish while the line is down. */
export function useRoutesOffered(): ReadonlySet<string> {
  const link = useLink()
  const last = useRef<ReadonlySet<string>>(new Set())
  if (link.kind === 'open') last.current = link.routes
  return last.current
}

/** Whether the other side offers a call to this page. */
export function useOffered(route: string): boolean {
  return useRoutesOffered().has(route)
}

/** Watches a state. Everyone who watches the same one shares it. */
export function useFeed<N extends FeedName>(
  name: N,
  input: ApiInput<N>,
  reduce: (state: SnapshotOf<N>, change: ChangeOf<N>) => SnapshotOf<N>,
): FeedView<SnapshotOf<N>> {
  const { connection, feeds } = useApi()
  const key = `${name} ${JSON.stringify(input)}`
  let store = feeds.get(key) as FeedStore<N> | undefined
  if (!store) {
    store = new FeedStore(connection, name, input, reduce)
    feeds.set(key, store)
  }
  return useSyncExternalStore(store.subscribe, store.read)
}

/** Reads something once and keeps it until it is asked for again. */
export function useAsk<N extends ApiCall>(
  name: N,
  input: ApiInput<N>,
  options: { enabled?: boolean; fresh?: boolean } = {},
) {
  const { connection } = useApi()
  return useQuery<ApiOutput<N>, Fault>({
    queryKey: [name, input],
    queryFn: () => openClient(connection).call(name, input),
    enabled: options.enabled ?? true,
    ...(options.fresh && { staleTime: 0, gcTime: 0 }),
  })
}

/** Calls that answer with a list and go on before a number. */
type Paged = { [N in ApiCall]: ApiInput<N> extends { before?: number | undefined } ? N : never }[ApiCall]

/** Reads a long list a page at a time. `start`: null begins at the newest, undefined waits. */
export function usePages<N extends Paged>(
  name: N,
  input: ApiInput<N>,
  start: number | null | undefined,
  nextBefore: (page: ApiOutput<N>) => number | undefined,
) {
  const { connection } = useApi()
  return useInfiniteQuery<ApiOutput<N>, Fault, InfiniteData<ApiOutput<N>>, readonly unknown[], number | undefined>({
    queryKey: [name, input, start],
    queryFn: ({ pageParam }) =>
      openClient(connection).call(name, { ...input, ...(pageParam !== undefined && { before: pageParam }) }),
    initialPageParam: start ?? undefined,
    getNextPageParam: page => nextBefore(page),
    enabled: start !== undefined,
  })
}

/** Does something. Where a person has to be proved first, asks for the PIN and then tries once more. */
export function useCommand<N extends ApiCall>(name: N) {
  const { connection, askUnlock } = useApi()
  return useMutation<ApiOutput<N>, Fault, ApiInput<N>>({
    mutationKey: [name],
    mutationFn: async input => {
      try {
        return await openClient(connection).call(name, input)
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'person-needed' || !(await askUnlock.current())) throw error
        return openClient(connection).call(name, input)
      }
    },
  })
}

/** A stream that somebody reads. */
export type Reading<I> = {
  /** Calls `take` for each item and `over` once at the end, with the fault if it failed. */
  each(take: (item: I) => void, over: (fault: Fault | null) => void): Promise<void>
  close(): void
}

/** Opens streams. Where a person has to be proved first, asks for the PIN and then opens once more. */
export function useStreams() {
  const { connection, askUnlock } = useApi()
  return <N extends StreamName>(name: N, input: ApiInput<N>): Reading<ItemOf<Api[N]>> => {
    let closed = false
    let items: AsyncIterableIterator<unknown> | null = null
    const read = async (take: (item: ItemOf<Api[N]>) => void): Promise<void> => {
      items = openClient(connection).open(name, input)
      for await (const item of items) if (!closed) take(item as ItemOf<Api[N]>)
    }
    const readAsPerson = async (take: (item: ItemOf<Api[N]>) => void): Promise<void> => {
      try {
        await read(take)
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'person-needed' || !(await askUnlock.current())) throw error
        if (!closed) await read(take)
      }
    }
    return {
      each: async (take, over) => {
        const fault = await readAsPerson(take).then(
          () => null,
          error => (error instanceof Fault ? error : new Fault('internal', {}, { cause: error })),
        )
        if (!closed) over(fault)
      },
      close: () => {
        closed = true
        void items?.return?.()
      },
    }
  }
}

/** Lets the one PIN dialog of the page answer for every command. */
export function useUnlockWith(ask: AskUnlock): void {
  useApi().askUnlock.current = ask
}

function openClient(connection: Connection): ApiClient {
  if (connection.state.kind !== 'open') throw new Fault('connection-lost')
  return connection.state.client
}
