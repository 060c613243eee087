import { toBrowser } from './scheme.ts'
import type { Session } from './session.ts'
import { stage } from './stage.ts'

/** Electron's names for permissions, and what Chromium's protocol calls them. */
const permissions: Record<string, string[]> = {
  'clipboard-sanitized-write': ['clipboard-write'],
  'clipboard-read': ['clipboard-read'],
  notifications: ['notifications'],
  geolocation: ['geolocation'],
  media: ['camera', 'microphone'],
}

/** Asks the session's handlers about each permission once and tells Chromium, so that no page meets a prompt nobody sees. */
export async function grantPermissions(page: { session: Session }, url: string): Promise<void> {
  const { browser } = await stage.browser
  const origin = URL.parse(toBrowser(url))?.origin
  if (!origin || origin === 'null') return
  for (const [permission, names] of Object.entries(permissions)) {
    const setting = (await page.session._permits(page, permission, url)) ? 'granted' : 'denied'
    await Promise.all(
      names.map(name => browser.connection.send('Browser.setPermission', { permission: { name }, setting, origin })),
    )
  }
}
