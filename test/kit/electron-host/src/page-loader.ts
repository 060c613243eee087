import type { FreshPage } from './targets.ts'

const numbers: Record<string, number> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
}

/** A load that failed, as `loadURL` rejects with it. */
export class LoadError extends Error {
  readonly code: string
  readonly errno: number
  readonly url: string

  constructor(code: string, url: string) {
    const errno = numbers[code] ?? -2
    super(`${code} (${errno}) loading '${url}'`)
    this.code = code
    this.errno = errno
    this.url = url
  }
}

interface LifecycleEvent {
  frameId: string
  loaderId: string
  name: string
}

/** Loads documents into one page and knows when each is complete. */
export class PageLoader {
  readonly #loaded = new Set<string>()
  #waiting: { loaderId: string; done: () => void; abort: () => void } | undefined

  /** Follows the life of the page's documents. */
  follow({ session, targetId }: FreshPage): void {
    session.on('Page.lifecycleEvent', ({ frameId, loaderId, name }: LifecycleEvent) => {
      if (frameId !== targetId || name !== 'load') return
      this.#loaded.add(loaderId)
      if (this.#waiting?.loaderId === loaderId) this.#waiting.done()
    })
  }

  /** Goes to an address of the browser; resolves when the document has loaded. */
  async load({ session }: FreshPage, browserUrl: string, url: string): Promise<void> {
    this.abort()
    const started = await session.send<{ errorText?: string; loaderId?: string }>('Page.navigate', { url: browserUrl })
    if (started.errorText) throw new LoadError(started.errorText.replace('net::', ''), url)
    const { loaderId } = started
    // No loader: only the part after # changed.
    if (!loaderId || this.#loaded.has(loaderId)) return
    await new Promise<void>((done, refuse) => {
      this.#waiting = { loaderId, done, abort: () => refuse(new LoadError('ERR_ABORTED', url)) }
    })
  }

  /** Gives up on the load that is under way. */
  abort(): void {
    this.#waiting?.abort()
    this.#waiting = undefined
  }
}
