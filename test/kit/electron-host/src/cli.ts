import inspector from 'node:inspector'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parseArguments } from './arguments.ts'
import { type Browser, startChromium } from './chromium.ts'
import { disguise } from './disguise.ts'
import { type FoundApp, findApp } from './find-app.ts'
import { HostFault } from './host-fault.ts'
import { installModuleHook } from './module-hook.ts'
import { stage } from './stage.ts'
import { TargetDesk } from './targets.ts'

type Application = typeof import('./app.ts').app

async function startBrowser(
  application: () => Application | undefined,
): Promise<{ browser: Browser; targets: TargetDesk }> {
  const browser = await startChromium(stage.headed, () => {
    if (application()?._isExiting() ?? false) return
    console.error('electron-host: Chromium ended by itself')
    process.exit(1)
  })
  const targets = new TargetDesk()
  await targets.watch(browser)
  return { browser, targets }
}

/** With an inspector somebody (Playwright) attaches first; windows made before that would be missed. */
function someoneAttached(): Promise<void> {
  const globals = globalThis as { __playwright_run?: () => void }
  if (!inspector.url() || globals.__playwright_run) return Promise.resolve()
  return new Promise(resolve => {
    globals.__playwright_run = resolve
  })
}

async function run(): Promise<void> {
  const args = parseArguments(process.argv.slice(2))
  const found: FoundApp = findApp(args.entry, process.cwd())
  const headed = Boolean(process.env['DISPLAY']) && !args.switches.has('headless')
  Object.assign(stage, { args, headed, appPath: found.folder, appName: found.name, appVersion: found.version })
  disguise(args)
  installModuleHook()
  const inspect = args.switches.get('inspect')
  if (inspect !== undefined) inspector.open(Number(inspect) || 0, '127.0.0.1')
  let application: Application | undefined
  stage.browser = startBrowser(() => application)
  // Waited for below; until then a fault must not count as unheard.
  stage.browser.catch(() => undefined)
  const { app } = await import('./app.ts')
  application = app
  const { testSurface } = await import('./test-surface.ts')
  Object.assign(globalThis, { __electronHost: testSurface })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit())
  const require = createRequire(import.meta.url)
  for (const path of args.requires) require(path)
  const attached = someoneAttached()
  const loaded = import(pathToFileURL(found.main).href)
  // Awaited below; a browser that cannot start is the fault to name first.
  loaded.catch(() => undefined)
  const { browser } = await stage.browser
  if (args.switches.has('remote-debugging-port')) console.error(`DevTools listening on ${browser.wsUrl}`)
  // Electron, too, is ready only when the entry has been evaluated.
  await loaded
  await attached
  const { sealPrivileges } = await import('./protocol.ts')
  sealPrivileges()
  app._becomeReady()
}

run().catch(error => {
  console.error(error instanceof HostFault ? `electron-host: ${error.message}` : error)
  process.exit(1)
})
