import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard, dialog, globalShortcut, NativeTheme, PowerMonitor, Screen, shell } from './desktop.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu } from './menu.ts'
import { buildMenu, MenuItem } from './menu-item.ts'
import { MessageChannelMain } from './message-port.ts'
import { nativeImage } from './native-image.ts'
import { netFetch } from './net.ts'
import { Notification } from './notification.ts'
import { safeStorage } from './safe-storage.ts'
import { session } from './session.ts'
import { strict } from './strict.ts'
import { Tray } from './tray.ts'
import { utilityProcess } from './utility-process.ts'
import { webContents } from './web-contents.ts'

Menu._buildWith(buildMenu)

const nativeTheme = new NativeTheme()
const powerMonitor = new PowerMonitor()
const screen = new Screen()
const { protocol } = session.defaultSession
const net = strict('net', {
  fetch: (input: string | Request, init?: RequestInit): Promise<Response> =>
    netFetch(session.defaultSession, input, init),
  isOnline: (): boolean => true,
  online: true,
})
// Nothing of it exists on Linux: asking for a finger here is a mistake of the application, and fails as such.
const systemPreferences = strict('systemPreferences', {})
const crashReporter = strict('crashReporter', { start: (_options?: object): void => {} })

const electron = strict('electron', {
  app,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
})

export {
  app,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  electron,
  // biome-ignore lint/style/noDefaultExport: applications write `import electron from 'electron'`
  electron as default,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
}
