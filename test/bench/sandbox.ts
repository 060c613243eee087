/**
 * What a sandboxed command costs, beside the plain tool and the floor in the same run: `npm run bench:sandbox`.
 * The goals are the ratios; the absolute numbers are those of the machine it runs on. Rounds are interleaved, so that
 * a busy moment of the machine hits every row alike.
 */
import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import Docker from 'dockerode'
import type { Sandbox } from '../../src-main/sandbox/core/backend.ts'
import { ensureBaseImage, findBusybox } from '../../src-main/sandbox/node/base-image.ts'
import { agentProgram } from '../../src-main/sandbox/node/resources.ts'
import { missingCommand } from '../kit/child.ts'
import { anEngine } from '../kit/engine.ts'
import { argv, aSandboxRoom } from '../kit/sandboxes.ts'
import { anSshServer, sshMissing } from '../kit/sshd.ts'
import { attack, bulk, files, proxy, tunnels } from './sandbox-ways.ts'
import { goal, head, interleaved, missedGoals, onIdle, p50, p95, pace, rounds, row } from './timing.ts'

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
  onIdle('1 p50 in ms', p50(agent), 1)
  onIdle('1 p95 in ms', p95(agent), 5)
  goal('1 beside docker exec', p50(agent) / p50(exec), 1 / 30)
  const [rate, plain] = [await perSecond(ours(sandbox), rounds * 10), await perSecond(() => dockerExec(container), 40)]
  console.log(`\nEight at once: ours ${rate.toFixed(0)} a second, docker exec ${plain.toFixed(0)} a second`)
  goal('2 beside docker exec', rate / plain, 20, 'least')
  onIdle('2 a second', rate, 1000, 'least')
  pace(spawned)
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
  onIdle('14 p50 in ms', p50(agent), 1.5)
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
  const [pooled, warm, cold, plain] = [[] as number[], [] as number[], [] as number[], [] as number[]]
  for (let round = 0; round < 12; round++) {
    await room.sandboxes.warm('main')
    let from = performance.now()
    const sandbox = await room.sandboxes.forAgent('main', `p${round}`)
    await ours(sandbox)()
    pooled.push(performance.now() - from)
    from = performance.now()
    await ours(sandbox)()
    warm.push(performance.now() - from)
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
  row('the next command in it', warm)
  goal('3 beside a command in a running sandbox', p50(pooled) / p50(warm), 2)
  onIdle('3 p50 in ms', p50(pooled), 2)
  onIdle('3 p95 in ms', p95(pooled), 10)
  goal('4 beside create and start', p50(cold) / p50(plain), 1.1)
  onIdle('4 p95 in ms', p95(cold), 400)
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
  onIdle('24 p50 in ms', p50(made), 1000)
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
  const [execs = [], agents = []] = await interleaved(Math.ceil(rounds / 8), [exec, ours(sandbox)])
  const [clis = []] = await interleaved(5, [cli])
  row('plain tool: ssh command line, new connection', clis)
  row('plain tool: ssh2 exec on an open connection', execs)
  row('ours: exec agent on an open connection', agents)
  goal('25 beside ssh2 exec', p50(agents) / p50(execs), 1)
  onIdle('25 agent p50 in ms', p50(agents), 2)
  client.end()
  await room.close()
  await server.stop()
}

const parts: Record<string, (docker: Docker, host: string) => Promise<unknown>> = {
  commands,
  processes,
  starts,
  image: imageReady,
  ssh,
  proxy,
  bulk,
  tunnels,
  files,
  attack,
}
const asked = process.argv.slice(2)
const unknown = asked.filter(name => parts[name] === undefined)
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`)

const engine = await anEngine()
try {
  const docker = new Docker({ socketPath: engine.socketPath })
  for (const [name, part] of Object.entries(parts))
    if (asked.length === 0 || asked.includes(name)) await part(docker, engine.dockerHost)
} finally {
  await engine.stop()
}
console.log(missedGoals() === 0 ? '\nEvery goal is met.' : `\n${missedGoals()} goals missed.`)
process.exitCode = missedGoals() === 0 ? 0 : 1
