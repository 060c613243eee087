import type { Codec } from '../src/codec.ts'
import type { Bridge } from './bridge.ts'

type Listener = (event: object, ...args: unknown[]) => void
type Preload = (
  require: (name: string) => unknown,
  module: { exports: object },
  exports: object,
  process: object,
) => void

export interface IsolatedSetUp {
  bridge: Bridge
  codec: Codec
  /** Hands one message to the main process. */
  post: (text: string) => void
  /** What the preload sees as `process`. */
  process: object
}

type FromMain =
  | { kind: 'event'; channel: string; args: string }
  | { kind: 'reply'; id: number; ok: boolean; value: string }

/** Runs in the preload's world: `ipcRenderer`, `contextBridge`, the sandboxed `require`, and what the main process asks of a page. */
export function isolatedWorld(
  { bridge, codec, post, process }: IsolatedSetUp,
  preload: Preload | undefined,
): (message: FromMain) => boolean {
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void; channel: string }
  >()
  let last = 0

  function tell(kind: string, fields: object): void {
    post(JSON.stringify({ kind, from: location.href, ...fields }))
  }

  function strict<T extends object>(name: string, object: T): T {
    return new Proxy(object, {
      get(target, key, receiver) {
        if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON')
          return Reflect.get(target, key, receiver)
        throw new Error(`electron-host: ${name}.${key} is not implemented`)
      },
    })
  }

  function add(channel: string, listener: Listener, once: boolean): typeof ipcRenderer {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }

  function remove(channel: string, listener: Listener): typeof ipcRenderer {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter(entry => entry.listener !== listener),
    )
    return ipcRenderer
  }

  const ipcRenderer = strict('ipcRenderer', {
    send: (channel: string, ...args: unknown[]) => tell('send', { channel, args: codec.encode(args) }),
    invoke: async (channel: string, ...args: unknown[]) => {
      const id = ++last
      const text = codec.encode(args)
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, channel })
        tell('invoke', { id, channel, args: text })
      })
    },
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  })

  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => void bridge.send('expose', key, bridge.encode(api)),
  })

  const electron = strict('electron', { ipcRenderer, contextBridge })
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval }
  const modules: Record<string, unknown> = {
    electron,
    'electron/renderer': electron,
    'electron/common': electron,
    timers,
    url: { URL, URLSearchParams },
  }

  /** A sandboxed preload may require only a handful of names. */
  function requireModule(name: string): unknown {
    const bare = name.replace(/^node:/, '')
    if (Object.hasOwn(modules, bare)) return modules[bare]
    throw new Error(`module not found: ${name}`)
  }

  /** Says whether anybody listened. */
  function deliver(message: FromMain): boolean {
    if (message.kind === 'event') {
      const entries = listeners.get(message.channel) ?? []
      const args = codec.decode(message.args) as unknown[]
      listeners.set(
        message.channel,
        entries.filter(entry => !entry.once),
      )
      for (const { listener } of entries) listener({ sender: ipcRenderer, ports: [] }, ...args)
      return entries.length > 0
    }
    const entry = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.ok) entry?.resolve(codec.decode(message.value))
    else entry?.reject(new Error(`Error invoking remote method '${entry.channel}': ${message.value}`))
    return entry !== undefined
  }

  bridge.answer('open', ((url: string, name: string, features: string) => {
    tell('open', { url, name, features, disposition: features ? 'new-window' : 'foreground-tab' })
  }) as (...parts: never[]) => unknown)

  /** Links that would open a window: decided by the main process, as `window.open` is. */
  function onClick(event: MouseEvent): void {
    const link = event.composedPath().find(node => node instanceof HTMLAnchorElement)
    const modified = event.button === 1 || event.ctrlKey || event.shiftKey || event.metaKey
    if (event.defaultPrevented || !link?.href || event.button === 2) return
    if (!modified && (link.target === '' || link.target === '_self' || link.target === '_top')) return
    event.preventDefault()
    tell('open', {
      url: link.href,
      name: link.target,
      features: '',
      disposition: event.shiftKey ? 'new-window' : modified ? 'background-tab' : 'foreground-tab',
    })
  }
  window.addEventListener('click', onClick)
  window.addEventListener('auxclick', onClick)

  document.addEventListener('DOMContentLoaded', () => {
    const metas = document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy" i]')
    tell('document', { policies: Array.from(metas, meta => meta.content) })
    let title = ''
    const look = (): void => {
      if (document.title === title) return
      title = document.title
      tell('title', { title })
    }
    look()
    new MutationObserver(look).observe(document.head, { childList: true, subtree: true, characterData: true })
  })

  try {
    const module = { exports: {} }
    preload?.(requireModule, module, module.exports, process)
  } catch (error) {
    console.error('Unable to load preload script:', error)
    tell('preload-error', { message: String(error) })
  }
  return deliver
}
