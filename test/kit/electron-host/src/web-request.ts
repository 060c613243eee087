import { HostObject } from './strict.ts'

type Answer = { cancel?: boolean; redirectURL?: string; requestHeaders?: Headers; responseHeaders?: Headers }
type Headers = Record<string, string | string[]>
type Listener = (details: object, callback: (answer: Answer) => void) => void
type Observer = (details: object) => void
type Filter = { urls?: string[]; types?: string[] }

interface Entry {
  filter: Filter
  listener: Listener | Observer
}

function matches(filter: Filter, url: string): boolean {
  const patterns = filter.urls ?? []
  if (patterns.length === 0 || patterns.includes('<all_urls>')) return true
  return patterns.some(pattern => {
    const text = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')
    return new RegExp(`^${text}$`).test(url)
  })
}

/** The hooks of one session on its requests. */
export class WebRequest extends HostObject {
  readonly #entries = new Map<string, Entry>()

  onBeforeRequest(filter: unknown, listener?: unknown): void {
    this.#set('onBeforeRequest', filter, listener)
  }

  onBeforeSendHeaders(filter: unknown, listener?: unknown): void {
    this.#set('onBeforeSendHeaders', filter, listener)
  }

  onHeadersReceived(filter: unknown, listener?: unknown): void {
    this.#set('onHeadersReceived', filter, listener)
  }

  onCompleted(filter: unknown, listener?: unknown): void {
    this.#set('onCompleted', filter, listener)
  }

  onErrorOccurred(filter: unknown, listener?: unknown): void {
    this.#set('onErrorOccurred', filter, listener)
  }

  _wants(hook: string, url: string): boolean {
    const entry = this.#entries.get(hook)
    return entry !== undefined && matches(entry.filter, url)
  }

  /** Asks the listener of a hook; one that is absent has no objection. */
  async _ask(hook: string, details: { url: string }): Promise<Answer> {
    const entry = this.#entries.get(hook)
    if (!entry || !matches(entry.filter, details.url)) return {}
    return new Promise(resolve => (entry.listener as Listener)(details, resolve))
  }

  _tell(hook: string, details: { url: string }): void {
    const entry = this.#entries.get(hook)
    if (entry && matches(entry.filter, details.url)) (entry.listener as Observer)(details)
  }

  #set(hook: string, first: unknown, second: unknown): void {
    const [filter, listener] = typeof first === 'function' || first === null ? [{}, first] : [first, second]
    if (listener) this.#entries.set(hook, { filter: filter as Filter, listener: listener as Listener })
    else this.#entries.delete(hook)
  }
}
