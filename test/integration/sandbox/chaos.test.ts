import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Docker from 'dockerode'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { SandboxConfig } from '../../../src-main/contract/model/sandbox.ts'
import { isAlive, missingCommand, until } from '../../kit/child.ts'
import { aPrivateEngine, engineMissing, type PrivateEngine } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aSandboxRoom, type SandboxRoom, shell } from '../../kit/sandboxes.ts'

const missing =
  process.env['DOCKER_HOST'] === undefined || process.getuid?.() === 0 ? engineMissing() : 'needs an engine of its own'

describeWhere(missing)('when things break', () => {
  let engine: PrivateEngine
  let room: SandboxRoom
  const open = async (settings: Partial<SandboxConfig> = {}) => {
    // Shorter than the ten seconds of a real one: what is waited for here is the same agent.
    room = aSandboxRoom(engine.dockerHost, settings, { heartbeatSeconds: 4 })
    return room.sandboxes.forAgent('main', 's')
  }
  const limits = { memoryMb: 64, cpus: 1, processes: 40, openFiles: 256, tmpMb: 16 }

  beforeAll(async () => {
    engine = await aPrivateEngine()
  })
  afterEach(() => room.close())
  afterAll(() => engine.stop())

  it('a container that is killed from outside ends its command in words, and the next command works', async () => {
    const sandbox = await open()
    const running = sandbox.run(shell('sleep 61'))
    await new Docker({ socketPath: engine.socketPath }).getContainer(sandbox.info().id).kill()
    expect(await running).toMatchObject({
      outcome: 'killed',
      why: expect.stringContaining('next command gets a new sandbox'),
    })
    const next = await room.sandboxes.forAgent('main', 's')
    expect(await next.run(shell('echo back'))).toMatchObject({ stdout: 'back\n' })
    expect(room.events.map(each => each.what)).toEqual(['sandbox.started', 'sandbox.ended', 'sandbox.started'])
  })

  it('a fork bomb stays in its container, dies at its time, and leaves the sandbox usable', async () => {
    const sandbox = await open({ limits })
    const bomb = 'b() { b | b & }; b; sleep 60'
    // Only ever inside a container with a process limit: the limit is looked at before anything is started.
    const docker = new Docker({ socketPath: engine.socketPath })
    expect((await docker.getContainer(sandbox.info().id).inspect()).HostConfig.PidsLimit).toBe(40)
    const result = await sandbox.run(shell(bomb, { timeoutMs: 1000 }))
    expect(['timed-out', 'killed', 'exited']).toContain(result.outcome)
    expect(result.durationMs).toBeLessThan(9000)
    const next = await room.sandboxes.forAgent('main', 's')
    expect(await next.run(shell('echo alive; ps -o args | grep -c "[s]leep 60"'))).toMatchObject({
      stdout: 'alive\n0\n',
    })
  })

  it('a memory hog is killed, and the sandbox is not', async () => {
    const sandbox = await open({ limits })
    const result = await sandbox.run(shell('x=a; while :; do x=$x$x; done', { timeoutMs: 20_000 }))
    expect(result.outcome).toBe('killed')
    expect(result.why).toMatch(/memory/)
    expect(sandbox.info().state).toBe('running')
    expect(await sandbox.run(shell('echo alive'))).toMatchObject({ stdout: 'alive\n' })
  })

  it('an output flood is cut off, costs bounded memory, and other commands go on beside it', async () => {
    const sandbox = await open()
    const before = process.memoryUsage().rss
    const flood = sandbox.run(shell('yes', { outputCap: 100_000, timeoutMs: 20_000 }))
    await sleep(50)
    const beside = performance.now()
    expect(await sandbox.run(shell('echo beside'))).toMatchObject({ stdout: 'beside\n' })
    expect(performance.now() - beside).toBeLessThan(1000)
    const result = await flood
    expect(result).toMatchObject({
      outcome: 'killed',
      truncated: true,
      why: expect.stringContaining('printed far more'),
    })
    expect(result.stdout.length).toBeLessThan(101_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  })

  it('a full disk in the workspace is said in words by file tools, and what was there stays', async () => {
    const small = `/mnt/gh-small-${process.pid}`
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=0777', 'gh-test', small])
    try {
      room = aSandboxRoom(engine.dockerHost, {}, { workspaceOf: () => small })
      const files = await room.sandboxes.files('main', 's')
      expect(files.write('a', 'kept')).toMatchObject({ ok: true })
      expect(files.write('big', 'x'.repeat(400_000))).toMatchObject({
        ok: false,
        why: 'big could not be used: the disk is full.',
      })
      expect(files.write('a', 'y'.repeat(400_000))).toMatchObject({ ok: false })
      expect(files.read('a')).toMatchObject({ ok: true, text: 'kept' })
      expect(readdirSync(small)).toEqual(['a'])
    } finally {
      execFileSync('umount', ['-l', small])
      execFileSync('rmdir', [small])
    }
  })

  it('an engine that restarts in the middle of a run ends it in words; afterwards all is as before', async () => {
    const sandbox = await open()
    const pid = sandbox.info().initPid ?? 0
    const running = sandbox.run(shell('setsid sleep 62 & sleep 62'))
    await sleep(200)
    await engine.crash()
    expect(await running).toMatchObject({ outcome: 'killed', why: expect.stringContaining('The sandbox ended') })
    try {
      // Which of the two depends on whether a connection to it was still open.
      const words = /The Docker engine (does not run|stopped in the middle of it)\. Start Docker\./
      await expect(room.sandboxes.forAgent('main', 's')).rejects.toThrow(words)
      // The engine is gone and cannot carry the end of the stream: the agent hears it straight from us, or no heartbeat.
      await until('its init to end by itself', () => !isAlive(pid), 8_000)
    } finally {
      await engine.stop()
      engine = await aPrivateEngine()
    }
    const again = aSandboxRoom(engine.dockerHost)
    expect(await (await again.sandboxes.forAgent('main', 's')).run(shell('echo back'))).toMatchObject({
      stdout: 'back\n',
    })
    await again.close()
  })

  it('an engine that hangs is noticed, nothing waits for it, commands run past it and end without it', async () => {
    const sandbox = await open()
    const pid = sandbox.info().initPid ?? 0
    engine.hang()
    try {
      expect(await sandbox.run(shell('echo past'))).toMatchObject({ stdout: 'past\n' })
      sandbox.endNow()
      await until('its init to end', () => !isAlive(pid), 2_000)
      const reports = await room.sandboxes.status()
      expect(reports.find(each => each.backend === 'docker')).toMatchObject({
        usable: false,
        why: expect.stringContaining('does not answer'),
      })
    } finally {
      engine.thaw()
    }
  })

  it('leaves nothing of ours in the data folder but the workspaces', async () => {
    await open({ egress: ['allowed.test'] })
    await room.sandboxes.close()
    await until('the way out to be gone', () => readdirSync(join(room.home.root, 'run')).length === 0)
    expect(readdirSync(room.home.root).sort()).toEqual(['run', 'workspaces'])
  })
})

const part = missingCommand(['bwrap', 'prlimit'])
const noMount = process.getuid?.() === 0 ? null : 'needs root to mount a small disk'
describeWhere(part === null ? noMount : `needs "${part}"`)('a command that fills the disk of its workspace', () => {
  // Not in a container: an engine that runs already does not see what is mounted after its start.
  it('fails with the words of the system; what was there stays, and the next one works', async () => {
    const small = `/mnt/gh-full-${process.pid}`
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=0777', 'gh-test', small])
    const room = aSandboxRoom(undefined, { backend: 'process' }, { workspaceOf: () => small })
    try {
      const sandbox = await room.sandboxes.forAgent('main', 's')
      await sandbox.run(shell('printf kept > a'))
      const filled = await sandbox.run(shell('head -c 400000 /dev/zero > huge; echo exit-$?'))
      expect(filled).toMatchObject({
        outcome: 'exited',
        stdout: 'exit-1\n',
        stderr: expect.stringMatching(/no space left/i),
      })
      expect(await sandbox.run(shell('rm huge; cat a'))).toMatchObject({ stdout: 'kept' })
    } finally {
      await room.close()
      execFileSync('umount', ['-l', small])
      execFileSync('rmdir', [small])
    }
  })
})
