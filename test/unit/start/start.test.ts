import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildIsCurrent, noteBuilt } from '../../../resources/start/build.mjs'
import { noWindow, obtainElectron } from '../../../resources/start/electron.mjs'
import { chooseHost } from '../../../resources/start/host.mjs'
import { installMissing } from '../../../resources/start/machine.mjs'
import { nodeTooOld, packagesAreCurrent } from '../../../resources/start/packages.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gh-start-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string, text: string): string {
  const full = join(folder, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, text)
  return full
}

describe('the Node it was started with', () => {
  it.for(['20.0.0', '20.19.0', '22.12.0', '24.21.0', '100.1.0'])('%s is new enough', version => {
    expect(nodeTooOld(version)).toBe(null)
  })

  it.for(['8.17.0', '18.20.4', '19.9.0'])('%s is too old, and it says which to get', version => {
    expect(nodeTooOld(version)).toMatch(new RegExp(`^This is Node ${version}\\. Gatehouse needs Node 20 or newer`))
  })
})

describe('the packages', () => {
  const lock = (packages: object): string => JSON.stringify({ packages: { '': {}, ...packages } })
  const a = { 'node_modules/a': { version: '1.0.0' } }
  const forMac = { 'node_modules/b': { version: '2.0.0', optional: true } }

  it.for<[string, string, string | null, boolean]>([
    ['as the lockfile says', lock(a), lock(a), true],
    ['never installed', lock(a), null, false],
    ['of another version', lock(a), lock({ 'node_modules/a': { version: '0.9.0' } }), false],
    ['one too few', lock({ ...a, 'node_modules/c': { version: '1.0.0' } }), lock(a), false],
    ['one for another system left out', lock({ ...a, ...forMac }), lock(a), true],
    [
      'an optional one of another version',
      lock({ ...a, ...forMac }),
      lock({ ...a, 'node_modules/b': { version: '1.0.0' } }),
      false,
    ],
    ['cut off while installing', lock(a), '{"packages": {', false],
  ])('%s', ([, wanted, have, current]) => {
    put('package-lock.json', wanted)
    put('node_modules/node/bin/node', '')
    if (have !== null) put('node_modules/.package-lock.json', have)
    expect(packagesAreCurrent(folder)).toBe(current)
  })

  it('are not current when a folder is gone that npm still lists', () => {
    const wanted = JSON.stringify({ packages: { '': { dependencies: { a: '1.0.0' } }, ...a } })
    put('package-lock.json', wanted)
    put('node_modules/node/bin/node', '')
    put('node_modules/.package-lock.json', lock(a))
    expect(packagesAreCurrent(folder)).toBe(false)
    put('node_modules/a/package.json', '{}')
    expect(packagesAreCurrent(folder)).toBe(true)
  })

  it('are not current without the pinned Node', () => {
    put('package-lock.json', lock(a))
    put('node_modules/.package-lock.json', lock(a))
    expect(packagesAreCurrent(folder)).toBe(false)
  })
})

describe('the build', () => {
  const at = (seconds: number): Date => new Date(1_700_000_000_000 + seconds * 1000)

  /** Sources saved at second 0, a build that started at second 10. */
  function built(): void {
    put('out/main/cli.js', '')
    const source = put('src-main/room/core/a.ts', '')
    for (const path of [source, join(source, '..'), join(source, '../..'), join(source, '../../..')])
      utimesSync(path, at(0), at(0))
    noteBuilt(at(10), folder)
  }

  it('is current when no source was touched since it started', () => {
    built()
    expect(buildIsCurrent(folder)).toBe(true)
  })

  it('is not there on a fresh clone', () => {
    expect(buildIsCurrent(folder)).toBe(false)
  })

  it.for<[string, () => void]>([
    ['a file was saved while it ran', () => utimesSync(join(folder, 'src-main/room/core/a.ts'), at(11), at(11))],
    ['a file was taken away', () => rmSync(join(folder, 'src-main/room/core/a.ts'))],
    ['a package changed', () => void put('package-lock.json', '{}')],
  ])('is stale when %s', ([, change]) => {
    built()
    change()
    expect(buildIsCurrent(folder)).toBe(false)
  })
})

describe('what the machine lacks', () => {
  const present = { what: 'a shell', debian: ['dash'], has: () => true }
  const absent = { what: 'a unicorn', debian: ['unicorn-common', 'unicorn'], has: () => false }
  const debian = { isDebian: () => true, isRoot: () => true, install: () => '' }
  const nothing = (): void => expect.unreachable('nothing to say')

  it('is no question when nothing is missing', () => {
    expect(installMissing([present], nothing, debian)).toBe(null)
  })

  it('is listed where we cannot install', ctx => {
    if (process.platform !== 'linux') ctx.skip('only Linux has system packages to look for')
    const list = 'Please install:\n  - a unicorn\n(on Debian: unicorn-common unicorn)'
    expect(installMissing([present, absent], nothing, { ...debian, isDebian: () => false })).toBe(list)
    const withSudo = `${list}\nOr: sudo apt-get install unicorn-common unicorn`
    expect(installMissing([present, absent], nothing, { ...debian, isRoot: () => false })).toBe(withSudo)
  })

  it('is installed in one go on Debian as root, and nothing else', ctx => {
    if (process.platform !== 'linux') ctx.skip('only Linux has system packages to look for')
    let there = false
    const installed: string[][] = []
    const install = (packages: string[]): string => {
      installed.push(packages)
      there = true
      return ''
    }
    const said: string[] = []
    const unicorn = { ...absent, has: () => there }
    expect(installMissing([unicorn, present, unicorn], text => said.push(text), { ...debian, install })).toBe(null)
    expect({ installed, said }).toEqual({
      installed: [['unicorn-common', 'unicorn']],
      said: ['Installing unicorn-common, unicorn …'],
    })
  })

  it('is listed with the reason when installing failed', ctx => {
    if (process.platform !== 'linux') ctx.skip('only Linux has system packages to look for')
    const failing = { ...debian, install: () => 'E: Unable to locate package unicorn' }
    expect(installMissing([absent], () => {}, failing)).toMatch(/- a unicorn.*apt-get said: E: Unable to locate/s)
  })
})

describe('whether there can be a window', () => {
  it.for<[string, NodeJS.ProcessEnv, NodeJS.Platform, number, string | null]>([
    ['on a Mac', {}, 'darwin', 501, null],
    ['on X11', { DISPLAY: ':0' }, 'linux', 1000, null],
    ['on Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', 1000, null],
    ['without a display', {}, 'linux', 1000, 'There is no display here'],
    ['with an empty display', { DISPLAY: '' }, 'linux', 1000, 'There is no display here'],
    ['as root', { DISPLAY: ':0' }, 'linux', 0, 'You are root, for whom the window’s own sandbox does not work'],
    ['as root with a chosen Electron', { DISPLAY: ':0', ELECTRON_EXEC_PATH: '/opt/e' }, 'linux', 0, null],
  ])('%s', ([, env, platform, uid, reason]) => {
    expect(noWindow(env, platform, uid)).toBe(reason)
  })
})

describe('the Electron it finds', () => {
  const silent = (): void => expect.unreachable('nothing to download')

  it('is the one that was named', () => {
    const path = put('my/electron', '')
    expect(obtainElectron(silent, { ELECTRON_EXEC_PATH: path })).toEqual({ path })
  })

  it('is never another one than the one named', () => {
    const why = `There is no file ${folder}/gone (named by ELECTRON_EXEC_PATH).`
    expect(obtainElectron(silent, { ELECTRON_EXEC_PATH: `${folder}/gone` })).toEqual({ why })
  })

  it('is in the folder that was named', ctx => {
    if (process.platform !== 'linux') ctx.skip('the executable has another name there')
    const path = put('dist/electron', '')
    expect(obtainElectron(silent, { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') })).toEqual({ path })
  })

  const install = (script: string): void => void put('install.js', script)

  it('is the one that was downloaded before', () => {
    put('package.json', '{"version":"45.4.1"}')
    put('dist/version', '45.4.1')
    put('path.txt', 'electron')
    const path = put('dist/electron', '')
    expect(obtainElectron(silent, {}, folder)).toEqual({ path })
  })

  it('is downloaded when the unpacked one is of another version', () => {
    put('package.json', '{"version":"45.4.1"}')
    put('dist/version', '44.0.0')
    put('path.txt', 'electron')
    const path = put('dist/electron', '')
    install(`require('fs').writeFileSync(__dirname + '/dist/version', '45.4.1')`)
    const said: string[] = []
    expect(obtainElectron((text: string) => said.push(text), { ...process.env }, folder)).toEqual({ path })
    expect(said).toEqual(['Downloading Electron 45.4.1 (about 120 MB, once) …'])
  })

  it('tells what to do when it cannot be downloaded', () => {
    put('package.json', '{"version":"45.4.1","type":"commonjs"}')
    install(`console.error('TypeError: fetch failed\\n    at somewhere'); process.exit(1)`)
    const found = obtainElectron(() => {}, { ...process.env }, folder)
    expect('why' in found && found.why.split('\n')).toEqual([
      'The Electron 45.4.1 binary could not be downloaded, so there is no window (TypeError: fetch failed).',
      '  - no internet: connect once and run "npm start" again (later starts work offline)',
      '  - behind a proxy: set HTTPS_PROXY=http://proxy:port (and NO_PROXY)',
      '  - downloads from GitHub are blocked: set ELECTRON_MIRROR=<base URL of a mirror, ending in "/">',
      '  - you have the zip: unpack it and set ELECTRON_OVERRIDE_DIST_PATH=<folder with the executable>',
    ])
  })

  it('passes a proxy on, which the download would not look at by itself', () => {
    put('package.json', '{"version":"45.4.1","type":"commonjs"}')
    install(`console.error('proxy ' + process.env.ELECTRON_GET_USE_PROXY); process.exit(1)`)
    const found = obtainElectron(() => {}, { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:1' }, folder)
    expect('why' in found && found.why).toContain('(proxy 1)')
  })
})

describe('which host starts', () => {
  const electron = { noWindow: () => null, obtainElectron: () => ({ path: '/opt/electron' }) }
  const isHeadless = ([, args]: [string, string[]]): boolean => args[0]?.endsWith('out/main/cli.js') === true

  it('is the window where there can be one', () => {
    const [program, args] = chooseHost(['--hidden'], () => {}, electron)
    expect({ program, options: args.slice(1) }).toEqual({ program: '/opt/electron', options: ['--hidden'] })
  })

  it('is headless when asked, without a look at the display, and hands the other options on', () => {
    const never = { noWindow: () => expect.unreachable(), obtainElectron: () => expect.unreachable() }
    const [, args] = chooseHost(['--headless', '--port', '4100'], () => expect.unreachable(), never)
    expect(args.slice(1)).toEqual(['up', '--dashboard', '--port', '4100'])
  })

  it.for<[string, NonNullable<Parameters<typeof chooseHost>[2]>, string]>([
    [
      'no display',
      { noWindow: () => 'There is no display here', obtainElectron: () => expect.unreachable('not without a display') },
      'There is no display here, so Gatehouse starts headless, with its dashboard in a browser.',
    ],
    [
      'no Electron',
      { ...electron, obtainElectron: () => ({ why: 'Blocked.' }) },
      'Blocked.\nStarting headless, with the dashboard in a browser.',
    ],
  ])('is headless with %s, and says why', ([, desktop, reason]) => {
    const said: string[] = []
    expect(isHeadless(chooseHost([], (text: string) => said.push(text), desktop))).toBe(true)
    expect(said).toEqual([reason])
  })
})
