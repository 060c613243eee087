import { type NativeImage, nativeImage } from './native-image.ts'
import type { PageWire } from './page-wire.ts'
import { gap } from './record.ts'
import { HostObject } from './strict.ts'
import type { FreshPage } from './targets.ts'

interface Evaluated {
  result: { value?: unknown }
  exceptionDetails?: { text: string; exception?: { description?: string } }
}

/** What the main process can do to a page without knowing anything about its document. */
export abstract class PageCommands extends HostObject {
  userAgent = 'electron-host'
  #zoom = 1

  abstract _line(): PageWire

  /** Commands for Chromium. Windows vanish mid-way: a command to a page that is gone has nothing left to do. */
  _with(act: (page: FreshPage) => Promise<unknown>): void {
    this._line()
      .page.then(act)
      .catch(error => {
        if (process.env['ELECTRON_HOST_VERBOSE']) console.error(`electron-host: ${error}`)
      })
  }

  async executeJavaScript(code: string, userGesture?: boolean): Promise<unknown> {
    const { session } = await this._line().page
    const asked = { expression: code, awaitPromise: true, returnByValue: true, userGesture: userGesture ?? false }
    const { result, exceptionDetails: fault } = await session.send<Evaluated>('Runtime.evaluate', asked)
    if (fault) throw new Error(fault.exception?.description ?? fault.text)
    return result.value
  }

  async capturePage(rect?: { x: number; y: number; width: number; height: number }): Promise<NativeImage> {
    const { session } = await this._line().page
    const asked = { format: 'png', ...(rect && { clip: { ...rect, scale: 1 } }) }
    const { data } = await session.send<{ data: string }>('Page.captureScreenshot', asked)
    return nativeImage.createFromBuffer(Buffer.from(data, 'base64'))
  }

  stop(): void {
    this._with(({ session }) => session.send('Page.stopLoading'))
  }

  forcefullyCrashRenderer(): void {
    // Answered by nobody: the renderer that should answer is the one that ends.
    this._with(async ({ session }) => void session.send('Page.crash').catch(() => undefined))
  }

  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent
  }

  getUserAgent(): string {
    return this.userAgent
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor
    this._with(({ session }) => session.send('Emulation.setPageScaleFactor', { pageScaleFactor: factor }))
  }

  getZoomFactor(): number {
    return this.#zoom
  }

  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level)
  }

  getZoomLevel(): number {
    return Math.log(this.#zoom) / Math.log(1.2)
  }

  async setVisualZoomLevelLimits(_minimum: number, _maximum: number): Promise<void> {}

  setBackgroundThrottling(_allowed: boolean): void {}

  setIgnoreMenuShortcuts(_ignore: boolean): void {}

  openDevTools(_options?: object): void {
    gap('openDevTools is not implemented')
  }

  closeDevTools(): void {}

  isDevToolsOpened(): boolean {
    return false
  }
}
