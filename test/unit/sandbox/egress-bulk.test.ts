import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { request as requestOverTls } from 'node:https'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EgressProxy, openEgressProxy } from '../../../src-main/sandbox/node/egress-proxy.ts'
import { anInternet, type Internet } from '../../kit/egress.ts'

/** Every four bytes say where they are: a buffer that is filled again too early shows. */
const BULK = Buffer.from(Uint32Array.from({ length: 2_500_000 }, (_, n) => n).buffer)
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('much data through the egress proxy', () => {
  let folder: string
  let net: Internet
  let proxy: EgressProxy
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gh-bulk-'))
    net = await anInternet((ask, reply) => {
      if (ask.method === 'POST') return void digestOf(ask, 'quickly').then(digest => reply.end(digest))
      // The second half only later: what came first must be whole although more comes.
      reply.writeHead(200, ask.url === '/counted' ? { 'content-length': BULK.length } : {})
      reply.write(BULK.subarray(0, BULK.length / 2))
      setImmediate(() => reply.end(BULK.subarray(BULK.length / 2)))
    })
    net.names.set('allowed.test', ['93.184.215.14'])
    const domains = () => ['allowed.test']
    proxy = await openEgressProxy({
      socketPath: join(folder, 's'),
      agent: 'main',
      domains,
      outside: net.outside,
      audit: () => {},
    })
  })
  afterAll(() => {
    agent.destroy()
    proxy.close()
    net.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const plain = (path: string) => request({ socketPath: proxy.socketPath, path: `http://allowed.test${path}`, agent })
  const inTunnel = async (path: string, method = 'GET'): Promise<ClientRequest> => {
    const opening = request({ socketPath: proxy.socketPath, method: 'CONNECT', path: 'allowed.test:443' }).end()
    const [, socket] = (await once(opening, 'connect')) as [unknown, Socket]
    const tls = connectTls({ socket, servername: 'allowed.test', ca: net.ca })
    return requestOverTls({ createConnection: () => tls, host: 'allowed.test', path, method })
  }

  it.each([
    ['over HTTP, its length known', 'quickly', async () => plain('/counted').end()],
    ['over HTTP on the same connection, in chunks', 'slowly', async () => plain('/chunks').end()],
    ['through a tunnel', 'quickly', async () => (await inTunnel('/counted')).end()],
    ['through a tunnel', 'slowly', async () => (await inTunnel('/chunks')).end()],
  ] as const)('arrives %s, taken %s, to the last byte and in order', async (_how, pace, ask) => {
    const [answer] = (await once(await ask(), 'response')) as [IncomingMessage]
    expect(await digestOf(answer, pace)).toBe(sum(BULK))
  })

  it('several at once do not mix', async () => {
    const asks = await Promise.all([
      inTunnel('/a'),
      inTunnel('/b'),
      request(plainApart('/c')),
      request(plainApart('/d')),
    ])
    const sums = asks.map(async ask =>
      digestOf(((await once(ask.end(), 'response')) as [IncomingMessage])[0], 'slowly'),
    )
    expect(await Promise.all(sums)).toEqual([sum(BULK), sum(BULK), sum(BULK), sum(BULK)])
  })

  it('goes out whole, too', async () => {
    for (const ask of [await inTunnel('/', 'POST'), request({ ...plainApart('/'), method: 'POST' })]) {
      const [answer] = (await once(ask.end(BULK), 'response')) as [IncomingMessage]
      expect(await textOf(answer)).toBe(sum(BULK))
    }
  })

  const plainApart = (path: string) => ({ socketPath: proxy.socketPath, path: `http://allowed.test${path}` })
})

async function digestOf(from: IncomingMessage, pace: 'quickly' | 'slowly'): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of from) {
    hash.update(piece)
    if (pace === 'slowly') await new Promise(resolve => setTimeout(resolve, 1))
  }
  return hash.digest('hex')
}
