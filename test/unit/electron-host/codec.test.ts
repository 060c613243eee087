import { describe, expect, it } from 'vitest'
import { makeCodec } from '../../kit/electron-host/src/codec.ts'
import { codec } from '../../kit/electron-host/src/node-codec.ts'

const there = (value: unknown): unknown => codec.decode(codec.encode(value))

describe('the codec between page and main process', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['true', true],
    ['an empty text', ''],
    ['a text with a zero, a line separator and an emoji', 'a\0b\u2028c😀'],
    ['zero', 0],
    ['minus zero', -0],
    ['not a number', Number.NaN],
    ['minus infinity', Number.NEGATIVE_INFINITY],
    ['a big integer', -(2n ** 70n)],
    ['a list in a list', [1, [2, [undefined, null]]]],
    ['an object with a missing value', { a: undefined, b: { c: 'd' } }],
    ['an object that looks like a tagged value', ['u', ['n', 'NaN'], { u: 1 }]],
    ['a date', new Date(1234)],
    ['a date that is none', new Date(Number.NaN)],
    ['a pattern', /a+\/"/giu],
    ['a map with object keys', new Map<unknown, unknown>([[{ a: 1 }, new Set([1, 'b'])]])],
    ['a set', new Set([undefined, Number.NaN, [1]])],
    ['bytes', new Uint8Array([0, 127, 255])],
    ['wide numbers', new Float64Array([1.5, -0])],
    ['signed big numbers', new BigInt64Array([-1n])],
    ['a raw buffer', new Uint8Array([1, 2, 3]).buffer],
    ['a boxed text', Object('boxed')],
  ])('carries %s', (_name, value) => {
    expect(there(value)).toStrictEqual(value)
  })

  it('carries the part of a buffer that a view shows, and no more', () => {
    const whole = new Uint8Array([9, 9, 1, 2, 9])
    expect(there(whole.subarray(2, 4))).toStrictEqual(new Uint8Array([1, 2]))
    expect(there(Buffer.from('key'))).toStrictEqual(new Uint8Array([107, 101, 121]))
  })

  it('carries an error with its kind, words and cause', () => {
    const error = there(new RangeError('too far', { cause: { code: 7 } })) as RangeError
    expect(error).toBeInstanceOf(RangeError)
    expect([error.name, error.message, error.cause]).toStrictEqual(['RangeError', 'too far', { code: 7 }])
    expect(error.stack).toContain('codec.test.ts')
  })

  it('makes a plain error of a kind it does not know, as structured clone does', () => {
    class Odd extends Error {
      override name = 'Odd'
    }
    expect((there(new Odd('x')) as Error).constructor).toBe(Error)
  })

  it('keeps one object one object, and a circle a circle', () => {
    const shared = { date: new Date(5) }
    const [first, second] = there([shared, shared]) as [typeof shared, typeof shared]
    expect(first).toBe(second)
    const circle: unknown[] = [new Map([['again', shared.date]]), shared.date]
    circle.push(circle)
    const back = there(circle) as [Map<string, Date>, Date, unknown]
    expect(back[2]).toBe(back)
    expect(back[0].get('again')).toBe(back[1])
  })

  it('drops the class of an instance and what it inherits', () => {
    class Point {
      x = 1
      get y(): number {
        return 2
      }
    }
    expect(there(new Point())).toStrictEqual({ x: 1 })
  })

  it('treats __proto__ as an ordinary name', () => {
    const back = there(JSON.parse('{"__proto__":{"admin":true}}')) as object
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
    expect(Object.keys(back)).toStrictEqual(['__proto__'])
    expect('admin' in back).toBe(false)
  })

  it.each<[string, unknown]>([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a promise', Promise.resolve()],
    ['a weak map', new WeakMap()],
    ['a function deep inside', { a: [{ b: () => 1 }] }],
  ])('refuses %s', (_name, value) => {
    expect(() => codec.encode(value)).toThrow('An object could not be cloned.')
  })

  it('needs nothing from outside, because its text is put into pages', () => {
    const alone = new Function(`return ${makeCodec.toString()}`)() as typeof makeCodec
    const { encode, decode } = alone({ encode: () => 'AQ==', decode: () => new Uint8Array([1]) })
    expect(decode(encode([new Uint8Array([1]), new Date(3), -0]))).toStrictEqual([new Uint8Array([1]), new Date(3), -0])
  })
})
