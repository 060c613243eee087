import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outside } from '../../src-main/sandbox/node/egress-proxy.ts'

/** A stand-in for the internet: names with addresses, and one HTTP and one HTTPS server behind all public ones. */
export type Internet = {
  readonly outside: Outside
  /** Name to its addresses; a test changes it to play a lying resolver. */
  readonly names: Map<string, string[]>
  /** Every connection that the proxy made, as `address:port`. */
  readonly reached: string[]
  /** What the servers were asked: method, host, path. */
  readonly asked: string[]
  /** The certificate authority of the HTTPS server. */
  readonly ca: string
  /** A connection to the HTTPS server with nothing in between. */
  direct(): Socket
  close(): void
}

/** Starts it; `answer` is what the servers say. */
export async function anInternet(answer?: (ask: IncomingMessage, reply: ServerResponse) => void): Promise<Internet> {
  const folder = mkdtempSync(join(tmpdir(), 'gh-net-'))
  const names = new Map<string, string[]>()
  const [reached, asked] = [[] as string[], [] as string[]]
  const reply = (ask: IncomingMessage, out: ServerResponse) => {
    asked.push(`${ask.method} ${ask.headers.host} ${ask.url}`)
    if (answer) answer(ask, out)
    else out.end('hello from outside')
  }
  const { key, cert } = certificate(folder)
  const servers: Server[] = [
    createServer({ keepAliveTimeout: 60_000 }, reply),
    createTlsServer({ key, cert }, reply) as unknown as Server,
  ]
  for (const server of servers) await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const portOf = (n: number) => (servers[n]?.address() as AddressInfo | undefined)?.port ?? 0
  return {
    names,
    reached,
    asked,
    ca: cert,
    direct: () => connect({ host: '127.0.0.1', port: portOf(1), noDelay: true }),
    outside: {
      resolve: async name => names.get(name) ?? [],
      connect: (address, port, onread) => {
        reached.push(`${address}:${port}`)
        return connect({ host: '127.0.0.1', port: port === 80 ? portOf(0) : portOf(1), noDelay: true, onread })
      },
    },
    close() {
      for (const server of servers) {
        server.close()
        server.closeAllConnections()
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function certificate(folder: string): { key: string; cert: string } {
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = 'subjectAltName=DNS:allowed.test,DNS:www.wild.test,DNS:other.test'
  const options = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=test',
  ]
  execFileSync('openssl', ['req', '-x509', ...options, '-keyout', keyFile, '-out', certFile, '-addext', names], {
    stdio: 'ignore',
  })
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') }
}

/** Sends raw bytes to a proxy socket and collects the answer until it ends or falls silent. */
export function speak(socketPath: string, text: string, silenceMs = 150): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(socketPath)
    let heard = ''
    let timer = setTimeout(() => socket.destroy(), 3000)
    socket.on('data', bytes => {
      heard += bytes.toString('latin1')
      clearTimeout(timer)
      timer = setTimeout(() => socket.destroy(), silenceMs)
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(heard)
    })
    socket.write(text)
  })
}
