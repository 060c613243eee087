import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { SandboxConfig } from '../../../src-main/contract/model/sandbox.ts'
import { type Child, endChild, missingCommand, startChild, until } from '../../kit/child.ts'
import { anEngine, type Engine, engineMissing } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aSandboxRoom, type SandboxRoom, shell } from '../../kit/sandboxes.ts'
import { anSshServer, type SshServer, sshMissing } from '../../kit/sshd.ts'

/** The engine as another machine would offer it: by TCP only. */
async function onTcp(socketPath: string): Promise<{ address: string; server: Server }> {
  const server = createServer({ allowHalfOpen: true }, client => {
    const engine = connect({ path: socketPath, allowHalfOpen: true })
    client.pipe(engine).pipe(client)
    for (const [one, other] of [[client, engine] as const, [engine, client] as const])
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return { address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

describeWhere(engineMissing())('a Docker engine elsewhere', () => {
  let engine: Engine
  let remote: { address: string; server: Server }
  let room: SandboxRoom
  const open = (settings: Partial<SandboxConfig> = {}) => {
    room = aSandboxRoom('unix:///nowhere', { backend: 'remote-docker', remoteDocker: remote.address, ...settings })
    return room.sandboxes
  }

  beforeAll(async () => {
    engine = await anEngine()
    remote = await onTcp(engine.socketPath)
  })
  afterEach(() => room.close())
  afterAll(async () => {
    remote.server.close()
    await engine.stop()
  })

  it('runs commands in its own empty workspace, streams and ends them, and dies with its stream', async () => {
    const sandbox = await open().forAgent('main', 's')
    expect(await sandbox.run(shell('pwd; ls; echo x > kept; cat kept'))).toMatchObject({ stdout: '/workspace\nx\n' })
    expect(sandbox.where).toMatch(/^Docker sandbox on another machine of agent main/)
    expect(sandbox.info()).toMatchObject({ backend: 'remote-docker', initPid: null })
    const late = await sandbox.run(shell('setsid sleep 4151 & sleep 4151', { timeoutMs: 200 }))
    expect(late).toMatchObject({ outcome: 'timed-out' })
    expect((await sandbox.run(shell('ps -o args | grep -c "[s]leep 4151"'))).stdout).toBe('0\n')
    const running = sandbox.run(shell('sleep 4152'))
    room.sandboxes.endAll()
    expect(await running).toMatchObject({ outcome: 'killed', why: expect.stringContaining('The sandbox ended') })
  })

  it('shares no folder of this machine, and says so, to file tools too', async () => {
    const sandboxes = open({ binds: [{ from: '/srv', to: '/data', access: 'ro' }] })
    await expect(sandboxes.forAgent('main', 's')).rejects.toThrow('cannot be shared with a sandbox on another one')
    const why = expect.stringContaining('the commands of this agent run on another machine, and so are its files')
    const files = await sandboxes.files('main', 's')
    expect(files.read('a')).toEqual({ ok: false, code: 'elsewhere', why })
    expect(files.write('b/c', 'x')).toEqual({ ok: false, code: 'elsewhere', why })
    const { facts } = await sandboxes.explain('main')
    expect(facts.find(each => each.label === 'Workspace')?.value).toContain('on that machine')
    expect(facts.find(each => each.label === 'Network')?.value).toBe('none')
  })

  it('is chosen by auto where this machine has none, and only as long as it answers', async () => {
    const settings = { backend: 'auto', remoteDocker: remote.address } as const
    expect(await open(settings).choose('main', { session: 's' })).toMatchObject({ backend: 'remote-docker' })
    await room.close()
    const gone = await open({ remoteDocker: 'tcp://127.0.0.1:1' }).choose('main', { session: 's' })
    expect(gone).toEqual({ backend: null, why: 'The Docker engine does not run. Start Docker.' })
  })

  it('over an open network is refused before anything is sent', async () => {
    const sandboxes = open({ remoteDocker: 'tcp://192.0.2.1:2375' })
    await expect(sandboxes.forAgent('main', 's')).rejects.toThrow(
      'Everybody on the way could speak for the Docker engine',
    )
  })
})

const agentMissing = missingCommand(['ssh-agent', 'ssh-add'])
const missing = engineMissing() ?? sshMissing() ?? (agentMissing === null ? null : `needs "${agentMissing}"`)
describeWhere(missing)('a Docker engine over SSH', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gh-dial-'))
  const before = process.env['SSH_AUTH_SOCK']
  let engine: Engine
  let server: SshServer
  let keys: Child
  let room: SandboxRoom
  const open = () => {
    const { user, port, hostKey } = server.target
    const remoteDocker = `ssh://${user}@127.0.0.1:${port}#${hostKey}`
    room = aSandboxRoom('unix:///nowhere', { backend: 'remote-docker', remoteDocker })
    return room.sandboxes
  }

  beforeAll(async () => {
    engine = await anEngine()
    // What "docker system dial-stdio" is on the other machine: its engine's socket on the session's streams.
    const dial = `const s=require('net').connect({path:'${engine.socketPath}',allowHalfOpen:true});process.stdin.pipe(s).pipe(process.stdout)`
    writeFileSync(join(folder, 'dial.cjs'), dial)
    server = await anSshServer(`${process.execPath} ${join(folder, 'dial.cjs')}`)
    const socket = join(folder, 'agent')
    keys = startChild('ssh-agent', ['-D', '-a', socket])
    const env = { ...process.env, SSH_AUTH_SOCK: socket }
    const add = () => execFileSync('ssh-add', ['-q', server.target.keyFile ?? ''], { env, stdio: 'ignore' })
    await until('the key to be taken', () => {
      try {
        add()
        return true
      } catch {
        return false // the agent does not listen yet
      }
    })
    process.env['SSH_AUTH_SOCK'] = socket
  })
  afterEach(() => room.close())
  afterAll(async () => {
    if (before === undefined) delete process.env['SSH_AUTH_SOCK']
    else process.env['SSH_AUTH_SOCK'] = before
    await endChild(keys)
    await server.stop()
    await engine.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('runs commands there', async () => {
    const sandbox = await open().forAgent('main', 's')
    expect(await sandbox.run(shell('echo over there'))).toMatchObject({ stdout: 'over there\n' })
  })

  it('sends nothing when the machine shows another key', async () => {
    await server.impostor()
    await expect(open().forAgent('main', 's')).rejects.toThrow('shows another host key than the pinned one')
  })
})
