import type { EventEmitter } from 'node:events'
import type * as host from './electron.ts'

/**
 * Compares the host with the real `electron.d.ts`: every member the host has must exist there, take the same
 * parameters and answer alike. Each difference becomes a name that is missing from `drift`, so the type checker lists
 * them all at once. Results that are objects are compared by presence only: the host's are smaller on purpose.
 */
type Real = typeof import('electron')
type Host = Omit<typeof host, 'default' | 'electron'>
type Emitter = keyof EventEmitter | keyof typeof EventEmitter
type AnyClass = abstract new (...args: never) => unknown
/** `_x` is the host's own. */
type Own<I> = Exclude<keyof I, Emitter | `_${string}` | 'prototype'>

type Same<I, F> = F extends (...args: infer Parameters) => infer Result
  ? [I] extends [undefined]
    ? never // said not to exist on Linux
    : I extends (...args: Parameters) => infer Given
      ? SameResult<Given, Result>
      : 'wrong parameters'
  : never
type SameResult<Given, Result> = [Result] extends [Promise<unknown>]
  ? [Given] extends [Promise<unknown>]
    ? never
    : 'must return a promise'
  : [Result] extends [string | number | boolean]
    ? [Given] extends [Result]
      ? never
      : 'wrong result'
    : never

type Difference<I, F> = {
  [K in Own<I>]: K extends keyof F ? Named<K & string, Same<I[K], F[K]>> : `${K & string}: not in the Electron API`
}[Own<I>]
type Named<K extends string, Fault> = [Fault] extends [never] ? never : `${K}: ${Fault & string}`

type InClass<I extends AnyClass, F> = F extends AnyClass
  ? Difference<I, F> | Difference<InstanceType<I>, InstanceType<F>>
  : 'not a class'
type InMember<K extends keyof Host> = K extends keyof Real
  ? Host[K] extends AnyClass
    ? InClass<Host[K], Real[K]>
    : Difference<Host[K], Real[K]>
  : 'not an Electron export'
type Drift = { [K in keyof Host]: [InMember<K>] extends [never] ? never : `${K}.${InMember<K> & string}` }[keyof Host]

/** Empty as long as the host promises nothing that Electron does not keep. */
export const drift: { [message in Drift]: never } = {}
