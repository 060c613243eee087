import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Notification as Notice, UtilityProcess, BrowserWindow as Window } from 'electron'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ElectronHost } from '../kit/electron-host/src/test-surface.ts'
import { type LaunchedApp, launchApp } from '../kit/launch-app.ts'
import { descendants, stillRunning } from '../kit/process-tree.ts'

/** What the fixture's main process leaves in reach of `app.evaluate`. */
declare global {
  var __electronHost: ElectronHost
  var win: Window
  var notify: () => void
  var notice: Notice
  var makeWindow: (options?: object) => Window
  var fork: (options?: object) => UtilityProcess
  var seen: {
    secondInstances: { argv: string[]; cwd: string; data: unknown }[]
    notices: string[]
    windowEvents: string[]
    sent: unknown[][]
  }
}

const folder = resolve(import.meta.dirname, '../kit/electron-host/fixture')
const executable = resolve(import.meta.dirname, '../kit/electron-host/bin/electron')

function ended(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = ''
  child.stdout?.on('data', chunk => (text += String(chunk)))
  child.stderr?.on('data', chunk => (text += String(chunk)))
  return new Promise(done => child.once('exit', code => setTimeout(() => done({ code, text }), 50)))
}

/** Runs a piece of page code; written as text, because the page's globals are not this file's. */
function inPage<T>(page: Page, code: string): Promise<T> {
  return page.evaluate(code) as Promise<T>
}

describe('an application on the stand-in for Electron', () => {
  let launched: LaunchedApp
  let page: Page

  beforeAll(async () => {
    launched = await launchApp({ folder })
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

  describe('the wall between page and preload', () => {
    it.each([
      ['no require', 'typeof require', 'undefined'],
      ['no process', 'typeof process', 'undefined'],
      ['no ipcRenderer', 'typeof ipcRenderer', 'undefined'],
      ['no globals of the preload', 'typeof onlyInThePreload', 'undefined'],
      [
        'no trace of the host',
        'Object.getOwnPropertyNames(window).filter(name => /electronhost/i.test(name)).length',
        0,
      ],
      [
        'an api it cannot replace',
        '(() => { try { "use strict"; window.api = 1 } catch {} return typeof window.api })()',
        'object',
      ],
      [
        'an api it cannot change',
        'Object.isFrozen(api) && Object.isFrozen(api.nested) && Object.isFrozen(api.nested.list[1])',
        true,
      ],
      ['a Date of its own world', 'api.date instanceof Date && api.date.getTime()', 0],
      [
        'an answer that is its own',
        '(() => { const made = api.back({ a: [1] }); return made.a[0] === 1 && Object.getPrototypeOf(made) === Object.prototype })()',
        true,
      ],
      ['its callbacks called at once', 'api.callTwice(n => n * 10).join()', '10,20'],
      ['its own function back', '(() => { const mine = () => 1; return api.back(mine) === mine })()', true],
      [
        'the words of an error',
        '(() => { try { api.fail() } catch (error) { return [error instanceof Error, error.message].join(" ") } })()',
        'true from the preload',
      ],
    ])('the page has %s', async (_name, code, expected) => {
      expect(await inPage(page, code)).toBe(expected)
    })

    it('a key is exposed once', async () => {
      const words = await inPage(page, '(() => { try { api.exposeAgain() } catch (error) { return error.message } })()')
      expect(words).toBe('Cannot bind an API on top of an existing property on the window object')
    })

    it.each(['fs', 'node:child_process', './main.mjs'])('the preload may not require %s', async name => {
      const code = `(() => { try { api.tryRequire(${JSON.stringify(name)}) } catch (error) { return error.message } })()`
      expect(await inPage(page, code)).toBe(`module not found: ${name}`)
    })

    it('a page that patches its builtins overhears nothing', async () => {
      const heard = await inPage<string[]>(
        page,
        `(async () => {
        const heard = []
        const kept = { call: Function.prototype.call, apply: Function.prototype.apply, dispatch: EventTarget.prototype.dispatchEvent, reflect: Reflect.apply, Event: window.CustomEvent }
        const note = value => { if (value && typeof value === 'object' && 'detail' in value) heard.push(String(value.type)) }
        Function.prototype.call = function (...args) { args.forEach(note); return kept.reflect(kept.call, this, args) }
        Function.prototype.apply = function (self, args) { (args ?? []).forEach?.(note); return kept.reflect(this, self, args ?? []) }
        EventTarget.prototype.dispatchEvent = function (event) { note(event); return kept.reflect(kept.dispatch, this, [event]) }
        Reflect.apply = (target, self, args) => { args.forEach(note); return kept.reflect(target, self, args) }
        window.CustomEvent = class extends kept.Event { constructor(name, options) { heard.push(name); super(name, options) } }
        api.back({ a: () => 1 }); api.callTwice(n => n); await api.invoke('echo', 1)
        Function.prototype.call = kept.call; Function.prototype.apply = kept.apply; EventTarget.prototype.dispatchEvent = kept.dispatch
        Reflect.apply = kept.reflect; window.CustomEvent = kept.Event
        return heard
      })()`,
      )
      expect(heard).toStrictEqual([])
    })
  })

  describe('a call to the main process', () => {
    // Compared in the page, where the values are; "told" is what the main process saw.
    it.each([
      ['undefined', 'undefined', '[object Undefined]'],
      ['null', 'null', '[object Null]'],
      ['a text', "'a\\u2028b'", '[object String] String'],
      ['not a number', 'NaN', '[object Number] Number'],
      ['minus zero', '-0', '[object Number] Number'],
      ['a big integer', '12345678901234567890n', '[object BigInt] BigInt'],
      ['a list', '[1, [undefined]]', '[object Array] Array'],
      ['an object', "({ a: { b: 'c' } })", '[object Object] Object'],
      ['a date', 'new Date(77)', '[object Date] Date'],
      ['a pattern', '/x+/gi', '[object RegExp] RegExp'],
      ['a map', "new Map([['k', { v: 1 }]])", '[object Map] Map'],
      ['a set', 'new Set([1, 2])', '[object Set] Set'],
      ['bytes', 'new Uint8Array([1, 255])', '[object Uint8Array] Uint8Array'],
      ['a raw buffer', 'new Uint8Array([1, 2]).buffer', '[object ArrayBuffer] ArrayBuffer'],
      ['an error', "new Error('words')", '[object Error] Error'],
    ])('carries %s there and back', async (_name, value, told) => {
      const show = `value => {
        const tag = Object.prototype.toString.call(value)
        if (ArrayBuffer.isView(value)) return tag + [...value]
        if (value instanceof ArrayBuffer) return tag + [...new Uint8Array(value)]
        if (value instanceof Map || value instanceof Set) return tag + JSON.stringify([...value])
        if (value instanceof Error) return tag + value.message
        if (Object.is(value, -0)) return 'minus zero'
        return tag + (typeof value === 'object' && value && !(value instanceof RegExp) ? JSON.stringify(value) : String(value))
      }`
      const code = `(async () => { const show = ${show}; const sent = ${value}
        return { same: show(await api.invoke('echo', sent)) === show(sent), told: await api.invoke('describe', sent) } })()`
      expect(await inPage(page, code)).toStrictEqual({ same: true, told })
    })

    it.each([
      ['a handler that throws', "api.invoke('boom')", "Error invoking remote method 'boom': TypeError: boom"],
      [
        'a channel without a handler',
        "api.invoke('nobody')",
        "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
      ],
      [
        'an answer that cannot travel',
        "api.invoke('uncloneable')",
        "Error invoking remote method 'uncloneable': Error: An object could not be cloned.",
      ],
    ])('is rejected for %s', async (_name, call, words) => {
      expect(await inPage(page, `${call}.then(() => 'answered', error => error.message)`)).toBe(words)
    })

    it('carries a megabyte', async () => {
      expect(await inPage(page, "api.invoke('echo', 'x'.repeat(1e6)).then(text => text.length)")).toBe(1e6)
    })

    it('keeps the order of a hundred messages', async () => {
      await inPage(
        page,
        "(async () => { for (let n = 0; n < 100; n++) api.send('word', n); await api.invoke('echo', 0) })()",
      )
      expect(await launched.app.evaluate(() => globalThis.seen.sent.map(([n]) => n))).toStrictEqual(
        Array.from({ length: 100 }, (_, n) => n),
      )
    })

    it('from a stranger is answered as the handler decides about its frame', async () => {
      const call = (url: string): Promise<unknown> =>
        launched.app.evaluate(
          (_electron, from) =>
            globalThis.__electronHost.invokeAs(from, 'echo', 5).catch((error: Error) => error.message),
          url,
        )
      expect(await call('app://bundle/x')).toBe(5)
      expect(await call('https://evil.example/')).toBe('Error: not for https://evil.example/')
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
    const second = spawn(executable, [folder, '--from-second', `--user-data-dir=${userData}`], { stdio: 'pipe' })
    expect((await ended(second)).code).toBe(0)
    await expect.poll(() => launched.app.evaluate(() => globalThis.seen.secondInstances.length)).toBe(1)
    const [word] = await launched.app.evaluate(() => globalThis.seen.secondInstances)
    expect(word?.argv.slice(1)).toStrictEqual([folder, '--from-second', `--user-data-dir=${userData}`])
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

describe('beginnings and ends', () => {
  it('a clean end leaves no process and no profile', async () => {
    const launched = await launchApp({ folder })
    await launched.firstWindow()
    const child = launched.app.process()
    const pids = [child.pid ?? 0, ...descendants(child.pid ?? 0)]
    expect(pids.length).toBeGreaterThan(3)
    await launched.close()
    await launched.close()
    expect(await stillRunning(pids, 3000)).toStrictEqual([])
    expect(child.exitCode).toBe(0)
  })

  it('a quit from the tray ends it too', async () => {
    const launched = await launchApp({ folder })
    await launched.firstWindow()
    const child = launched.app.process()
    const gone = new Promise(done => child.once('exit', done))
    await launched.app.evaluate(() => setTimeout(() => globalThis.__electronHost.tray.choose('Quit'), 10))
    expect(await gone).toBe(0)
    await launched.close()
  })

  it('killed outright, it takes Chromium and its own processes with it', async () => {
    const launched = await launchApp({ folder })
    await launched.firstWindow()
    await launched.app.evaluate(
      () => new Promise<void>(resolve => globalThis.fork({ stdio: 'ignore' }).once('spawn', () => resolve())),
    )
    const { pid = 0 } = launched.app.process()
    const pids = descendants(pid)
    process.kill(pid, 'SIGKILL')
    expect(await stillRunning([pid, ...pids], 5000)).toStrictEqual([])
    await launched.close()
  })

  it.each([
    [
      'Chromium is missing',
      [folder],
      { ELECTRON_HOST_CHROMIUM: '/nowhere/chromium' },
      'electron-host: ELECTRON_HOST_CHROMIUM names /nowhere/chromium, which cannot be run. Install it (Debian: apt-get install chromium)',
    ],
    ['the application is not there', ['/nowhere/app'], {}, 'electron-host: /nowhere/app does not exist'],
    ['no application was named', [], {}, 'electron-host: no application was named'],
  ])('when %s it says so and fails', async (_name, args, env, words) => {
    const { code, text } = await ended(spawn(executable, args, { env: { ...process.env, ...env }, stdio: 'pipe' }))
    expect(text).toContain(words)
    expect(text).not.toContain('    at ')
    expect(code).toBe(1)
  })

  it('when it has not been built it says so', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'unbuilt-'))
    writeFileSync(join(empty, 'package.json'), '{ "main": "out/main/app.js" }')
    const { code, text } = await ended(spawn(executable, [empty], { stdio: 'pipe' }))
    rmSync(empty, { recursive: true })
    expect(text).toContain(`${join(empty, 'out/main/app.js')} does not exist: build the application first`)
    expect(code).toBe(1)
    expect(existsSync(empty)).toBe(false)
  })

  it('a preload that does not parse is reported, not swallowed', async () => {
    const launched = await launchApp({ folder })
    const broken = join(launched.home, 'broken.cjs')
    writeFileSync(broken, "import { ipcRenderer } from 'electron'\n")
    const errors = await launched.app.evaluate(async (_electron, preload) => {
      const extra = globalThis.makeWindow({ show: false, webPreferences: { preload } })
      await extra.loadURL('app://bundle/second.html')
      return globalThis.__electronHost.preloadErrors
    }, broken)
    expect(errors).toStrictEqual([expect.stringContaining('Cannot use import statement outside a module')])
    await launched.close()
  })
})
