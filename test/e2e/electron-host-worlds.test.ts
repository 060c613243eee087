import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixture, inPage } from '../kit/host-fixture.ts'
import { type LaunchedApp, launchApp } from '../kit/launch-app.ts'

describe('page, preload and main process', () => {
  let launched: LaunchedApp
  let page: Page

  beforeAll(async () => {
    launched = await launchApp({ folder: fixture })
    page = await launched.firstWindow()
  })

  afterAll(async () => launched?.close())

  describe('the wall between page and preload', () => {
    it.each([
      ['no require', 'typeof require', 'undefined'],
      ['no process', 'typeof process', 'undefined'],
      ['no ipcRenderer', 'typeof ipcRenderer', 'undefined'],
      ['no globals of the preload', 'typeof onlyInThePreload', 'undefined'],
      [
        'no trace of the host',
        'Object.getOwnPropertyNames(window).filter(name => /electronhost/i.test(name)).length',
        0,
      ],
      [
        'an api it cannot replace',
        '(() => { try { "use strict"; window.api = 1 } catch {} return typeof window.api })()',
        'object',
      ],
      [
        'an api it cannot change',
        'Object.isFrozen(api) && Object.isFrozen(api.nested) && Object.isFrozen(api.nested.list[1])',
        true,
      ],
      ['a Date of its own world', 'api.date instanceof Date && api.date.getTime()', 0],
      [
        'an answer that is its own',
        '(() => { const made = api.back({ a: [1] }); return made.a[0] === 1 && Object.getPrototypeOf(made) === Object.prototype })()',
        true,
      ],
      ['its callbacks called at once', 'api.callTwice(n => n * 10).join()', '10,20'],
      ['its own function back', '(() => { const mine = () => 1; return api.back(mine) === mine })()', true],
      [
        'the words of an error',
        '(() => { try { api.fail() } catch (error) { return [error instanceof Error, error.message].join(" ") } })()',
        'true from the preload',
      ],
    ])('the page has %s', async (_name, code, expected) => {
      expect(await inPage(page, code)).toBe(expected)
    })

    it('a key is exposed once', async () => {
      const words = await inPage(page, '(() => { try { api.exposeAgain() } catch (error) { return error.message } })()')
      expect(words).toBe('Cannot bind an API on top of an existing property on the window object')
    })

    it.each(['fs', 'node:child_process', './main.mjs'])('the preload may not require %s', async name => {
      const code = `(() => { try { api.tryRequire(${JSON.stringify(name)}) } catch (error) { return error.message } })()`
      expect(await inPage(page, code)).toBe(`module not found: ${name}`)
    })

    it('a page that patches its builtins overhears nothing', async () => {
      const heard = await inPage<string[]>(
        page,
        `(async () => {
        const heard = []
        const kept = { call: Function.prototype.call, apply: Function.prototype.apply, dispatch: EventTarget.prototype.dispatchEvent, reflect: Reflect.apply, Event: window.CustomEvent }
        const note = value => { if (value && typeof value === 'object' && 'detail' in value) heard.push(String(value.type)) }
        Function.prototype.call = function (...args) { args.forEach(note); return kept.reflect(kept.call, this, args) }
        Function.prototype.apply = function (self, args) { (args ?? []).forEach?.(note); return kept.reflect(this, self, args ?? []) }
        EventTarget.prototype.dispatchEvent = function (event) { note(event); return kept.reflect(kept.dispatch, this, [event]) }
        Reflect.apply = (target, self, args) => { args.forEach(note); return kept.reflect(target, self, args) }
        window.CustomEvent = class extends kept.Event { constructor(name, options) { heard.push(name); super(name, options) } }
        api.back({ a: () => 1 }); api.callTwice(n => n); await api.invoke('echo', 1)
        Function.prototype.call = kept.call; Function.prototype.apply = kept.apply; EventTarget.prototype.dispatchEvent = kept.dispatch
        Reflect.apply = kept.reflect; window.CustomEvent = kept.Event
        return heard
      })()`,
      )
      expect(heard).toStrictEqual([])
    })
  })

  describe('a call to the main process', () => {
    // Compared in the page, where the values are; "told" is what the main process saw.
    it.each([
      ['undefined', 'undefined', '[object Undefined]'],
      ['null', 'null', '[object Null]'],
      ['a text', "'a\\u2028b'", '[object String] String'],
      ['not a number', 'NaN', '[object Number] Number'],
      ['minus zero', '-0', '[object Number] Number'],
      ['a big integer', '12345678901234567890n', '[object BigInt] BigInt'],
      ['a list', '[1, [undefined]]', '[object Array] Array'],
      ['an object', "({ a: { b: 'c' } })", '[object Object] Object'],
      ['a date', 'new Date(77)', '[object Date] Date'],
      ['a pattern', '/x+/gi', '[object RegExp] RegExp'],
      ['a map', "new Map([['k', { v: 1 }]])", '[object Map] Map'],
      ['a set', 'new Set([1, 2])', '[object Set] Set'],
      ['bytes', 'new Uint8Array([1, 255])', '[object Uint8Array] Uint8Array'],
      ['a raw buffer', 'new Uint8Array([1, 2]).buffer', '[object ArrayBuffer] ArrayBuffer'],
      ['an error', "new Error('words')", '[object Error] Error'],
    ])('carries %s there and back', async (_name, value, told) => {
      const show = `value => {
        const tag = Object.prototype.toString.call(value)
        if (ArrayBuffer.isView(value)) return tag + [...value]
        if (value instanceof ArrayBuffer) return tag + [...new Uint8Array(value)]
        if (value instanceof Map || value instanceof Set) return tag + JSON.stringify([...value])
        if (value instanceof Error) return tag + value.message
        if (Object.is(value, -0)) return 'minus zero'
        return tag + (typeof value === 'object' && value && !(value instanceof RegExp) ? JSON.stringify(value) : String(value))
      }`
      const code = `(async () => { const show = ${show}; const sent = ${value}
        return { same: show(await api.invoke('echo', sent)) === show(sent), told: await api.invoke('describe', sent) } })()`
      expect(await inPage(page, code)).toStrictEqual({ same: true, told })
    })

    it.each([
      ['a handler that throws', "api.invoke('boom')", "Error invoking remote method 'boom': TypeError: boom"],
      [
        'a channel without a handler',
        "api.invoke('nobody')",
        "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
      ],
      [
        'an answer that cannot travel',
        "api.invoke('uncloneable')",
        "Error invoking remote method 'uncloneable': Error: An object could not be cloned.",
      ],
    ])('is rejected for %s', async (_name, call, words) => {
      expect(await inPage(page, `${call}.then(() => 'answered', error => error.message)`)).toBe(words)
    })

    it('carries a megabyte', async () => {
      expect(await inPage(page, "api.invoke('echo', 'x'.repeat(1e6)).then(text => text.length)")).toBe(1e6)
    })

    it('keeps the order of a hundred messages', async () => {
      await inPage(
        page,
        "(async () => { for (let n = 0; n < 100; n++) api.send('word', n); await api.invoke('echo', 0) })()",
      )
      expect(await launched.app.evaluate(() => globalThis.seen.sent.map(([n]) => n))).toStrictEqual(
        Array.from({ length: 100 }, (_, n) => n),
      )
    })

    it('from a stranger is answered as the handler decides about its frame', async () => {
      const call = (url: string): Promise<unknown> =>
        launched.app.evaluate(
          (_electron, from) =>
            globalThis.__electronHost.invokeAs(from, 'echo', 5).catch((error: Error) => error.message),
          url,
        )
      expect(await call('app://bundle/x')).toBe(5)
      expect(await call('https://evil.example/')).toBe('Error: not for https://evil.example/')
    })
  })

  it('found nothing missing in the host on the way', async () => {
    expect(await launched.findings()).toStrictEqual([])
  })
})
