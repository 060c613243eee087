import { randomUUID } from 'node:crypto'
import { auditPage } from './audit.ts'
import { followPage } from './follow-page.ts'
import { hostEvent } from './host-event.ts'
import { IpcMain, ipcMain, type Sender } from './ipc-main.ts'
import { answerRequest, type PausedRequest } from './network.ts'
import { codec } from './node-codec.ts'
import { PageCommands } from './page-commands.ts'
import { type LoadError, PageLoader } from './page-loader.ts'
import { readPreload } from './page-scripts.ts'
import { type FromPage, PageWire } from './page-wire.ts'
import { grantPermissions } from './permissions.ts'
import { gap, record } from './record.ts'
import { normalised, schemeOf, toApp, toBrowser } from './scheme.ts'
import { fromPartition, type Session, session } from './session.ts'
import { stage } from './stage.ts'
import { HostObject, strict } from './strict.ts'
import type { FreshPage } from './targets.ts'
import { WebFrameMain } from './web-frame.ts'
import { decideAboutWindow, type OpenHandler, type OpenRequest } from './window-requests.ts'

/** What a page asks of the window it is in. */
export interface PageOwner {
  close(): void
  painted(): void
  titled(title: string): void
  gone(): void
  isFocused(): boolean
  focus(): void
  openChild(url: string, options: object | undefined): object
}

interface Preferences {
  preload?: string
  partition?: string
  session?: unknown
  additionalArguments?: string[]
  contextIsolation?: boolean
}

const pages = new Map<number, WebContents>()
const withoutHash = (url: string): string => normalised(url).replace(/#.*$/s, '')

/** One page: its document, its preload, its line to the main process. */
export class WebContents extends PageCommands {
  readonly id: number
  readonly session: Session
  readonly ipc = new IpcMain()
  readonly mainFrame: WebFrameMain
  readonly hostWebContents = null
  readonly devToolsWebContents = null
  readonly #owner: PageOwner
  readonly #wire: PageWire
  readonly #loader = new PageLoader()
  readonly #policies = new Map<string, string | undefined>()
  /** Addresses the main process itself asked for: these are no `will-navigate`. */
  readonly #expected = new Set<string>()
  #openHandler: OpenHandler | null = null
  #targetId = ''
  #url = ''
  #title = ''
  #loading = false
  #crashed = false

  constructor(owner: PageOwner, preferences: Preferences) {
    super()
    this.id = pages.size === 0 ? 1 : Math.max(...pages.keys()) + 1
    pages.set(this.id, this)
    this.#owner = owner
    this.session = preferences.partition
      ? fromPartition(preferences.partition)
      : preferences.session instanceof HostObject
        ? (preferences.session as Session)
        : session.defaultSession
    this.mainFrame = new WebFrameMain(this.id, randomUUID(), (channel, args) => this.send(channel, ...args))
    const text = this.#preload(preferences.preload)
    this.#wire = new PageWire(
      { text, process: preloadProcess(preferences) },
      page => this.#follow(page),
      (message, contextId) => this.#receive(message, contextId),
    )
    stage.signals.emit('contents-created', this)
  }

  static fromId(id: number): WebContents | undefined {
    return pages.get(id)
  }

  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return [...pages.values()].find(page => page.#targetId === targetId)
  }

  static getAllWebContents(): WebContents[] {
    return [...pages.values()]
  }

  static getFocusedWebContents(): WebContents | null {
    return [...pages.values()].find(page => page.isFocused()) ?? null
  }

  async loadURL(url: string, _options?: object): Promise<void> {
    const browserUrl = normalised(toBrowser(url))
    this.#expected.add(withoutHash(browserUrl))
    this.#startLoading()
    const page = await this.#wire.page
    try {
      await grantPermissions(this, url)
      await this.#loader.load(page, browserUrl, url)
      this.#loading = false
    } catch (error) {
      this.#loading = false
      this.#expected.delete(withoutHash(browserUrl))
      const { errno = -2, code = 'ERR_FAILED' } = error as Partial<LoadError>
      this.emit('did-fail-load', hostEvent({}), errno, code, url, true)
      this.emit('did-stop-loading')
      throw error
    }
  }

  reload(): void {
    this.#expected.add(withoutHash(toBrowser(this.#url)))
    this.#startLoading()
    this._with(({ session: cdp }) => cdp.send('Page.reload'))
  }

  reloadIgnoringCache(): void {
    this.reload()
  }

  send(channel: string, ...args: unknown[]): void {
    this.#mustLive()
    const text = codec.encode(args)
    this._with(async () => {
      const heard = await this.#wire.deliver({ kind: 'event', channel, args: text })
      if (!heard) record.droppedMessages.push(channel)
    })
  }

  close(_options?: object): void {
    this.#owner.close()
  }

  isDestroyed(): boolean {
    return pages.get(this.id) !== this
  }

  isCrashed(): boolean {
    return this.#crashed
  }

  focus(): void {
    this.#owner.focus()
  }

  isFocused(): boolean {
    return this.#owner.isFocused()
  }

  getURL(): string {
    return this.#url
  }

  getTitle(): string {
    return this.#title
  }

  isLoading(): boolean {
    return this.#loading
  }

  isLoadingMainFrame(): boolean {
    return this.#loading
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  _line(): PageWire {
    return this.#wire
  }

  _destroy(): void {
    if (this.isDestroyed()) return
    pages.delete(this.id)
    this.mainFrame.detached = true
    this.#loader.abort()
    this._with(async ({ targetId }) => {
      const { browser } = await stage.browser
      await browser.connection.send('Target.closeTarget', { targetId })
    })
    this.emit('destroyed')
  }

  #mustLive(): void {
    if (this.isDestroyed()) throw new TypeError('Object has been destroyed')
  }

  #startLoading(): void {
    this.#loading = true
    this.emit('did-start-loading')
  }

  #preload(path: string | undefined): string | undefined {
    if (!path) return undefined
    try {
      return readPreload(path)
    } catch (error) {
      queueMicrotask(() => this.#preloadFailed(path, String(error)))
      return undefined
    }
  }

  #preloadFailed(path: string, message: string): void {
    console.error(`Unable to load preload script: ${path}\n${message}`)
    record.preloadErrors.push(message)
    this.emit('preload-error', hostEvent({}), path, new Error(message))
  }

  #follow(page: FreshPage): void {
    const { session: cdp, targetId } = page
    this.#targetId = targetId
    this.#loader.follow(page)
    void stage.browser.then(({ targets }) => targets.onGone(targetId, () => this.#owner.gone()))
    cdp.on('Fetch.requestPaused', (paused: PausedRequest) => {
      answerRequest(this.#requestOwner(page), paused).catch(error => {
        if (process.env['ELECTRON_HOST_VERBOSE']) console.error(`electron-host: ${error}`)
      })
    })
    followPage(page, {
      navigated: url => this.#navigated(url),
      navigatedWithin: url => this.#navigatedWithin(url),
      domReady: () => this.#url && this.emit('dom-ready', hostEvent({})),
      painted: () => this.#url && this.#owner.painted(),
      loaded: () => this.#finished(),
      crashed: () => this.#crash(),
      printed: (level, message) => {
        const where = { lineNumber: 0, sourceId: this.#url, frame: this.mainFrame }
        this.emit('console-message', hostEvent({ message, level, ...where }))
      },
    })
  }

  #requestOwner({ session: cdp, targetId }: FreshPage): Parameters<typeof answerRequest>[0] {
    return {
      session: this.session,
      cdp,
      webContentsId: this.id,
      mayNavigate: (paused, url) => this.#mayNavigate(paused, url, paused.frameId === targetId),
      sawDocument: (url, policy) => void this.#policies.set(withoutHash(url), policy),
    }
  }

  #setUrl(browserUrl: string): void {
    this.#url = toApp(browserUrl)
    this.mainFrame.url = this.#url
  }

  #navigated(browserUrl: string): void {
    const expected = this.#expected.delete(withoutHash(browserUrl))
    // The empty page every window starts as.
    if (!expected && /^(about:blank|data:text\/html,[\da-f-]{36})$/.test(browserUrl)) return
    this.#crashed = false
    this.#setUrl(browserUrl)
    this.emit('did-navigate', hostEvent({}), this.#url, 200, 'OK')
  }

  #navigatedWithin(browserUrl: string): void {
    this.#expected.delete(withoutHash(browserUrl))
    this.#setUrl(browserUrl)
    const { processId, routingId } = this.mainFrame
    this.emit('did-navigate-in-page', hostEvent({}), this.#url, true, processId, routingId)
  }

  #crash(): void {
    this.#crashed = true
    this.emit('render-process-gone', hostEvent({}), { reason: 'crashed', exitCode: 5 })
  }

  #finished(): void {
    if (!this.#url) return
    this.#loading = false
    this.emit('did-frame-finish-load', hostEvent({}), true, this.mainFrame.processId, this.mainFrame.routingId)
    this.emit('did-finish-load')
    // A minimised window may never paint; an application that waits for this to show it would wait for ever.
    setTimeout(() => this.isDestroyed() || this.#owner.painted(), 300).unref()
    this.emit('did-stop-loading')
  }

  #mayNavigate(paused: PausedRequest, url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#expected.has(withoutHash(paused.request.url))) return true
    const details = {
      url,
      isSameDocument: false,
      isMainFrame,
      frame: isMainFrame ? this.mainFrame : null,
      initiator: this.mainFrame,
    }
    const event = hostEvent(details)
    if (paused.redirectedRequestId) this.emit('will-redirect', event, url, false, isMainFrame)
    else {
      this.emit('will-frame-navigate', event)
      if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, url, false, true)
    }
    if (event.defaultPrevented) record.refusedNavigations.push(url)
    return !event.defaultPrevented
  }

  #receive(message: FromPage, contextId: number): void {
    this.mainFrame.url = toApp(message.from)
    const sender = { page: this, frame: this.mainFrame }
    if (message.kind === 'invoke') void this.#answer(message, sender, contextId)
    else if (message.kind === 'send') {
      const args = codec.decode(message.args) as unknown[]
      const heard = this.ipc._receive(sender, message.channel, args)
      if (!ipcMain._receive(sender, message.channel, args) && !heard) record.droppedMessages.push(message.channel)
    } else if (message.kind === 'open') this.#open(message)
    else if (message.kind === 'title') this.#setTitle(message.title)
    else if (message.kind === 'preload-error') this.#preloadFailed('', message.message)
    else this.#audit(message.policies)
  }

  async #answer(message: FromPage & { kind: 'invoke' }, sender: Sender, contextId: number): Promise<void> {
    const { id, channel, args } = message
    const door = this.ipc._handles(channel) ? this.ipc : ipcMain
    const answer = await door._invoke(sender, channel, codec.decode(args) as unknown[])
    // The document that asked may be gone by now.
    await this.#wire.deliver({ kind: 'reply', id, ...answer }, contextId).catch(() => undefined)
  }

  #setTitle(title: string): void {
    this.#title = title
    const event = hostEvent({})
    this.emit('page-title-updated', event, title, true)
    if (!event.defaultPrevented) this.#owner.titled(title)
  }

  #open({ url: browserUrl, name, features, disposition }: FromPage & { kind: 'open' }): void {
    const url = toApp(browserUrl)
    const asked: OpenRequest = {
      url,
      frameName: name,
      features,
      disposition: disposition as OpenRequest['disposition'],
      referrer: { policy: 'strict-origin-when-cross-origin', url: this.#url },
    }
    const decision = decideAboutWindow(this.#openHandler, asked)
    if (decision.action !== 'allow') return
    const child = this.#owner.openChild(url, decision.overrideBrowserWindowOptions)
    this.emit('did-create-window', child, { ...asked, options: decision.overrideBrowserWindowOptions ?? {} })
  }

  #audit(metas: string[]): void {
    const header = this.#policies.get(withoutHash(this.#url))
    auditPage({
      url: withoutHash(this.#url),
      policies: header === undefined ? metas : [header, ...metas],
      watchesNavigation: this.listenerCount('will-navigate') + this.listenerCount('will-frame-navigate') > 0,
      decidesAboutWindows: this.#openHandler !== null,
      missingHandlers: this.session._missingHandlers(),
    })
    if (schemeOf(toBrowser(this.#url)) === undefined && /^https?:/.test(this.#url))
      gap(`${this.#url}: header policies of a server are not audited`)
  }
}

function preloadProcess({ additionalArguments = [] }: Preferences): object {
  const { versions, platform, arch, version, env } = process
  const argv = [process.argv[0], '--type=renderer', ...additionalArguments]
  return {
    versions,
    platform,
    arch,
    version,
    argv,
    env,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    execPath: process.argv[0],
  }
}

/** The module's `webContents`. */
export const webContents = strict('webContents', {
  fromId: WebContents.fromId,
  fromDevToolsTargetId: WebContents.fromDevToolsTargetId,
  getAllWebContents: WebContents.getAllWebContents,
  getFocusedWebContents: WebContents.getFocusedWebContents,
})
