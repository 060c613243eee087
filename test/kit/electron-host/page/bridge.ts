/** What one value looks like between the two worlds of a page. */
type Coded = [kind: 'v' | 'o' | 'a' | 'f' | 'g' | 'p' | 'e', ...parts: unknown[]]

type Callable = (...args: never[]) => unknown

export interface Bridge {
  encode(value: unknown): Coded
  decode(coded: Coded): unknown
  /** Sends to the other world; what it answers comes back at once, because dispatching an event is synchronous. */
  send(kind: string, ...parts: unknown[]): unknown
  /** Answers messages of one kind from the other world. */
  answer(kind: string, how: (...parts: never[]) => unknown): void
}

/**
 * Joins the page's own world and the preload's world by events whose name only these two know.
 *
 * Everything used later is captured now, before any page script runs: a page that patches `call` or `dispatchEvent`
 * must not see the name. Functions never cross; the other side gets a stand-in that calls back by number.
 */
export function makeBridge(secret: string, mine: string, theirs: string): Bridge {
  const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect
  const { dispatchEvent, addEventListener, CustomEvent: Message, structuredClone: clone } = window
  const functions = new Map<number, Callable>()
  const numbers = new WeakMap<object, number>()
  const foreign = new WeakMap<object, number>()
  const settling = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  const answers = new Map<string, (...parts: never[]) => unknown>()
  let last = 0
  let answered: [ok: boolean, value: Coded] | undefined

  function post(kind: string, parts: unknown[]): void {
    apply(dispatchEvent, window, [new Message(secret + theirs, { detail: [kind, ...parts] })])
  }

  function send(kind: string, ...parts: unknown[]): unknown {
    answered = undefined
    post(kind, parts)
    const got = answered as [boolean, Coded] | undefined
    answered = undefined
    if (!got) return undefined
    if (!got[0]) throw decode(got[1])
    return decode(got[1])
  }

  function keep(value: Callable): number {
    const known = numbers.get(value)
    if (known !== undefined) return known
    functions.set(++last, value)
    numbers.set(value, last)
    return last
  }

  function watch(promise: Promise<unknown>): number {
    const id = ++last
    const settle = (ok: boolean, value: unknown): void => {
      try {
        post('settle', [id, ok, encode(value)])
      } catch (error) {
        post('settle', [id, false, encode(error)])
      }
    }
    promise.then(
      value => settle(true, value),
      error => settle(false, error),
    )
    return id
  }

  function encodeObject(value: object, depth: number): Coded {
    if (depth > 1000)
      throw new Error(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      )
    if (value instanceof Promise) return ['p', watch(value)]
    if (value instanceof Error) return ['e', value.name, value.message]
    if (Array.isArray(value)) return ['a', Array.from(value, item => encode(item, depth + 1))]
    if (Object.prototype.toString.call(value) !== '[object Object]') return ['v', clone(value)]
    const members: [string, Coded][] = []
    for (const key of ownKeys(value)) {
      if (typeof key !== 'string' || !getOwnPropertyDescriptor(value, key)?.enumerable) continue
      members.push([key, encode((value as Record<string, unknown>)[key], depth + 1)])
    }
    return ['o', members]
  }

  function encode(value: unknown, depth = 0): Coded {
    if (typeof value === 'function') {
      const origin = foreign.get(value)
      return origin === undefined ? ['f', keep(value as Callable)] : ['g', origin]
    }
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.')
    return typeof value === 'object' && value !== null ? encodeObject(value, depth) : ['v', value]
  }

  function standIn(id: number): Callable {
    const call = (...args: unknown[]): unknown =>
      send(
        'call',
        id,
        args.map(item => encode(item)),
      )
    foreign.set(call, id)
    return call
  }

  function decodeObject(members: [string, Coded][]): object {
    const made = {}
    for (const [key, item] of members) {
      defineProperty(made, key, { value: decode(item), enumerable: true, writable: true, configurable: true })
    }
    return made
  }

  function decode(coded: Coded): unknown {
    const [kind, first, second] = coded
    if (kind === 'f') return standIn(first as number)
    if (kind === 'g') return functions.get(first as number)
    if (kind === 'a') return (first as Coded[]).map(item => decode(item))
    if (kind === 'o') return decodeObject(first as [string, Coded][])
    if (kind === 'p') return new Promise((resolve, reject) => settling.set(first as number, { resolve, reject }))
    if (kind !== 'e') return first
    const error = new Error(second as string)
    if (first !== 'Error') defineProperty(error, 'name', { value: first, configurable: true, writable: true })
    return error
  }

  answers.set('call', ((id: number, args: Coded[]) => {
    const called = functions.get(id)
    if (!called) throw new Error('no such function')
    return apply(
      called,
      undefined,
      args.map(item => decode(item)),
    )
  }) as (...parts: never[]) => unknown)
  answers.set('settle', ((id: number, ok: boolean, value: Coded) => {
    const waiting = settling.get(id)
    settling.delete(id)
    if (ok) waiting?.resolve(decode(value))
    else waiting?.reject(decode(value))
  }) as (...parts: never[]) => unknown)

  apply(addEventListener, window, [
    secret + mine,
    (event: CustomEvent<[string, ...never[]]>) => {
      event.stopImmediatePropagation()
      const [kind, ...parts] = event.detail
      if (kind === 'ret') {
        answered = parts as unknown as [boolean, Coded]
        return
      }
      let result: [boolean, Coded]
      try {
        const value = answers.get(kind)?.(...parts)
        result = [true, encode(value)]
      } catch (error) {
        result = [false, encode(error instanceof Error ? error : new Error(String(error)))]
      }
      post('ret', result)
    },
  ])

  return { encode, decode, send, answer: (kind, how) => void answers.set(kind, how) }
}
