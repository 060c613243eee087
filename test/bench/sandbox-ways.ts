/** The parts of `npm run bench:sandbox` that need no engine: the way out and the file tools. */
import { execFileSync, spawn } from 'node:child_process'
import {
  closeSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as secure } from 'node:tls'
import { Worker } from 'node:worker_threads'
import { openEgressProxy } from '../../src-main/sandbox/node/egress-proxy.ts'
import { WorkspaceFiles } from '../../src-main/sandbox/node/workspace-files.ts'
import { missingCommand } from '../kit/child.ts'
import { anInternet } from '../kit/egress.ts'
import { goal, head, interleaved, onIdle, p50, rounds, row } from './timing.ts'

/** Requests through the egress proxy, beside the same without it. */
export async function proxy() {
  const folder = mkdtempSync(join(tmpdir(), 'gh-bench-'))
  const server = createServer((_ask, reply) => void reply.end('ok'))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const opened = await openEgressProxy({
    socketPath: join(folder, 's'),
    agent: 'bench',
    domains: () => ['bench.test'],
    outside: {
      resolve: async () => ['93.184.215.14'],
      connect: (_address, _port, onread) => connect({ host: '127.0.0.1', port, noDelay: true, onread }),
    },
    audit: () => {},
  })
  const [direct, through] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })]
  const ask = (options: object) =>
    new Promise<void>((done, fail) =>
      request(options, reply => reply.resume().on('end', done))
        .on('error', fail)
        .end(),
    )
  head('A request through the egress proxy, connection kept')
  const [plain = [], proxied = []] = await interleaved(rounds * 3, [
    () => ask({ host: '127.0.0.1', port, path: '/', agent: direct }),
    () => ask({ socketPath: opened.socketPath, path: 'http://bench.test/', agent: through }),
  ])
  row('floor: direct', plain)
  row('ours: through the proxy', proxied)
  goal('11 kept connection, beside direct', p50(proxied) / p50(plain), 3)
  onIdle('11 added by the proxy, ms', p50(proxied) - p50(plain), 0.5)
  for (const agent of [direct, through]) agent.destroy()
  opened.close()
  server.close()
  rmSync(folder, { recursive: true })
}

/** Much data through the proxy, whose two ends have threads of their own. */
export async function bulk() {
  const folder = mkdtempSync(join(tmpdir(), 'gh-bench-'))
  const end = (role: 'server' | 'client') => new Worker(new URL('./bulk-end.ts', import.meta.url), { workerData: role })
  const [server, client] = [end('server'), end('client')]
  const port = await new Promise<number>(done => server.once('message', done))
  const opened = await openEgressProxy({
    socketPath: join(folder, 's'),
    agent: 'bench',
    domains: () => ['bench.test'],
    outside: {
      resolve: async () => ['93.184.215.14'],
      connect: (_address, _port, onread) => connect({ host: '127.0.0.1', port, noDelay: true, onread }),
    },
    audit: () => {},
  })
  const fetch = (options: object) => () =>
    new Promise<unknown>(done => client.once('message', done).postMessage(options))
  const [plain = [], proxied = []] = await interleaved(5, [
    fetch({ host: '127.0.0.1', port, path: '/' }),
    fetch({ socketPath: opened.socketPath, path: 'http://bench.test/' }),
  ])
  const rate = (times: number[]) => 200_000 / p50(times)
  console.log(`\n200 MB: direct ${rate(plain).toFixed(0)} MB/s, through the proxy ${rate(proxied).toFixed(0)} MB/s`)
  goal('12 beside direct', rate(proxied) / rate(plain), 0.5, 'least')
  onIdle('12 MB/s', rate(proxied), 300, 'least')
  opened.close()
  await Promise.all([server.terminate(), client.terminate()])
  rmSync(folder, { recursive: true })
}

/** A new connection each time: CONNECT, the greeting that is read, TLS, one request. */
export async function tunnels() {
  const folder = mkdtempSync(join(tmpdir(), 'gh-bench-'))
  const net = await anInternet()
  net.names.set('allowed.test', ['93.184.215.14'])
  const opened = await openEgressProxy({
    socketPath: join(folder, 's'),
    agent: 'bench',
    domains: () => ['allowed.test'],
    outside: net.outside,
    audit: () => {},
  })
  const talk = (socket: Socket) =>
    new Promise<void>((done, fail) => {
      const tunnel = secure({ socket, servername: 'allowed.test', ca: net.ca })
      tunnel
        .on('error', fail)
        .resume()
        .on('close', () => done())
      tunnel.write('GET / HTTP/1.1\r\nHost: allowed.test\r\nConnection: close\r\n\r\n')
    })
  const through = () =>
    new Promise<void>((done, fail) =>
      request({ socketPath: opened.socketPath, method: 'CONNECT', path: 'allowed.test:443' })
        .on('connect', (_reply, socket) => void talk(socket).then(done, fail))
        .on('error', fail)
        .end(),
    )
  head('CONNECT and TLS, a new connection each time')
  const [plain = [], proxied = []] = await interleaved(rounds, [() => talk(net.direct()), through])
  row('floor: direct', plain)
  row('ours: through the proxy', proxied)
  goal('11 new tunnel, beside direct', p50(proxied) / p50(plain), 1.7)
  onIdle('11 added by the proxy, ms', p50(proxied) - p50(plain), 1.5)
  opened.close()
  net.close()
  rmSync(folder, { recursive: true })
}

/** One small file, read five hundred times a round. Processor time: a read that is interrupted is not a slow read. */
export async function files() {
  const root = mkdtempSync(join(tmpdir(), 'gh-bench-'))
  mkdirSync(join(root, 'd'))
  const file = join(root, 'd/f')
  writeFileSync(file, 'x'.repeat(2000))
  const tools = new WorkspaceFiles({ root, inside: '/workspace', access: 'rw', owner: null })
  const acts = [
    () => readFileSync(file, 'utf8').split('\n'),
    () => {
      const fd = openSync(file, 'r')
      const bytes = Buffer.allocUnsafe(fstatSync(fd).size + 1)
      const length = readSync(fd, bytes, 0, bytes.length, null)
      closeSync(fd)
      return bytes.subarray(0, length).toString('utf8').split('\n')
    },
    () => tools.read('d/f'),
    () => tools.read('d/../d/f'),
  ]
  const times: number[][] = acts.map(() => [])
  for (let round = 0; round < 60; round++) {
    for (const [index, act] of acts.entries()) {
      const before = process.cpuUsage()
      for (let n = 0; n < 500; n++) act()
      const { user, system } = process.cpuUsage(before)
      if (round >= 10) times[index]?.push((user + system) / 500)
    }
  }
  const [plain = [], stepwise = [], confined = [], walked = []] = times
  head('Reading a file in the workspace', 'µs of processor time')
  row('floor: readFileSync, one call into the runtime', plain)
  row('floor: open, fstat, read, close, decode', stepwise)
  row('ours: opened in one step that follows no link', confined)
  row('ours: a path with .., walked name by name', walked)
  goal('17 in µs', p50(confined), 25)
  goal('17 beside readFileSync', p50(confined) / p50(plain), 1.5)
  console.log(`  beside the same steps without a wall: ${(p50(confined) / p50(stepwise)).toFixed(2)}`)
  rmSync(root, { recursive: true })
}

/** The tightest attack there is: two names exchanged in one system call, as fast as a second processor can. */
export async function attack() {
  if (missingCommand(['gcc']) !== null) return console.log('\nNo compiler here: goal 16 not measured')
  const top = mkdtempSync(join(tmpdir(), 'gh-bench-'))
  const root = join(top, 'ws')
  for (const folder of ['ws/d', 'evil']) mkdirSync(join(top, folder), { recursive: true })
  writeFileSync(join(root, 'd/f'), 'inside')
  writeFileSync(join(top, 'evil/f'), 'SECRET')
  execFileSync('ln', ['-s', '../evil', join(root, 'l')])
  const source =
    '#define _GNU_SOURCE\n#include <fcntl.h>\n#include <stdio.h>\nint main(void){for(;;)renameat2(-100,"d",-100,"l",2);}\n'
  writeFileSync(join(top, 'a.c'), source)
  execFileSync('gcc', ['-O1', '-o', join(top, 'a'), join(top, 'a.c')])
  const attacker = spawn(join(top, 'a'), { cwd: root, stdio: 'ignore' })
  const writeEvery = Number(process.env['BENCH_WRITE_EVERY'] ?? 2)
  const tries = Number(process.env['BENCH_TRIES'] ?? 100_000)
  const tools = new WorkspaceFiles({ root, inside: '/workspace', access: 'rw', owner: null })
  const seen = { inside: 0, refused: 0, leaked: 0, written: 0 }
  for (let n = 0; n < tries; n++) {
    const read = tools.read(n % 2 === 0 ? 'd/f' : 'd/../d/f') // opened in one step, and walked name by name
    if (!read.ok) seen.refused += 1
    else if (read.text === 'inside') seen.inside += 1
    else seen.leaked += 1
    if (n % writeEvery === 0 && tools.write('d/g', 'mine').ok) seen.written += 1
  }
  attacker.kill('SIGKILL')
  const outside = execFileSync('ls', [join(top, 'evil')], { encoding: 'utf8' }).trim()
  console.log(
    `\n${tries} reads and ${Math.ceil(tries / writeEvery)} writes under attack: ${seen.inside} inside, ${seen.refused} refused, ${seen.leaked} leaked; ${seen.written} written, outside: ${outside === 'f' ? 'nothing' : outside}`,
  )
  goal('16 leaks', seen.leaked + (outside === 'f' ? 0 : 1), 0)
  rmSync(top, { recursive: true })
}
