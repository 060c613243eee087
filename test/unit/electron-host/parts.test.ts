import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parseArguments } from '../../kit/electron-host/src/arguments.ts'
import { weaknesses } from '../../kit/electron-host/src/audit.ts'
import { findChromium } from '../../kit/electron-host/src/chromium.ts'
import { decodePng } from '../../kit/electron-host/src/png.ts'
import {
  carryScheme,
  normalised,
  policyToBrowser,
  schemeOf,
  toApp,
  toBrowser,
} from '../../kit/electron-host/src/scheme.ts'

describe('the command line', () => {
  it("reads Playwright's arguments: modules first, switches anywhere, one entry", () => {
    const given = [
      '-r',
      '/loader.js',
      '--no-sandbox',
      '--inspect=0',
      '--remote-debugging-port=0',
      '.',
      '--user-data-dir=/a=b',
      'word',
    ]
    expect(parseArguments(given)).toStrictEqual({
      requires: ['/loader.js'],
      entry: '.',
      switches: new Map([
        ['no-sandbox', ''],
        ['inspect', '0'],
        ['remote-debugging-port', '0'],
        ['user-data-dir', '/a=b'],
      ]),
      all: given,
    })
  })
})

describe('own schemes', () => {
  carryScheme('app')

  it.each([
    ['app://bundle/index.html?a=1#b', 'https://bundle.app.electron-host.test/index.html?a=1#b'],
    ['app://bundle/', 'https://bundle.app.electron-host.test/'],
    ['https://example.com/', 'https://example.com/'],
    ['file:///tmp/x.html', 'file:///tmp/x.html'],
  ])('%s travels as %s, and back', (app, browser) => {
    expect(toBrowser(app)).toBe(browser)
    expect(toApp(browser)).toBe(app)
  })

  it('knows its own addresses from others', () => {
    expect(schemeOf('https://bundle.app.electron-host.test/x')).toBe('app')
    expect(schemeOf('https://electron-host.test.example.com/x')).toBeUndefined()
  })

  it('rewrites the sources of a policy and nothing else in it', () => {
    const policy = "default-src 'self' app:; img-src app://bundle data:; connect-src ws://127.0.0.1:1"
    expect(policyToBrowser(policy)).toBe(
      "default-src 'self' https://*.app.electron-host.test; img-src https://bundle.app.electron-host.test/ data:; connect-src ws://127.0.0.1:1",
    )
  })

  it('compares addresses that are written differently', () => {
    expect(normalised('http://localhost:5173')).toBe(normalised('http://localhost:5173/'))
  })
})

describe('the audit of policies', () => {
  it.each<[string, string[], string[]]>([
    ['no policy', [], ['has no Content-Security-Policy']],
    ['a strict one', ["default-src 'none'; script-src 'self'"], []],
    ['one that forgets scripts', ["img-src 'self'"], ['limits no scripts (neither script-src nor default-src)']],
    ['inline scripts', ["script-src 'self' 'unsafe-inline'"], ["lets scripts come from 'unsafe-inline'"]],
    ['a weak one beside a strict one', ['script-src *', "script-src 'self'"], []],
  ])('%s', (_name, policies, expected) => {
    expect(weaknesses(policies)).toStrictEqual(expected)
  })
})

describe('pictures', () => {
  it('reads pixels that the file stores as differences', () => {
    const chunk = (name: string, data: Buffer): Buffer => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(data.length)
      return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)])
    }
    const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 6, 0, 0, 0])
    // First row: difference to the left; second: difference to the row above.
    const rows = Buffer.from([1, 10, 20, 30, 255, 1, 1, 1, 0, 2, 5, 5, 5, 0, 0, 0, 0, 0])
    const png = Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ])
    const rgba = Buffer.from([10, 20, 30, 255, 11, 21, 31, 255, 15, 25, 35, 255, 11, 21, 31, 255])
    expect(decodePng(png)).toStrictEqual({ width: 2, height: 2, rgba })
  })
})

describe('finding Chromium', () => {
  it('says what to do when a named one cannot be run', () => {
    expect(() => findChromium({ ELECTRON_HOST_CHROMIUM: '/nowhere/chromium' })).toThrow(
      'ELECTRON_HOST_CHROMIUM names /nowhere/chromium, which cannot be run. Install it (Debian: apt-get install chromium) or set ELECTRON_HOST_CHROMIUM to its path.',
    )
  })
})
