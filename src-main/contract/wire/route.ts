import { z } from 'zod'
import type { Caller, Door } from './caller.ts'

/** The part of an AbortSignal that needs neither Node nor a page, so that the contract stays pure. */
export type StopSignal = {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
}

/** Who may call: the doors, and whether a person has to be proved there. */
type Gate = { readonly from: readonly Door[]; readonly needs?: 'person' }

type Schema = z.ZodType

/** Reads, and changes nothing. */
export type Query<I extends Schema = Schema, O extends Schema = Schema> = Gate & { kind: 'query'; input: I; output: O }
/** Acts. */
export type Command<I extends Schema = Schema, O extends Schema = Schema> = Gate & {
  kind: 'command'
  input: I
  output: O
}
/** Answers with many items until it ends: model tokens, terminal bytes. */
export type Stream<I extends Schema = Schema, O extends Schema = Schema> = Gate & { kind: 'stream'; input: I; item: O }
/** A state others watch: one snapshot, then numbered changes. */
export type Feed<I extends Schema = Schema, S extends Schema = Schema, C extends Schema = Schema> = Gate & {
  kind: 'feed'
  input: I
  snapshot: S
  change: C
}

/** One way to call across a process border. */
export type Route = Query | Command | Stream | Feed
/** The calls one room offers, by name `room.verb`. */
export type RouteTable = Readonly<Record<string, Route>>

/** Declares a query. */
export const query = <I extends Schema, O extends Schema>(route: Omit<Query<I, O>, 'kind'>): Query<I, O> => ({
  kind: 'query',
  ...route,
})
/** Declares a command. */
export const command = <I extends Schema, O extends Schema>(route: Omit<Command<I, O>, 'kind'>): Command<I, O> => ({
  kind: 'command',
  ...route,
})
/** Declares a stream. */
export const stream = <I extends Schema, O extends Schema>(route: Omit<Stream<I, O>, 'kind'>): Stream<I, O> => ({
  kind: 'stream',
  ...route,
})
/** Declares a feed. */
export const feed = <I extends Schema, S extends Schema, C extends Schema>(
  route: Omit<Feed<I, S, C>, 'kind'>,
): Feed<I, S, C> => ({ kind: 'feed', ...route })

/** Input of a call that takes nothing. */
export const nothing = z.strictObject({})

/** What a feed sends: the whole first, then each change with the next number. */
export type FeedItem<S, C> = { seq: number; snapshot: S } | { seq: number; change: C }

/** The schema of what a feed sends. */
export function feedItem(route: Feed): z.ZodType<FeedItem<unknown, unknown>> {
  return z.union([
    z.strictObject({ seq: z.int(), snapshot: route.snapshot }),
    z.strictObject({ seq: z.int(), change: route.change }),
  ])
}

/** Names in a table that are called and answered once. */
export type CallName<T extends RouteTable> = { [K in keyof T]: T[K] extends Query | Command ? K : never }[keyof T] &
  string
/** Names in a table that are opened and send many items. */
export type OpenName<T extends RouteTable> = { [K in keyof T]: T[K] extends Stream | Feed ? K : never }[keyof T] &
  string

/** What a caller passes. */
export type InputOf<R extends Route> = z.input<R['input']>
/** What a call answers with. */
export type OutputOf<R extends Route> = R extends Query<Schema, infer O> | Command<Schema, infer O>
  ? z.output<O>
  : never
/** What an opened route sends, once parsed. */
export type ItemOf<R extends Route> =
  R extends Stream<Schema, infer O>
    ? z.output<O>
    : R extends Feed<Schema, infer S, infer C>
      ? FeedItem<z.output<S>, z.output<C>>
      : never

type ItemIn<R extends Route> =
  R extends Stream<Schema, infer O>
    ? z.input<O>
    : R extends Feed<Schema, infer S, infer C>
      ? FeedItem<z.input<S>, z.input<C>>
      : never

type AnswerIn<R extends Route> = R extends Query<Schema, infer O> | Command<Schema, infer O> ? z.input<O> : never

/** A room's side of its table: a missing or mistyped handler does not compile. */
export type Handlers<T extends RouteTable> = {
  readonly [K in keyof T]: T[K] extends Query | Command
    ? (input: z.output<T[K]['input']>, caller: Caller) => Promise<AnswerIn<T[K]>>
    : (input: z.output<T[K]['input']>, caller: Caller, stop: StopSignal) => AsyncIterable<ItemIn<T[K]>>
}
