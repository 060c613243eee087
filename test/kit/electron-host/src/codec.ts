/** Turns bytes into text and back; the page and Node have different means for it. */
export interface Base64 {
  encode(bytes: Uint8Array): string
  decode(text: string): Uint8Array
}

/** Writes the values that structured clone can carry as JSON, and reads them back. */
export interface Codec {
  encode(value: unknown): string
  decode(text: string): unknown
}

type Coded = string | number | boolean | null | Coded[]

/**
 * Makes the codec that carries IPC values between the page and the main process.
 *
 * The same source runs in Node and, as text, in the page, so it may use nothing but the language. Plain JSON values
 * stand for themselves; everything else is an array that starts with a tag, so that no object can pretend to be one.
 */
export function makeCodec(base64: Base64): Codec {
  const refused = 'An object could not be cloned.'
  const errors: Record<string, ErrorConstructor> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  }
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  }

  function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
    if (value instanceof ArrayBuffer) return new Uint8Array(value)
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  }

  function encodeNumber(value: number): Coded {
    if (Object.is(value, -0)) return ['n', '-0']
    return Number.isFinite(value) ? value : ['n', String(value)]
  }

  function encodeObject(value: object, seen: Map<object, number>): Coded {
    const before = seen.get(value)
    if (before !== undefined) return ['^', before]
    seen.set(value, seen.size)
    const each = (item: unknown): Coded => encodeValue(item, seen)
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    if (Array.isArray(value)) return ['a', Array.from(value, each)]
    if (value instanceof Error) {
      const cause: Coded[] = Object.hasOwn(value, 'cause') ? [each(value.cause)] : []
      return ['e', String(value.name), String(value.message), String(value.stack), ...cause]
    }
    if (value instanceof Date) return ['d', encodeNumber(value.getTime())]
    if (value instanceof RegExp) return ['r', value.source, value.flags]
    if (value instanceof Map) return ['m', Array.from(value, ([key, item]) => [each(key), each(item)])]
    if (value instanceof Set) return ['s', Array.from(value, each)]
    if (value instanceof ArrayBuffer) return ['B', 'ArrayBuffer', base64.encode(bytesOf(value))]
    if (ArrayBuffer.isView(value)) return ['B', tag, base64.encode(bytesOf(value))]
    if (tag === 'Boolean' || tag === 'Number' || tag === 'String') return ['w', each(value.valueOf())]
    if (tag !== 'Object' && tag !== 'Arguments') throw new Error(refused)
    return ['o', Object.entries(value).map(([key, item]) => [key, each(item)])]
  }

  function encodeValue(value: unknown, seen: Map<object, number>): Coded {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (value === undefined) return ['u']
    if (typeof value === 'number') return encodeNumber(value)
    if (typeof value === 'bigint') return ['b', String(value)]
    if (typeof value === 'object') return encodeObject(value, seen)
    throw new Error(refused)
  }

  function decodeError(parts: Coded[], seen: unknown[]): Error {
    const [name, message, stack] = parts.map(String)
    const error = new (errors[name ?? ''] ?? Error)(message)
    seen.push(error)
    Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true })
    if (parts.length > 3) {
      Object.defineProperty(error, 'cause', { value: decodeValue(parts[3], seen), writable: true, configurable: true })
    }
    return error
  }

  function decodeBytes(name: string, text: string): ArrayBuffer | ArrayBufferView {
    const buffer = Uint8Array.from(base64.decode(text)).buffer
    const View = views[name]
    return View ? new View(buffer) : buffer
  }

  function decodeSimple(tag: string, parts: Coded[]): object {
    const [first, second] = parts
    if (tag === 'd') return new Date(Number(Array.isArray(first) ? first[1] : first))
    if (tag === 'r') return new RegExp(String(first), String(second))
    return decodeBytes(String(first), String(second))
  }

  function decodeGroup(tag: string, items: Coded[], seen: unknown[]): unknown {
    const each = (item: Coded | undefined): unknown => decodeValue(item, seen)
    const pairs = items as Coded[][]
    const made = tag === 'a' ? [] : tag === 'm' ? new Map() : tag === 's' ? new Set() : {}
    // Registered before its members: a member may refer back to it.
    seen.push(made)
    if (made instanceof Map) for (const [key, item] of pairs) made.set(each(key), each(item))
    else if (made instanceof Set) for (const item of items) made.add(each(item))
    else if (Array.isArray(made)) for (const item of items) made.push(each(item))
    // Defined, not assigned: a key named __proto__ must become an ordinary member.
    else
      for (const [key, item] of pairs)
        Object.defineProperty(made, String(key), {
          value: each(item),
          enumerable: true,
          writable: true,
          configurable: true,
        })
    return made
  }

  function decodeValue(coded: Coded | undefined, seen: unknown[]): unknown {
    if (!Array.isArray(coded)) return coded
    const [tag, ...parts] = coded
    if (tag === 'u') return undefined
    if (tag === 'n') return Number(parts[0])
    if (tag === 'b') return BigInt(String(parts[0]))
    if (tag === '^') return seen[Number(parts[0])]
    if (tag === 'e') return decodeError(parts, seen)
    if (tag === 'a' || tag === 'o' || tag === 'm' || tag === 's') return decodeGroup(tag, parts[0] as Coded[], seen)
    const place = seen.push(undefined) - 1
    const made = tag === 'w' ? Object(decodeValue(parts[0], seen)) : decodeSimple(String(tag), parts)
    seen[place] = made
    return made
  }

  return {
    encode: value => JSON.stringify(encodeValue(value, new Map())),
    decode: text => decodeValue(JSON.parse(text) as Coded, []),
  }
}
