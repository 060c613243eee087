/**
 * What a sandboxed command costs, beside the plain tool and the floor in the same run: `npm run bench:sandbox`.
 * The goals are the ratios; the absolute numbers are those of the machine it runs on. Rounds are interleaved, so that
 * a busy moment of the machine hits every row alike.
 */
import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Docker from 'dockerode'
import type { Sandbox } from '../../src-main/sandbox/core/backend.ts'
import { ensureBaseImage, findBusybox } from '../../src-main/sandbox/node/base-image.ts'
import { openEgressProxy } from '../../src-main/sandbox/node/egress-proxy.ts'
import { agentProgram } from '../../src-main/sandbox/node/resources.ts'
import { WorkspaceFiles } from '../../src-main/sandbox/node/workspace-files.ts'
import { missingCommand } from '../kit/child.ts'
import { anEngine } from '../kit/engine.ts'
import { argv, aSandboxRoom } from '../kit/sandboxes.ts'
import { anSshServer, sshMissing } from '../kit/sshd.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 200)
let missed = 0

const at = (times: number[], part: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
const p50 = (times: number[]) => at(times, 0.5)
const row = (what: string, times: number[]) =>
  console.log(`  ${what.padEnd(58)}${[0.5, 0.95, 1].map(part => at(times, part).toFixed(2).padStart(10)).join('')}`)
const head = (title: string, unit = 'ms') =>
  console.log(`\n${`${title} (${unit})`.padEnd(60)}${['p50', 'p95', 'max'].map(name => name.padStart(10)).join('')}`)
const goal = (name: string, value: number, limit: number, at: 'most' | 'least' = 'most') => {
  const met = at === 'most' ? value <= limit : value >= limit
  if (!met) missed += 1
  console.log(`  ${met ? 'met   ' : 'MISSED'} ${name}: ${value.toFixed(2)} (at ${at} ${limit})`)
}

/** Runs each act in turn, round after round, and answers with the times of each. */
async function interleaved(count: number, acts: (() => Promise<unknown>)[]): Promise<number[][]> {
  const times: number[][] = acts.map(() => [])
  for (const act of acts) for (let warm = 0; warm < 3; warm++) await act()
  for (let round = 0; round < count; round++) {
    for (const [index, act] of acts.entries()) {
      const from = performance.now()
      await act()
      times[index]?.push(performance.now() - from)
    }
  }
  return times
}

async function perSecond(act: () => Promise<unknown>, count: number): Promise<number> {
  const from = performance.now()
  let left = count
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left-- > 0) await act()
    }),
  )
  return (count * 1000) / (performance.now() - from)
}

const plainSpawn = () =>
  new Promise<void>((done, fail) => {
    const child = spawn('/bin/echo', ['hi'])
    child.stdout.resume()
    child.on('close', code => (code === 0 ? done() : fail(new Error(String(code)))))
  })

const ours = (sandbox: Sandbox) => async () => {
  const result = await sandbox.run(argv('echo', 'hi'))
  if (result.stdout !== 'hi\n') throw new Error(JSON.stringify(result))
}

async function dockerExec(container: Docker.Container): Promise<void> {
  const exec = await container.exec({ Cmd: ['echo', 'hi'], AttachStdout: true, AttachStderr: true })
  const stream = await exec.start({})
  stream.resume()
  await new Promise(done => stream.on('end', done))
  if ((await exec.inspect()).ExitCode !== 0) throw new Error('docker exec failed')
}

async function commands(docker: Docker, host: string) {
  const room = aSandboxRoom(host)
  const sandbox = await room.sandboxes.forAgent('main', 's')
  const container = docker.getContainer(sandbox.info().id)
  head('A trivial command')
  const [spawned = [], agent = []] = await interleaved(rounds, [plainSpawn, ours(sandbox)])
  const [exec = []] = await interleaved(Math.ceil(rounds / 8), [() => dockerExec(container)])
  row('floor: child_process.spawn, no sandbox', spawned)
  row('plain tool: docker exec by the API', exec)
  row('ours: warm container, exec agent', agent)
  goal('1 beside spawn', p50(agent) / p50(spawned), 1)
  goal('1 beside docker exec', p50(agent) / p50(exec), 1 / 30)
  const [rate, plain] = [await perSecond(ours(sandbox), rounds * 10), await perSecond(() => dockerExec(container), 40)]
  console.log(`\nEight at once: ours ${rate.toFixed(0)} a second, docker exec ${plain.toFixed(0)} a second`)
  goal('2 beside docker exec', rate / plain, 20, 'least')
  await room.close()
}

async function processes() {
  if (missingCommand(['bwrap', 'prlimit']) !== null) return console.log('\nNo bubblewrap here: goal 14 not measured')
  const room = aSandboxRoom(undefined, { backend: 'process' })
  const sandbox = await room.sandboxes.forAgent('main', 's')
  const wrapped = () =>
    new Promise<void>((done, fail) => {
      const options = ['--unshare-all', '--ro-bind', '/', '/', '--', '/bin/echo', 'hi']
      execFile('bwrap', options, error => (error ? fail(error) : done()))
    })
  head('A trivial command without Docker')
  const [spawned = [], bare = [], agent = []] = await interleaved(rounds, [plainSpawn, wrapped, ours(sandbox)])
  row('floor: child_process.spawn, no sandbox', spawned)
  row('plain tool: bubblewrap for each command', bare)
  row('ours: one bubblewrap, held by the exec agent', agent)
  goal('14 beside spawn', p50(agent) / p50(spawned), 1)
  await room.close()
}

async function starts(docker: Docker, host: string) {
  const room = aSandboxRoom(host, { scope: 'session', workspace: 'none' })
  const image = await ensureBaseImage(docker, agentProgram(process.arch) ?? '', findBusybox() ?? '')
  const raw = async () => {
    const HostConfig = { NetworkMode: 'none', ReadonlyRootfs: true, LogConfig: { Type: 'none', Config: {} } }
    const container = await docker.createContainer({ Image: image, Entrypoint: ['/bin/sleep', '60'], HostConfig })
    await container.start()
    return container
  }
  await room.sandboxes.forAgent('main', 'first')
  const [pooled, cold, plain] = [[] as number[], [] as number[], [] as number[]]
  for (let round = 0; round < 12; round++) {
    await room.sandboxes.warm('main')
    let from = performance.now()
    await ours(await room.sandboxes.forAgent('main', `p${round}`))()
    pooled.push(performance.now() - from)
    await room.sandboxes.warm('main')
    await room.sandboxes.recreate('main')
    from = performance.now()
    const container = await raw()
    plain.push(performance.now() - from)
    await container.remove({ force: true })
  }
  const single = aSandboxRoom(host, { workspace: 'none' })
  for (let round = 0; round < 12; round++) {
    const from = performance.now()
    await ours(await single.sandboxes.forAgent('main', 's'))()
    cold.push(performance.now() - from)
    await single.sandboxes.recreate('main')
  }
  head('Session start, first answered command')
  row('floor: create and start a container, nothing run', plain)
  row('ours: nothing runs yet', cold)
  row('ours: from the pool', pooled)
  goal('3 p50 in ms', p50(pooled), 2)
  goal('4 beside create and start', p50(cold) / p50(plain), 1.1)
  await room.close()
  await single.close()
}

async function imageReady(docker: Docker) {
  const agent = agentProgram(process.arch) ?? ''
  const busybox = findBusybox() ?? ''
  const id = await ensureBaseImage(docker, agent, busybox)
  const saved: Buffer[] = []
  for await (const piece of await docker.getImage(id).get()) saved.push(Buffer.from(piece))
  const [made, loaded] = [[] as number[], [] as number[]]
  for (let round = 0; round < 5; round++) {
    await docker
      .getImage(id)
      .remove({ force: true })
      .catch(() => {})
    const again = await docker.listImages({ filters: { reference: ['gatehouse/sandbox'] } })
    for (const each of again) await docker.getImage(each.Id).remove({ force: true })
    let from = performance.now()
    await ensureBaseImage(docker, agent, busybox)
    made.push(performance.now() - from)
    for (const each of await docker.listImages({ filters: { reference: ['gatehouse/sandbox'] } }))
      await docker.getImage(each.Id).remove({ force: true })
    from = performance.now()
    await new Promise<void>((done, fail) =>
      docker.loadImage(Buffer.concat(saved) as unknown as string, {}, (error, stream) =>
        error || !stream
          ? fail(error)
          : docker.modem.followProgress(stream, failed => (failed ? fail(failed) : done())),
      ),
    )
    loaded.push(performance.now() - from)
  }
  head('The small image, from nothing')
  row('plain tool: docker load of the same image', loaded)
  row('ours: put together and imported', made)
  goal('24 beside docker load', p50(made) / p50(loaded), 1.1)
}

async function ssh() {
  if (sshMissing() !== null) return console.log('\nNo SSH server here: goal 25 not measured')
  const server = await anSshServer()
  const room = aSandboxRoom(undefined, { backend: 'ssh', ssh: server.target })
  const sandbox = await room.sandboxes.forAgent('main', 's')
  const { Client } = await import('ssh2')
  const client = new Client()
  const socket = connect({ host: '127.0.0.1', port: server.target.port, noDelay: true })
  await new Promise(done =>
    client
      .on('ready', () => done(null))
      .connect({ sock: socket, username: server.target.user, privateKey: readFileSync(server.target.keyFile ?? '') }),
  )
  client.setNoDelay(true)
  const exec = () =>
    new Promise<void>(done => client.exec('echo hi', (_error, channel) => channel.resume().on('close', () => done())))
  const cli = () =>
    new Promise<void>((done, fail) => {
      const options = [
        '-o',
        'StrictHostKeyChecking=no',
        '-o',
        'UserKnownHostsFile=/dev/null',
        '-i',
        server.target.keyFile ?? '',
        '-p',
        String(server.target.port),
        `${server.target.user}@127.0.0.1`,
        'echo',
        'hi',
      ]
      execFile('ssh', options, error => (error ? fail(error) : done()))
    })
  head('A trivial command over SSH, loopback')
  const [execs = [], agents = []] = await interleaved(rounds, [exec, ours(sandbox)])
  const [clis = []] = await interleaved(5, [cli])
  row('plain tool: ssh command line, new connection', clis)
  row('plain tool: ssh2 exec on an open connection', execs)
  row('ours: exec agent on an open connection', agents)
  goal('25 beside ssh2 exec', p50(agents) / p50(execs), 1)
  client.end()
  await room.close()
  await server.stop()
}

async function proxy() {
  const folder = mkdtempSync(join(tmpdir(), 'gh-bench-'))
  const chunk = Buffer.alloc(1 << 20)
  const server = createServer((ask, reply) => {
    if (ask.url !== '/bulk') return void reply.end('ok')
    let left = 200
    const more = () => {
      while (left-- > 0) if (!reply.write(chunk)) return void reply.once('drain', more)
      reply.end()
    }
    more()
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const opened = await openEgressProxy({
    socketPath: join(folder, 's'),
    agent: 'bench',
    domains: () => ['bench.test'],
    outside: {
      resolve: async () => ['93.184.215.14'],
      connect: () => connect({ host: '127.0.0.1', port, noDelay: true }),
    },
    audit: () => {},
  })
  const { Agent } = await import('node:http')
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
  goal('11 beside direct', p50(proxied) / p50(plain), 3)
  const [bulkDirect = [], bulkProxied = []] = await interleaved(3, [
    () => ask({ host: '127.0.0.1', port, path: '/bulk', agent: direct }),
    () => ask({ socketPath: opened.socketPath, path: 'http://bench.test/bulk', agent: through }),
  ])
  const rate = (times: number[]) => 200_000 / p50(times)
  console.log(
    `\n200 MB: direct ${rate(bulkDirect).toFixed(0)} MB/s, through the proxy ${rate(bulkProxied).toFixed(0)} MB/s`,
  )
  goal('12 beside direct', rate(bulkProxied) / rate(bulkDirect), 0.5, 'least')
  for (const agent of [direct, through]) agent.destroy()
  opened.close()
  server.close()
  rmSync(folder, { recursive: true })
}

async function files() {
  const root = mkdtempSync(join(tmpdir(), 'gh-bench-'))
  mkdirSync(join(root, 'd'))
  writeFileSync(join(root, 'd/f'), 'x'.repeat(2000))
  const tools = new WorkspaceFiles({ root, inside: '/workspace', access: 'rw', owner: null })
  const many = (act: () => void) => async () => {
    for (let n = 0; n < 500; n++) act()
  }
  const [plain = [], confined = []] = await interleaved(40, [
    many(() => readFileSync(join(root, 'd/f'), 'utf8').split('\n')),
    many(() => tools.read('d/f')),
  ])
  head('Reading a file in the workspace', 'µs')
  row(
    'floor: readFileSync',
    plain.map(ms => ms * 2),
  )
  row(
    'ours: walked name by name, nothing can lead out',
    confined.map(ms => ms * 2),
  )
  goal('17 in µs', p50(confined) * 2, 25)
  goal('17 beside readFileSync', p50(confined) / p50(plain), 1.5)
  rmSync(root, { recursive: true })
}

/** The tightest attack there is: two names exchanged in one system call, as fast as a second processor can. */
async function attack() {
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
  const tries = Number(process.env['BENCH_TRIES'] ?? 200_000)
  const tools = new WorkspaceFiles({ root, inside: '/workspace', access: 'rw', owner: null })
  const seen = { inside: 0, refused: 0, leaked: 0 }
  for (let n = 0; n < tries; n++) {
    const read = tools.read('d/f')
    if (!read.ok) seen.refused += 1
    else if (read.text === 'inside') seen.inside += 1
    else seen.leaked += 1
    if (n % 10 === 0) tools.write('d/g', 'mine')
  }
  attacker.kill('SIGKILL')
  const outside = execFileSync('ls', [join(top, 'evil')], { encoding: 'utf8' }).trim()
  console.log(
    `\n${tries} reads under attack: ${seen.inside} inside, ${seen.refused} refused, ${seen.leaked} leaked; written outside: ${outside === 'f' ? 'nothing' : outside}`,
  )
  goal('16 leaks', seen.leaked + (outside === 'f' ? 0 : 1), 0)
  rmSync(top, { recursive: true })
}

const engine = await anEngine()
try {
  const docker = new Docker({ socketPath: engine.socketPath })
  await commands(docker, engine.dockerHost)
  await processes()
  await starts(docker, engine.dockerHost)
  await imageReady(docker)
  await ssh()
  await proxy()
  await files()
  await attack()
} finally {
  await engine.stop()
}
console.log(missed === 0 ? '\nEvery goal is met.' : `\n${missed} goals missed.`)
process.exitCode = missed === 0 ? 0 : 1
