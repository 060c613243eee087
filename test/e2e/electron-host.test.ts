import { spawn } from 'node:child_process'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ended, fixture, hostExecutable, inPage } from '../kit/host-fixture.ts'
import { type LaunchedApp, launchApp } from '../kit/launch-app.ts'

describe('an application on the stand-in for Electron', () => {
  let launched: LaunchedApp
  let page: Page

  beforeAll(async () => {
    launched = await launchApp({ folder: fixture })
    page = await launched.firstWindow()
    await page.waitForFunction("document.querySelector('#news').textContent !== 'none yet'")
  })

  afterAll(async () => launched?.close())

  const home = async (): Promise<void> => {
    await launched.app.evaluate(async () => globalThis.win.loadURL('app://bundle/index.html'))
  }

  describe('the window', () => {
    it('loads its page over its own scheme, with the preload and an event from the main process', async () => {
      expect(await page.textContent('#news')).toBe('["hello",{"at":"1970-01-01T00:00:00.000Z"}]')
      const known = await launched.app.evaluate(({ app }) => ({
        url: globalThis.win.webContents.getURL(),
        title: globalThis.win.getTitle(),
        version: app.getVersion(),
        name: app.getName(),
        ready: app.isReady(),
      }))
      expect(known).toStrictEqual({
        url: 'app://bundle/index.html',
        title: 'Fixture',
        version: '3.2.1',
        name: 'host-fixture',
        ready: true,
      })
    })

    it('is the object that an IPC event names as its sender, frame included', async () => {
      expect(await inPage(page, "api.invoke('same-sender')")).toBe(true)
    })

    it('tells of show, hide and focus, and keeps its bounds', async () => {
      const told = await launched.app.evaluate(async () => {
        const { win, seen } = globalThis
        const turn = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 5))
        seen.windowEvents.length = 0
        win.hide()
        await turn()
        const hidden = [win.isVisible(), win.isFocused()]
        win.showInactive()
        await turn()
        const inactive = [win.isVisible(), win.isFocused()]
        win.focus()
        win.setBounds({ x: 10, y: 20, width: 700, height: 500 })
        await turn()
        return { hidden, inactive, focused: win.isFocused(), bounds: win.getBounds(), events: [...seen.windowEvents] }
      })
      expect(told).toStrictEqual({
        hidden: [false, false],
        inactive: [true, false],
        focused: true,
        bounds: { x: 10, y: 20, width: 700, height: 500 },
        events: ['blur', 'hide', 'show', 'focus', 'resize'],
      })
      await page.waitForFunction('innerWidth === 700 && innerHeight === 500')
    })

    it('may refuse to close, may be destroyed, and is found by its page', async () => {
      const told = await launched.app.evaluate(async ({ BrowserWindow }) => {
        const extra = globalThis.makeWindow({ show: false })
        extra.once('close', event => event.preventDefault())
        extra.close()
        await new Promise(resolve => setTimeout(resolve, 20))
        const kept = !extra.isDestroyed() && BrowserWindow.fromWebContents(extra.webContents) === extra
        const closed = new Promise(resolve => extra.once('closed', () => resolve(true)))
        extra.close()
        return {
          kept,
          closed: await closed,
          destroyed: extra.isDestroyed(),
          left: BrowserWindow.getAllWindows().length,
        }
      })
      expect(told).toStrictEqual({ kept: true, closed: true, destroyed: true, left: 1 })
    })

    it('gives a picture of its page', async () => {
      const size = await launched.app.evaluate(async () => {
        const image = await globalThis.win.capturePage()
        return { empty: image.isEmpty(), ...image.getSize() }
      })
      expect(size).toStrictEqual({ empty: false, width: 700, height: 500 })
    })

    it('refuses to load what is not there, with the code that Electron gives', async () => {
      const refused = await launched.app.evaluate(async () => {
        const extra = globalThis.makeWindow({ show: false })
        const fault = await extra
          .loadURL('file:///nowhere/at/all.html')
          .catch((error: { code: string; errno: number }) => ({ code: error.code, errno: error.errno }))
        extra.destroy()
        return fault
      })
      expect(refused).toStrictEqual({ code: 'ERR_FILE_NOT_FOUND', errno: -6 })
    })
  })

  describe('what a page may load and where it may go', () => {
    it('its policy is enforced: no inline script, no eval, no request elsewhere', async () => {
      const tried = await inPage(
        page,
        `(async () => ({
        module: window.moduleRan === true, inline: window.inlineRan === true,
        elsewhere: await fetch('https://example.com/').then(() => 'loaded', () => 'refused'),
        evaluated: await new Promise(done => { const s = document.createElement('script'); s.textContent = 'window.lateInline = true'; document.head.append(s); setTimeout(() => done(window.lateInline === true), 50) }),
      }))()`,
      )
      expect(tried).toStrictEqual({ module: true, inline: false, elsewhere: 'refused', evaluated: false })
    })

    it('its own scheme answers a POST and a redirect', async () => {
      expect(await inPage(page, "fetch('/echo', { method: 'POST', body: 'grüße' }).then(r => r.text())")).toBe(
        'POST grüße',
      )
      expect(await inPage(page, "fetch('/moved').then(r => r.text())")).toContain('<title>Second</title>')
    })

    it('going elsewhere is refused and the page stays', async () => {
      await page.click('#away')
      await expect
        .poll(() => launched.app.evaluate(() => globalThis.__electronHost.refusedNavigations))
        .toStrictEqual(['https://example.com/away'])
      expect(await page.textContent('h1')).toBe('Fixture')
    })

    it('going to another page of its own works, and the main process can bring it back', async () => {
      await page.click('#inside')
      await page.waitForSelector('h1:text("Second")')
      expect(await launched.app.evaluate(() => globalThis.win.webContents.getURL())).toBe('app://bundle/second.html')
      await home()
      expect(await page.textContent('h1')).toBe('Fixture')
    })

    it('windows it asks for are decided by the main process, and refused', async () => {
      expect(await inPage(page, "String(window.open('https://example.com/popup', '_blank', 'width=1'))")).toBe('null')
      await page.click('#tab')
      await page.click('#inside', { modifiers: ['Shift'] })
      const asked = [
        { url: 'https://example.com/popup', action: 'deny' },
        { url: 'https://example.com/tab', action: 'deny' },
        { url: 'app://bundle/second.html', action: 'deny' },
      ]
      await expect.poll(() => launched.app.evaluate(() => globalThis.__electronHost.popups)).toStrictEqual(asked)
      expect(launched.app.windows()).toHaveLength(1)
      expect(await page.textContent('h1')).toBe('Fixture')
    })
  })

  describe('the desktop', () => {
    it('a tray icon has its words, its lines, and does what they say', async () => {
      const told = await launched.app.evaluate(() => {
        const { tray } = globalThis.__electronHost
        tray.choose('Open')
        tray.choose('Loud')
        tray.choose('Deep')
        return {
          toolTip: tray.toolTip(),
          labels: tray.labels(),
          loud: tray.isChecked('Loud'),
          notices: globalThis.seen.notices.splice(0),
        }
      })
      expect(told).toStrictEqual({
        toolTip: 'Fixture: all quiet',
        labels: ['Open', 'Loud', '-', 'More', 'Quit'],
        loud: true,
        notices: ['open', 'loud true', 'deep'],
      })
    })

    it('a notification is recorded, and its buttons reach the application', async () => {
      const told = await launched.app.evaluate(async () => {
        globalThis.notify()
        await new Promise(resolve => setTimeout(resolve, 50))
        globalThis.__electronHost.notifications.choose('Reject')
        const all = globalThis.__electronHost.notifications.all()
        globalThis.notice.close()
        return { all, notices: globalThis.seen.notices.splice(0) }
      })
      expect(told).toStrictEqual({
        all: [
          {
            title: 'Approve?',
            body: 'rm -rf build',
            urgency: 'critical',
            actions: ['Approve', 'Reject'],
            open: true,
            onScreen: false,
          },
        ],
        notices: ['shown', 'action 1', 'close applicationHidden'],
      })
    })

    it('text is copied, sealed and opened again, and a link goes nowhere', async () => {
      const told = await launched.app.evaluate(async ({ clipboard, safeStorage, shell }) => {
        await clipboard.writeText('copied')
        await shell.openExternal('https://example.com/help')
        const sealed = await safeStorage.encryptStringAsync('secret')
        return {
          copied: await clipboard.readText(),
          hidden: !sealed.includes('secret'),
          ...(await safeStorage.decryptStringAsync(sealed)),
          opened: globalThis.__electronHost.openedUrls,
        }
      })
      expect(told).toStrictEqual({
        copied: 'copied',
        hidden: true,
        result: 'secret',
        shouldReEncrypt: false,
        opened: ['https://example.com/help'],
      })
    })

    it('a dark theme reaches the page', async () => {
      await launched.app.evaluate(({ nativeTheme }) => {
        nativeTheme.themeSource = 'dark'
      })
      await page.waitForFunction("matchMedia('(prefers-color-scheme: dark)').matches")
      await launched.app.evaluate(({ nativeTheme }) => {
        nativeTheme.themeSource = 'system'
      })
    })
  })

  describe('a process of its own', () => {
    it('hears and answers, has only what it was given, and its end is told with its code', async () => {
      const told = await launched.app.evaluate(async () => {
        const child = globalThis.fork()
        const printed: string[] = []
        child.stdout?.on('data', chunk => printed.push(String(chunk)))
        await new Promise<void>(resolve => child.once('spawn', () => resolve()))
        const pid = typeof child.pid
        const answer = new Promise(resolve => child.once('message', resolve))
        child.postMessage({ when: new Date(3) })
        const heard = await answer
        const code = new Promise(resolve => child.once('exit', resolve))
        child.postMessage('leave')
        return { pid, heard, code: await code, after: child.pid === undefined, printed: printed.join('') }
      })
      const heard = {
        heard: { when: new Date(3) },
        env: 'given',
        type: 'utility',
        send: 'undefined',
        args: ['one', 'two'],
      }
      expect(told).toStrictEqual({ pid: 'number', heard, code: 7, after: true, printed: 'worker is up\n' })
    })

    it('takes a port and talks over it, and can be killed', async () => {
      const told = await launched.app.evaluate(async ({ MessageChannelMain }) => {
        const child = globalThis.fork()
        const { port1, port2 } = new MessageChannelMain()
        const answer = new Promise(resolve => port1.once('message', event => resolve(event.data)))
        port1.start()
        child.postMessage('port', [port2])
        port1.postMessage('over the port')
        const heard = await answer
        const code = new Promise(resolve => child.once('exit', resolve))
        return { heard, killed: child.kill(), code: await code }
      })
      expect(told).toStrictEqual({ heard: { heard: 'over the port' }, killed: true, code: 15 })
    })
  })

  it('a second start hands its arguments to the first and ends', async () => {
    const userData = await launched.app.evaluate(({ app }) => app.getPath('userData'))
    const second = spawn(hostExecutable, [fixture, '--from-second', `--user-data-dir=${userData}`], { stdio: 'pipe' })
    expect((await ended(second)).code).toBe(0)
    await expect.poll(() => launched.app.evaluate(() => globalThis.seen.secondInstances.length)).toBe(1)
    const [word] = await launched.app.evaluate(() => globalThis.seen.secondInstances)
    expect(word?.argv.slice(1)).toStrictEqual([fixture, '--from-second', `--user-data-dir=${userData}`])
    expect([word?.cwd, word?.data]).toStrictEqual([process.cwd(), { from: 'fixture' }])
  })

  it('found nothing missing in the host, and nothing careless in the application', async () => {
    expect(await launched.findings()).toStrictEqual([])
  })

  it.each([
    [
      'a window',
      (electron: object) =>
        void (
          Reflect.get(electron, 'BrowserWindow').getAllWindows()[0] as { setVibrancy(x: string): void }
        ).setVibrancy('x'),
      'BrowserWindow.setVibrancy',
    ],
    ['the application', (electron: object) => void Reflect.get(electron, 'app').hide(), 'App.hide'],
    ['the module', (electron: object) => void Reflect.get(electron, 'inAppPurchase'), 'electron.inAppPurchase'],
  ])('asked for what it has not, %s says so', async (_name, act, member) => {
    await expect(launched.app.evaluate(act)).rejects.toThrow(`electron-host: ${member} is not implemented`)
    expect(await launched.findings()).toContain(`electron-host: ${member} is not implemented`)
  })

  it('a careless application is told so', async () => {
    const before = await launched.findings()
    await launched.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const careless = new BrowserWindow({ show: false, webPreferences: { sandbox: false, nodeIntegration: true } })
      ipcMain.handle('careless', () => 1)
      await globalThis.__electronHost.invokeAs('app://bundle/', 'careless')
      await careless.loadURL('file:///etc/hostname')
    })
    const expected = [
      'window: sandbox is off',
      'window: nodeIntegration is on',
      'sandbox: false is not implemented; the preload stays sandboxed',
      'nodeIntegration is not implemented',
      "ipc: the handler of 'careless' never read event.senderFrame",
      'policy: file:///etc/hostname has no Content-Security-Policy',
      'navigation: file:///etc/hostname has no will-navigate listener',
      'navigation: file:///etc/hostname has no window-open handler',
    ]
    await expect
      .poll(async () => (await launched.findings()).filter(one => !before.includes(one)).sort())
      .toStrictEqual(expected.sort())
  })
})
