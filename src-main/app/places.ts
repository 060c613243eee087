import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** Where the built parts lie, seen from the built main bundle. */
export const places = {
  gateway: join(here, 'gateway.js'),
  keychain: join(here, 'keychain-process.js'),
  watchdog: join(here, 'watchdog.js'),
  preload: join(here, '../preload/preload.cjs'),
  pages: join(here, '../renderer'),
  icons: join(here, '../../resources/icons'),
} as const

/** The one address our pages have. A scheme of our own: no file of the disk and no site of the net shares its origin. */
export const PAGE_SCHEME = 'app'
export const PAGE_ORIGIN = 'app://gatehouse'
