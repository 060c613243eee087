import { stage } from './stage.ts'
import type { WebContents } from './web-contents.ts'

/** Where a window is, in screen points. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export type WindowShape = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

async function windowOf(targetId: string): Promise<number> {
  const { browser } = await stage.browser
  const { windowId } = await browser.connection.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId })
  return windowId
}

/** Brings a window's size and shape to Chromium. Without a display only the page's size matters. */
export function applyToScreen(page: WebContents, bounds: Rectangle, shape: WindowShape): void {
  page._with(async ({ session, targetId }) => {
    if (!stage.headed) {
      const { width, height } = bounds
      await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
      return
    }
    const { browser } = await stage.browser
    const windowId = await windowOf(targetId)
    const { x: left, y: top, width, height } = bounds
    // Chromium moves only windows in their normal shape.
    await browser.connection.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } })
    if (shape === 'normal')
      await browser.connection.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } })
    else await browser.connection.send('Browser.setWindowBounds', { windowId, bounds: { windowState: shape } })
  })
}

/** Brings a window to the front. */
export function raiseOnScreen(page: WebContents): void {
  if (!stage.headed) return
  page._with(async ({ session }) => void (await session.send('Page.bringToFront')))
}
