import { randomUUID } from 'node:crypto'
import type { CdpSession } from './cdp.ts'
import type { Browser } from './chromium.ts'
import { gap } from './record.ts'

interface TargetInfo {
  targetId: string
  type: string
  url: string
  openerId?: string
}

/** A page of the browser that waits, still empty, to become a window. */
export interface FreshPage {
  session: CdpSession
  targetId: string
}

interface Attached {
  sessionId: string
  targetInfo: TargetInfo
}

/** Opens pages and hands each to the window that asked for it. */
export class TargetDesk {
  readonly #attached = new Map<string, FreshPage>()
  readonly #wanted = new Map<string, (page: FreshPage) => void>()
  readonly #gone = new Map<string, () => void>()

  /** Begins to watch the browser's pages; windows opened earlier wait for this. */
  async watch(browser: Browser): Promise<void> {
    browser.connection.on('Target.attachedToTarget', (event: Attached) => this.#attach(browser, event))
    browser.connection.on('Target.targetDestroyed', (event: { targetId: string }) => this.#gone.get(event.targetId)?.())
    await browser.connection.send('Target.setDiscoverTargets', { discover: true })
    // Only pages: Chromium has helper targets of its own, which must not be held.
    const filter = [{ type: 'page' }]
    await browser.connection.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter,
    })
  }

  /** Opens one empty page, paused before its first script. */
  async open(browser: Browser): Promise<FreshPage> {
    if (browser.headed) return this.#openWindow(browser)
    const asked = { url: 'about:blank', newWindow: true }
    const { targetId } = await browser.connection.send<{ targetId: string }>('Target.createTarget', asked)
    return this.#attached.get(targetId) ?? new Promise(resolve => this.#wanted.set(targetId, resolve))
  }

  /** Calls back when the page is gone, whoever closed it. */
  onGone(targetId: string, then: () => void): void {
    this.#gone.set(targetId, then)
  }

  #openWindow(browser: Browser): Promise<FreshPage> {
    const mark = randomUUID()
    const found = new Promise<FreshPage>(resolve => this.#wanted.set(mark, resolve))
    browser.openAppWindow(`data:text/html,${mark}`)
    return found
  }

  #attach(browser: Browser, { sessionId, targetInfo }: Attached): void {
    const page = { session: browser.connection.session(sessionId), targetId: targetInfo.targetId }
    if (targetInfo.openerId) {
      this.#dismissPopup(browser, page)
      return
    }
    this.#attached.set(targetInfo.targetId, page)
    for (const [mark, take] of this.#wanted) {
      if (mark !== targetInfo.targetId && !targetInfo.url.endsWith(mark)) continue
      this.#wanted.delete(mark)
      take(page)
    }
  }

  /** The page glue opens no popups; should one slip through, closing it while paused would hang its opener. */
  #dismissPopup(browser: Browser, page: FreshPage): void {
    gap('a popup got past the page glue and was closed')
    page.session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
    const close = (): unknown =>
      browser.connection.send('Target.closeTarget', { targetId: page.targetId }).catch(() => undefined)
    setTimeout(close, 100)
  }
}
