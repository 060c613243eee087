import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { SandboxConfig } from '../../../src-main/contract/model/sandbox.ts'
import type { Sandbox } from '../../../src-main/sandbox/core/backend.ts'
import { findBusybox } from '../../../src-main/sandbox/node/base-image.ts'
import { isAlive, until } from '../../kit/child.ts'
import { anEngine, type Engine, engineMissing } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { argv, aSandboxRoom, type SandboxRoom, shell } from '../../kit/sandboxes.ts'

const missing = engineMissing() ?? (findBusybox() === null ? 'needs a static busybox' : null)

describeWhere(missing)('a container in which no agent of ours can run', () => {
  let engine: Engine
  let room: SandboxRoom
  const open = async (settings: Partial<SandboxConfig> = {}): Promise<Sandbox> => {
    room = aSandboxRoom(engine.dockerHost, settings, { agents: () => null })
    return room.sandboxes.forAgent('main', 's')
  }
  const count = (sandbox: Sandbox, seconds: number) =>
    sandbox.run(shell(`ps -o args | grep -c "[s]leep ${seconds}"`)).then(result => result.stdout)

  beforeAll(async () => {
    engine = await anEngine()
  })
  afterEach(() => room.close())
  afterAll(() => engine.stop())

  it('is explained', async () => {
    room = aSandboxRoom(engine.dockerHost, { backend: 'auto' }, { agents: () => null })
    const explained = await room.sandboxes.explain('main')
    expect(explained).toMatchObject({ backend: 'docker' })
    expect(explained.why).toMatch(/There is no exec agent for \S+: commands go through the engine/)
  })

  it('answers as every sandbox does: output, exit code, arguments, input, streams, and why a start failed', async () => {
    const sandbox = await open()
    expect(await sandbox.run(shell('pwd; echo oops >&2; exit 3'))).toMatchObject({
      outcome: 'exited',
      exitCode: 3,
      stdout: '/workspace\n',
      stderr: 'oops\n',
      where: sandbox.where,
    })
    expect((await sandbox.run(argv('printf', '%s|', '$HOME', 'a b', '`id`', "'"))).stdout).toBe("$HOME|a b|`id`|'|")
    expect((await sandbox.run({ ...argv('cat'), stdin: 'one\ntwo' })).stdout).toBe('one\ntwo')
    expect(await sandbox.run(argv('no-such-program'))).toMatchObject({
      outcome: 'failed',
      stdout: '',
      why: 'no-such-program does not exist in the sandbox, or its folder does not (folder .).',
    })
    expect((await sandbox.run(argv('printf', 'OCI runtime is a phrase'))).stdout).toBe('OCI runtime is a phrase')
    await expect(sandbox.run(shell('echo a\0b'))).resolves.toMatchObject({ outcome: 'failed' })
    const seen: string[] = []
    const onOutput = (piece: { bytes: Uint8Array }) => void seen.push(Buffer.from(piece.bytes).toString())
    await sandbox.run(shell('echo 1; sleep 0.3; echo 2'), { onOutput })
    expect(seen).toEqual(['1\n', '2\n'])
    const long = await sandbox.run(shell('seq 1 100000', { outputCap: 1000 }))
    expect(long.truncated && long.stdout.endsWith('99999\n100000\n')).toBe(true)
  })

  it('has the same walls', async () => {
    const sandbox = await open()
    const look = 'id -u; grep -E "CapEff|NoNewPrivs" /proc/self/status; ls /proc/1/fd; kill -9 1; echo x > /etc/x'
    const result = await sandbox.run(shell(look))
    expect(result.stdout).toMatch(/^[1-9]\d*\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\n/)
    expect(result.stderr).toMatch(/\/proc\/1\/fd.*Permission denied[\s\S]*kill[\s\S]*not permitted[\s\S]*Read-only/)
    const found = []
    for await (const probe of room.sandboxes.verify('main')) if (probe.backend === 'docker') found.push(probe)
    expect(found.filter(each => each.verdict !== 'holds')).toEqual([])
    expect(found).toHaveLength(12)
  })

  it('ends whole with a command whose time is over, however that hid, and the next command gets a new one', async () => {
    const sandbox = await open()
    const pid = sandbox.info().initPid ?? 0
    const hide = 'trap "" TERM; setsid sh -c "trap \'\' TERM; sleep 4141; :" & sleep 4141'
    expect(await sandbox.run(shell(hide, { timeoutMs: 300 }))).toMatchObject({
      outcome: 'timed-out',
      exitCode: null,
      why: expect.stringContaining('ran longer than 0.3 s'),
    })
    await until('its first process to be gone', () => !isAlive(pid), 3000)
    const next = await room.sandboxes.forAgent('main', 's')
    expect(next).not.toBe(sandbox)
    expect(await count(next, 4141)).toBe('0\n')
  })

  it('ends when a command left something running, unless the plan says to keep it', async () => {
    const sandbox = await open()
    expect(
      await sandbox.run(shell('sleep 4142 > /dev/null 2>&1 & echo started', { background: 'keep' })),
    ).toMatchObject({
      stdout: 'started\n',
    })
    expect(await count(sandbox, 4142)).toBe('1\n')
    await sandbox.close()
    const next = await room.sandboxes.forAgent('main', 's')
    expect(await next.run(shell('setsid sleep 4143 > /dev/null 2>&1 & echo started'))).toMatchObject({
      outcome: 'exited',
      stdout: 'started\n',
    })
    expect(next.info().state).toBe('gone')
  })

  it('opens a terminal, resizes it, and ends it without ending the rest', async () => {
    const sandbox = await open()
    const terminal = await sandbox.openTerminal({ rows: 30, cols: 90 })
    let text = ''
    terminal.onData(bytes => (text += Buffer.from(bytes).toString()))
    const sizeIs = (size: string) => () => {
      terminal.write('stty size\r')
      return text.includes(size)
    }
    await until('its size', sizeIs('30 90'))
    terminal.resize({ rows: 50, cols: 132 })
    await until('the new size', sizeIs('50 132'))
    const ended = new Promise(resolve => terminal.onEnd(resolve))
    terminal.end()
    await ended
    expect(await sandbox.run(shell('echo still here'))).toMatchObject({ stdout: 'still here\n' })
  })

  it('dies with its stream', async () => {
    const sandbox = await open()
    const pid = sandbox.info().initPid ?? 0
    const running = sandbox.run(shell('setsid sleep 4144 & sleep 4144'))
    room.sandboxes.endAll()
    expect(await running).toMatchObject({ outcome: 'killed', why: expect.stringContaining('The sandbox ended') })
    await until('its first process to be gone', () => !isAlive(pid), 3000)
  })
})
