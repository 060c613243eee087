import { app, session } from 'electron'
import { PAGE_ORIGIN } from './places.ts'

/** Whether an address is one of our own pages. */
export function isOurPage(address: string): boolean {
  return address === PAGE_ORIGIN || address.startsWith(`${PAGE_ORIGIN}/`)
}

/**
 * Fences every web page this app will ever have: it cannot go anywhere else, open another window, embed one,
 * or be given a camera, a location or any other permission.
 */
export function putUpFence(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', details => {
      if (!isOurPage(details.url)) details.preventDefault()
    })
    contents.on('will-redirect', details => details.preventDefault())
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}
