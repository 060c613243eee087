import type { FreshPage } from './targets.ts'

/** What a page goes through, in the order it may happen. Addresses are the browser's. */
export interface PageEvents {
  navigated(url: string): void
  navigatedWithin(url: string): void
  domReady(): void
  painted(): void
  loaded(): void
  crashed(): void
  printed(level: 'debug' | 'info' | 'warning' | 'error', message: string): void
}

interface Printed {
  type: string
  args: { value?: unknown; description?: string }[]
}

const levels: Record<string, 'debug' | 'warning' | 'error'> = { error: 'error', warning: 'warning', debug: 'debug' }

/** Tells of the main frame's life in Electron's terms. */
export function followPage({ session, targetId }: FreshPage, events: PageEvents): void {
  session.on(
    'Page.frameNavigated',
    ({ frame }: { frame: { parentId?: string; url: string; urlFragment?: string } }) => {
      if (!frame.parentId) events.navigated(frame.url + (frame.urlFragment ?? ''))
    },
  )
  session.on('Page.navigatedWithinDocument', ({ frameId, url }: { frameId: string; url: string }) => {
    if (frameId === targetId) events.navigatedWithin(url)
  })
  session.on('Page.lifecycleEvent', ({ frameId, name }: { frameId: string; name: string }) => {
    if (frameId === targetId && name === 'firstPaint') events.painted()
  })
  session.on('Page.domContentEventFired', () => events.domReady())
  session.on('Page.loadEventFired', () => events.loaded())
  session.on('Inspector.targetCrashed', () => events.crashed())
  session.on('Runtime.consoleAPICalled', ({ type, args }: Printed) => {
    const message = args.map(({ value, description }) => String(value ?? description)).join(' ')
    events.printed(levels[type] ?? 'info', message)
  })
}
