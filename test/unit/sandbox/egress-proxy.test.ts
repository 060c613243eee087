import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SandboxEvent } from '../../../src-main/sandbox/core/backend.ts'
import { type EgressProxy, openEgressProxy } from '../../../src-main/sandbox/node/egress-proxy.ts'
import { until } from '../../kit/child.ts'
import { anInternet, type Internet, speak } from '../../kit/egress.ts'

const PUBLIC = '93.184.215.14'

describe('the egress proxy', () => {
  let folder: string
  let net: Internet
  let proxy: EgressProxy
  let events: SandboxEvent[]
  let trailWorks = true

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gh-eg-'))
    net = await anInternet()
    proxy = await openEgressProxy({
      socketPath: join(folder, 's'),
      agent: 'main',
      domains: () => [
        'allowed.test',
        '*.wild.test',
        'ported.test:8443',
        'rebind.test',
        'mixed.test',
        'six.test',
        'gone.test',
      ],
      outside: net.outside,
      audit: event => {
        if (!trailWorks) throw new Error('disk full')
        events.push(event)
      },
    })
  })
  afterAll(() => {
    proxy.close()
    net.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(() => {
    events = []
    trailWorks = true
    net.reached.length = 0
    net.asked.length = 0
    for (const name of [
      'allowed.test',
      'www.wild.test',
      'wild.test',
      'a.b.wild.test',
      'ported.test',
      'other.test',
      'notallowed.test',
      'allowed.test.evil.com',
    ])
      net.names.set(name, [PUBLIC])
  })

  const get = (url: string, headers = '') =>
    speak(proxy.socketPath, `GET ${url} HTTP/1.1\r\nHost: x\r\n${headers}Connection: close\r\n\r\n`)
  const tunnel = (target: string) => speak(proxy.socketPath, `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)
  const status = (text: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0)

  /** A TLS client inside the sandbox: a tunnel to `target`, and in it a greeting for `servername`. */
  const overTls = async (target: string, servername: string, path = '/'): Promise<string> => {
    const socket = connect(proxy.socketPath)
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)
    const [head] = (await once(socket, 'data')) as [Buffer]
    if (!head.toString().includes(' 200 ')) return head.toString()
    const tls: TLSSocket = connectTls({
      socket,
      ca: net.ca,
      ...(servername ? { servername } : {}),
      checkServerIdentity: () => undefined,
    })
    let heard = ''
    tls.on('data', bytes => (heard += bytes.toString()))
    tls.on('error', () => tls.destroy())
    tls.write(`GET ${path} HTTP/1.1\r\nHost: ${servername}\r\nConnection: close\r\n\r\n`)
    await new Promise(done => tls.once('close', done))
    return heard
  }

  describe('lets through what is listed', () => {
    it('over HTTP, and sends on only what belongs to the request', async () => {
      const answer = await get('http://allowed.test/a?b=c', 'Proxy-Authorization: secret\r\n')
      expect(answer).toContain('hello from outside')
      expect(net.asked).toEqual(['GET allowed.test /a?b=c'])
      expect(net.reached).toEqual([`${PUBLIC}:80`])
      expect(events).toEqual([
        {
          what: 'egress',
          agent: 'main',
          host: 'allowed.test',
          port: 80,
          allowed: true,
          why: 'allowed.test is on the list.',
        },
      ])
    })

    it('over HTTPS, and counts the bytes', async () => {
      expect(await overTls('allowed.test:443', 'allowed.test', '/x')).toContain('hello from outside')
      expect(net.asked).toEqual(['GET allowed.test /x'])
      await until('the tunnel to be counted', () => events.length === 2)
      expect(events[1]).toMatchObject({ allowed: true, why: 'closed', bytesOut: expect.any(Number) })
    })

    it('for names below a star, and on a port that the list names', async () => {
      expect(await overTls('www.wild.test:443', 'www.wild.test')).toContain('hello')
      expect(status(await get('http://a.b.wild.test/'))).toBe(200)
      expect(status(await tunnel('ported.test:8443'))).toBe(200)
    })
  })

  const lies = () => {
    net.names.set('rebind.test', ['127.0.0.1'])
    net.names.set('six.test', ['::1'])
    net.names.set('mixed.test', [PUBLIC, '10.0.0.1'])
  }

  // Every row is tried over HTTP and as a tunnel; nothing may leave the machine for any of them.
  it.each([
    ['a domain that is not listed', 'notallowed.test'],
    ['a listed name with something behind it', 'allowed.test.evil.com'],
    ['a name that ends like a listed one', 'xallowed.test'],
    ['the name of a star itself', 'wild.test'],
    ['a name with a user in front', 'allowed.test@other.test'],
    ['a name that leads to this machine', 'rebind.test'],
    ['a name that leads to this machine over IPv6', 'six.test'],
    ['a name with a public and a private answer', 'mixed.test'],
    ['a name without an answer', 'gone.test'],
    ['this machine by name', 'localhost'],
    ['this machine by address', '127.0.0.1'],
    ['this machine in hex', '0x7f.1'],
    ['this machine in decimal', '2130706433'],
    ['this machine over IPv6', '[::1]'],
    ['a mapped private address', '[::ffff:10.0.0.1]'],
    ['cloud metadata', '169.254.169.254'],
    ['a public address', PUBLIC],
    ['a public address over IPv6', '[2606:2800:21f:cb07:6820:80da:af6b:8b2c]'],
    ['a name with a NUL escape', 'allowed.test%00.evil.com'],
  ])('refuses %s', async (_name, host) => {
    lies()
    const [http, connectTo] = [await get(`http://${host}/`), await tunnel(`${host}:443`)]
    expect([400, 403]).toContain(status(http))
    expect([400, 403]).toContain(status(connectTo))
    expect(net.reached).toEqual([])
    expect(net.asked).toEqual([])
  })

  it.each([
    ['mapped', ['::ffff:10.0.0.1']],
    ['link-local metadata', ['169.254.169.254']],
    ['carrier network', ['100.64.0.1']],
    ['unique local IPv6', ['fd00::1']],
    ['IPv4 in NAT64', ['64:ff9b::7f00:1']],
  ])('refuses a listed name with a %s answer', async (_name, answers) => {
    net.names.set('allowed.test', answers)
    const fresh = await openEgressProxy({
      socketPath: join(folder, 'fresh'),
      agent: 'main',
      domains: () => ['allowed.test'],
      outside: net.outside,
      audit: () => {},
    })
    expect(status(await speak(fresh.socketPath, 'CONNECT allowed.test:443 HTTP/1.1\r\n\r\n'))).toBe(403)
    fresh.close()
    expect(net.reached).toEqual([])
  })

  it.each([22, 8080, 25, 3306])('refuses port %i of a listed name', async port => {
    expect(status(await tunnel(`allowed.test:${port}`))).toBe(403)
    expect(status(await get(`http://allowed.test:${port}/`))).toBe(403)
    expect(net.reached).toEqual([])
  })

  it('refuses a tunnel whose greeting asks for another server', async () => {
    expect(await overTls('allowed.test:443', 'other.test')).toBe('')
    expect(events.at(-1)).toMatchObject({
      allowed: false,
      why: 'The tunnel was opened to allowed.test but asks for other.test.',
    })
    expect(net.asked).toEqual([])
  })

  it('refuses a tunnel that hides its server, and one that is not TLS', async () => {
    expect(await overTls('allowed.test:443', '')).toBe('')
    expect(events.at(-1)).toMatchObject({ allowed: false, why: expect.stringContaining('hides') })
    await speak(proxy.socketPath, 'CONNECT allowed.test:443 HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: evil\r\n\r\n')
    expect(events.at(-1)).toMatchObject({ allowed: false, why: expect.stringContaining('not speak TLS') })
    expect(net.asked).toEqual([])
  })

  it('shows the server the listed name, whatever Host the request claims', async () => {
    await speak(proxy.socketPath, 'GET http://allowed.test/ HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n')
    expect(net.asked).toEqual(['GET allowed.test /'])
  })

  it('sees a redirect to an unlisted name as a new request, and refuses it', async () => {
    const redirecting = await anInternet((_ask, reply) =>
      reply.writeHead(302, { location: 'http://notallowed.test/' }).end(),
    )
    redirecting.names.set('allowed.test', [PUBLIC])
    const own = await openEgressProxy({
      socketPath: join(folder, 'r'),
      agent: 'main',
      domains: () => ['allowed.test'],
      outside: redirecting.outside,
      audit: () => {},
    })
    const first = await speak(
      own.socketPath,
      'GET http://allowed.test/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    )
    expect(status(first)).toBe(302)
    expect(
      status(
        await speak(own.socketPath, 'GET http://notallowed.test/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
      ),
    ).toBe(403)
    own.close()
    redirecting.close()
  })

  it('connects to the address that was checked, even when the resolver says another one meanwhile', async () => {
    let asked = 0
    const own = await openEgressProxy({
      socketPath: join(folder, 'c'),
      agent: 'main',
      domains: () => ['allowed.test'],
      outside: { ...net.outside, resolve: async () => (asked++ === 0 ? [PUBLIC] : ['127.0.0.1']) },
      audit: () => {},
    })
    await speak(own.socketPath, 'GET http://allowed.test/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    expect(net.reached).toEqual([`${PUBLIC}:80`])
    expect(asked).toBe(1)
    own.close()
  })

  it('sends nothing when the decision cannot be recorded', async () => {
    trailWorks = false
    expect(status(await get('http://allowed.test/'))).toBe(503)
    expect(status(await tunnel('allowed.test:443'))).toBe(503)
    expect(net.reached).toEqual([])
  })

  it('answers garbage with a refusal and goes on', async () => {
    expect(status(await speak(proxy.socketPath, '\x16\x03\x01garbage\r\n\r\n'))).toBe(400)
    expect(status(await get('ftp://allowed.test/'))).toBe(400)
    expect(status(await get('/relative'))).toBe(400)
    expect(status(await get('http://allowed.test/'))).toBe(200)
  })

  it('cuts every connection when it closes', async () => {
    const own = await openEgressProxy({
      socketPath: join(folder, 'k'),
      agent: 'main',
      domains: () => ['ported.test:8443'],
      outside: net.outside,
      audit: () => {},
    })
    const socket = connect(own.socketPath)
    socket.write('CONNECT ported.test:8443 HTTP/1.1\r\n\r\n')
    await once(socket, 'data')
    own.close()
    await once(socket, 'close')
    expect(await speak(own.socketPath, 'GET / HTTP/1.1\r\n\r\n')).toBe('')
  })
})
