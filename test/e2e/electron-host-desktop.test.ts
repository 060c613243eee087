import dbus, { type MessageBus } from 'dbus-native'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DesktopSession, missingForDesktop, startDesktop } from '../kit/desktop-session.ts'
import { fixture } from '../kit/host-fixture.ts'
import { type LaunchedApp, launchApp, screenshot } from '../kit/launch-app.ts'
import { describeWhere } from '../kit/needs.ts'

/** Plays the panel: takes note of the icons that present themselves. */
async function startPanel(address: string): Promise<{ bus: MessageBus; items: string[] }> {
  const bus = dbus.sessionBus({ busAddress: address })
  const items: string[] = []
  const watcher = dbus.defineInterface({
    name: 'org.kde.StatusNotifierWatcher',
    methods: {
      RegisterStatusNotifierItem: {
        in: { service: 's' },
        handler: ({ service }: { service: string }) => void items.push(service),
      },
    },
  })
  await bus.export('/StatusNotifierWatcher', watcher)
  await bus.ownName('org.kde.StatusNotifierWatcher')
  return { bus, items }
}

type Layout = [id: number, properties: Record<string, unknown>, children: Layout[]]

describeWhere(missingForDesktop())('an application on a desktop', () => {
  let desktop: DesktopSession
  let panel: Awaited<ReturnType<typeof startPanel>>
  let launched: LaunchedApp

  beforeAll(async () => {
    desktop = await startDesktop()
    panel = await startPanel(desktop.env.DBUS_SESSION_BUS_ADDRESS)
    launched = await launchApp({ folder: fixture, env: desktop.env })
    await launched.firstWindow()
  })

  afterAll(async () => {
    await launched?.close()
    await panel?.bus.close()
    await desktop?.stop()
  })

  const notices = (): Promise<string[]> => launched.app.evaluate(() => globalThis.seen.notices)

  async function notification(): Promise<void> {
    await launched.app.evaluate(() => {
      globalThis.seen.notices.length = 0
      globalThis.notify()
    })
    await expect
      .poll(() => launched.app.evaluate(() => globalThis.__electronHost.notifications.all().at(-1)?.onScreen))
      .toBe(true)
  }

  it('shows its window, puts it away, and shows it again', async () => {
    await expect.poll(desktop.visibleWindows).toContain('Fixture')
    await screenshot(await launched.firstWindow(), 'electron-host-fixture')
    await launched.app.evaluate(() => globalThis.win.hide())
    await expect.poll(desktop.visibleWindows).not.toContain('Fixture')
    await launched.app.evaluate(() => globalThis.win.show())
    await expect.poll(desktop.visibleWindows).toContain('Fixture')
  })

  it('a window that waits to be painted before it shows itself does show itself', async () => {
    await launched.app.evaluate(async () => {
      const late = globalThis.makeWindow({ show: false })
      late.once('ready-to-show', () => late.show())
      await late.loadURL('app://bundle/second.html')
    })
    await expect.poll(desktop.visibleWindows).toContain('Second')
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(-1)?.destroy())
    await expect.poll(desktop.visibleWindows).not.toContain('Second')
  })

  it.each([
    ['Approve', 0],
    ['Reject', 1],
  ])('hears that %s was pressed on its notification', async (label, index) => {
    await notification()
    desktop.chooseOnNotification(label)
    await expect.poll(notices).toContain(`action ${index}`)
    await launched.app.evaluate(() => globalThis.notice.close())
    await expect
      .poll(() => launched.app.evaluate(() => globalThis.__electronHost.notifications.all().at(-1)?.onScreen))
      .toBe(false)
  })

  it('hears a mouse click on the notification itself, and that it is gone', async () => {
    await notification()
    desktop.click(1090, 45)
    await expect.poll(notices).toStrictEqual(['shown', 'clicked', 'close userCanceled'])
  })

  describe('in the panel', () => {
    const on = async (path: string, name: string) => panel.bus.getService(panel.items[0] ?? '').getInterface(path, name)
    const layout = async (): Promise<Layout[]> => {
      const menu = await on('/MenuBar', 'com.canonical.dbusmenu')
      const [, root] = (await menu.$callMethod('GetLayout', [0, -1, []])) as [number, Layout]
      return root[2]
    }
    const press = async (label: string): Promise<void> => {
      const line = (await layout()).find(([, properties]) => properties['label'] === label)
      const menu = await on('/MenuBar', 'com.canonical.dbusmenu')
      await menu.$callMethod('Event', [line?.[0] ?? -1, 'clicked', new dbus.Variant('s', ''), 0])
    }

    it('its icon is there, with its picture and its words', async () => {
      await expect.poll(() => panel.items.length).toBe(1)
      const item = await on('/StatusNotifierItem', 'org.kde.StatusNotifierItem')
      const { Title, Status, IconPixmap, Menu } = await item.$readAllProps()
      const [width, height, pixels] = (IconPixmap as [number, number, Buffer][])[0] ?? []
      expect({ Title, Status, Menu, width, height, first: pixels?.subarray(0, 4).toString('hex') }).toStrictEqual({
        Title: 'Fixture: all quiet',
        Status: 'Active',
        Menu: '/MenuBar',
        width: 2,
        height: 2,
        first: 'ffff0000',
      })
    })

    it('its menu can be read and pressed, boxes and submenus included', async () => {
      await launched.app.evaluate(() => void globalThis.seen.notices.splice(0))
      expect((await layout()).map(([, { label, type }]) => label ?? type)).toStrictEqual([
        'Open',
        'Loud',
        'separator',
        'More',
        'Quit',
      ])
      await press('Open')
      await press('Loud')
      await expect.poll(notices).toStrictEqual(['open', 'loud true'])
      expect((await layout())[1]?.[1]).toMatchObject({ 'toggle-type': 'checkmark', 'toggle-state': 1 })
      expect((await layout())[3]?.[2].map(([, { label }]) => label)).toStrictEqual(['Deep'])
    })

    it('a click on it reaches the application, and Quit ends it', async () => {
      const item = await on('/StatusNotifierItem', 'org.kde.StatusNotifierItem')
      await item.$callMethod('Activate', [1, 1])
      await expect.poll(notices).toContain('tray clicked')
      const child = launched.app.process()
      const gone = new Promise(done => child.once('exit', done))
      // The answer may be lost with the application.
      await press('Quit').catch(() => undefined)
      expect(await gone).toBe(0)
    }, 20_000)
  })
})
