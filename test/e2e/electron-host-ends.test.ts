import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ended, fixture, hostExecutable } from '../kit/host-fixture.ts'
import { launchApp } from '../kit/launch-app.ts'
import { descendants, stillRunning } from '../kit/process-tree.ts'

describe('beginnings and ends', () => {
  it('a clean end leaves no process and no profile', async () => {
    const launched = await launchApp({ folder: fixture })
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
    const launched = await launchApp({ folder: fixture })
    await launched.firstWindow()
    const child = launched.app.process()
    const gone = new Promise(done => child.once('exit', done))
    await launched.app.evaluate(() => setTimeout(() => globalThis.__electronHost.tray.choose('Quit'), 10))
    expect(await gone).toBe(0)
    await launched.close()
  })

  it('killed outright, it takes Chromium and its own processes with it', async () => {
    const launched = await launchApp({ folder: fixture })
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
      [fixture],
      { ELECTRON_HOST_CHROMIUM: '/nowhere/chromium' },
      'electron-host: ELECTRON_HOST_CHROMIUM names /nowhere/chromium, which cannot be run. Install it (Debian: apt-get install chromium)',
    ],
    ['the application is not there', ['/nowhere/app'], {}, 'electron-host: /nowhere/app does not exist'],
    ['no application was named', [], {}, 'electron-host: no application was named'],
  ])('when %s it says so and fails', async (_name, args, env, words) => {
    const { code, text } = await ended(spawn(hostExecutable, args, { env: { ...process.env, ...env }, stdio: 'pipe' }))
    expect(text).toContain(words)
    expect(text).not.toContain('    at ')
    expect(code).toBe(1)
  })

  it('when it has not been built it says so', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'unbuilt-'))
    writeFileSync(join(empty, 'package.json'), '{ "main": "out/main/app.js" }')
    const { code, text } = await ended(spawn(hostExecutable, [empty], { stdio: 'pipe' }))
    rmSync(empty, { recursive: true })
    expect(text).toContain(`${join(empty, 'out/main/app.js')} does not exist: build the application first`)
    expect(code).toBe(1)
  })

  it('a preload that does not parse is reported, not swallowed', async () => {
    const launched = await launchApp({ folder: fixture })
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
