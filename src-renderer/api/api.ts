import type { z } from 'zod'
import { peopleApi } from '../../src-main/contract/apis.ts'
import type { Client } from '../../src-main/contract/wire/client.ts'
import type { CallName, Feed, InputOf, OutputOf, RouteTable, Stream } from '../../src-main/contract/wire/route.ts'

/** Everything the page may ask of the Keeper. */
export const api = peopleApi
/** The type of that table. */
export type Api = typeof peopleApi
/** The calling side of it. */
export type ApiClient = Client<Api>

type FeedsOf<T extends RouteTable> = { [K in keyof T]: T[K] extends Feed ? K : never }[keyof T] & string

/** Names of what can be watched. */
export type FeedName = FeedsOf<Api>
/** Names of what is opened and sends many items until it ends. */
export type StreamName = { [K in keyof Api]: Api[K] extends Stream ? K : never }[keyof Api] & string
/** Names of what can be called. */
export type ApiCall = CallName<Api>
/** What a call or feed is given. */
export type ApiInput<N extends keyof Api> = InputOf<Api[N]>
/** What a call answers. */
export type ApiOutput<N extends ApiCall> = OutputOf<Api[N]>
/** The first thing a feed sends. */
export type SnapshotOf<N extends FeedName> = Api[N] extends Feed<z.ZodType, infer S, z.ZodType> ? z.output<S> : never
/** What a feed sends after that. */
export type ChangeOf<N extends FeedName> = Api[N] extends Feed<z.ZodType, z.ZodType, infer C> ? z.output<C> : never
