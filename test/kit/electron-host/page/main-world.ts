import type { Bridge } from './bridge.ts'

/** Runs in the page's own world, before its scripts: receives what the preload exposes and replaces `window.open`. */
export function mainWorld(bridge: Bridge): void {
  function freeze(value: unknown): void {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || Object.isFrozen(value)) return
    if (value instanceof Promise || ArrayBuffer.isView(value)) return
    Object.freeze(value)
    for (const key of Object.keys(value)) freeze((value as Record<string, unknown>)[key])
  }

  bridge.answer('expose', ((key: string, coded: Parameters<Bridge['decode']>[0]) => {
    if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object')
    const api = bridge.decode(coded)
    freeze(api)
    Object.defineProperty(window, key, { value: api, enumerable: true, writable: false, configurable: false })
  }) as (...parts: never[]) => unknown)

  // Chromium makes no popups here: closing one that is still paused hangs its opener. The main process decides.
  window.open = (url?: string | URL, name?: string, features?: string): null => {
    bridge.send('open', new URL(String(url ?? 'about:blank'), document.baseURI).href, name ?? '', features ?? '')
    return null
  }
}
