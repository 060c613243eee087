import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Sandbox } from '../../../src-main/sandbox/core/backend.ts'
import { isAlive, until } from '../../kit/child.ts'
import { anEngine, type Engine, engineMissing } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { argv, aSandboxRoom, type SandboxRoom, shell } from '../../kit/sandboxes.ts'

describeWhere(engineMissing())('a Docker sandbox', () => {
  let engine: Engine
  let room: SandboxRoom
  let sandbox: Sandbox

  beforeAll(async () => {
    engine = await anEngine()
    room = aSandboxRoom(engine.dockerHost)
    sandbox = await room.sandboxes.forAgent('main', 's1')
  })

  afterAll(async () => {
    await room.close()
    await engine.stop()
  })

  it('runs a command and answers with its output, its exit code and where it ran', async () => {
    const result = await sandbox.run(shell('echo hello; echo oops >&2; exit 3'))
    expect({ ...result, durationMs: 0 }).toEqual({
      outcome: 'exited',
      exitCode: 3,
      stdout: 'hello\n',
      stderr: 'oops\n',
      truncated: false,
      durationMs: 0,
      where: sandbox.where,
    })
    expect(sandbox.where).toMatch(/^Docker sandbox of agent main \(gatehouse-main-[0-9a-f]{8}\)$/)
  })

  it('gives a program its arguments untouched, and its input', async () => {
    const result = await sandbox.run({ ...argv('cat', '-', '/etc/hostname'), stdin: 'from $HOME `here`\n' })
    expect(result.stdout).toBe('from $HOME `here`\nsandbox\n')
    expect((await sandbox.run(argv('echo', '$HOME', '; ls', "'"))).stdout).toBe("$HOME ; ls '\n")
  })

  it('says in words why a program could not start', async () => {
    const result = await sandbox.run(argv('no-such-program'))
    expect(result).toMatchObject({ outcome: 'failed', exitCode: null })
    expect(result.why).toBe('no-such-program does not exist in the sandbox, or its folder does not (folder .).')
  })

  it('works in the workspace of its agent and nowhere else', async () => {
    expect((await sandbox.run(shell('pwd; echo data > note.txt; cat note.txt'))).stdout).toBe('/workspace\ndata\n')
    const outside = await sandbox.run(shell('echo x > /etc/x; echo x > /usr/x'))
    expect(outside.stderr.match(/Read-only file system/g)).toHaveLength(2)
  })

  it('has no privileges, no network and none of its own agent to read', async () => {
    const result = await sandbox.run(
      shell('id -u; grep -E "CapEff|NoNewPrivs|Seccomp:" /proc/self/status; ls /sys/class/net; cat /proc/1/environ'),
    )
    expect(result.stdout.split('\n').slice(1)).toEqual([
      'CapEff:\t0000000000000000',
      'NoNewPrivs:\t1',
      'Seccomp:\t2',
      'lo',
      '',
    ])
    expect(result.stdout.split('\n')[0]).not.toBe('0')
    expect(result.stderr).toContain('Permission denied')
  })

  it('ends a command whose time is over, with everything it started, however it hid', async () => {
    const result = await sandbox.run(
      shell(
        'setsid sh -c "setsid sleep 4242 & setsid sleep 4242 & exec sleep 4242" & trap "" TERM; sleep 4242; sleep 4242',
        {
          timeoutMs: 300,
        },
      ),
    )
    expect(result).toMatchObject({ outcome: 'timed-out', exitCode: null })
    expect(result.why).toContain('ran longer than 0.3 s')
    expect((await sandbox.run(shell('ps -o args | grep "[s]leep 4242" | wc -l'))).stdout).toBe('0\n')
  })

  it('ends what a finished command left in the background, unless the plan says to keep it', async () => {
    const started = Date.now()
    await sandbox.run(shell('sleep 4343 & setsid sleep 4343 & echo started'))
    expect(Date.now() - started).toBeLessThan(2000)
    expect((await sandbox.run(shell('ps -o args | grep "[s]leep 4343" | wc -l'))).stdout).toBe('0\n')

    await sandbox.run(shell('sleep 4344 & echo started', { background: 'keep' }))
    expect((await sandbox.run(shell('ps -o args | grep "[s]leep 4344" | wc -l'))).stdout).toBe('1\n')
  })

  it('takes down what is left when a command kills its own minder', async () => {
    const result = await sandbox.run(shell('setsid sleep 4545 & kill -9 $PPID; sleep 4545'))
    expect(result).toMatchObject({ outcome: 'killed', signal: 'SIGKILL' })
    expect((await sandbox.run(shell('ps -o args | grep "[s]leep 4545" | wc -l'))).stdout).toBe('0\n')
  })

  it('keeps the beginning and the end of a long output', async () => {
    const result = await sandbox.run(shell('seq 1 100000', { outputCap: 1000 }))
    expect(result.truncated).toBe(true)
    expect(result.stdout.startsWith('1\n2\n3\n')).toBe(true)
    expect(result.stdout.endsWith('99999\n100000\n')).toBe(true)
    expect(result.stdout).toContain(`[… ${588_895 - 1000} bytes left out …]`)
  })

  it('stops when the caller stops, and streams until then', async () => {
    const stop = new AbortController()
    const seen: string[] = []
    const running = sandbox.run(shell('echo one; sleep 4646; echo two'), {
      signal: stop.signal,
      onOutput: piece => {
        seen.push(Buffer.from(piece.bytes).toString())
        stop.abort()
      },
    })
    expect(await running).toMatchObject({ outcome: 'killed', why: 'It was stopped before it finished.' })
    expect(seen).toEqual(['one\n'])
  })

  it('runs many commands at once without mixing them up', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, n) => sandbox.run(shell(`for i in 1 2 3; do echo ${n}; done`))),
    )
    expect(results.map(each => each.stdout)).toEqual(Array.from({ length: 40 }, (_, n) => `${n}\n`.repeat(3)))
  })

  it('opens a terminal that is a real one, resizes it, and ends it', async () => {
    const terminal = await sandbox.openTerminal({ rows: 24, cols: 80 })
    let text = ''
    terminal.onData(bytes => (text += Buffer.from(bytes).toString()))
    const ended = new Promise<number | null>(resolve => terminal.onEnd(resolve))
    terminal.write('stty size; tty\r')
    await until('the first size', () => text.includes('24 80') && text.includes('/dev/pts/'))
    terminal.resize({ rows: 50, cols: 132 })
    terminal.write('stty size\r')
    await until('the second size', () => text.includes('50 132'))
    terminal.write('exit 7\r')
    expect(await ended).toBe(7)
  })

  it('holds a terminal back while its reader is behind, and loses nothing', async () => {
    const terminal = await sandbox.openTerminal({ rows: 24, cols: 80 })
    let bytes = 0
    terminal.onData(piece => (bytes += piece.length))
    await until('the prompt', () => bytes > 0)
    terminal.pause()
    const before = bytes
    terminal.write('stty -echo; seq 1 200000\r')
    await sleep(300)
    expect(bytes - before).toBeLessThan(300_000)
    terminal.resume()
    await until('all of it', () => bytes > 1_400_000)
    terminal.end()
  })

  it('goes on when the program reads none of its input', async () => {
    const result = await sandbox.run({ ...argv('true'), stdin: 'x'.repeat(3_000_000) })
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 })
  })

  it('dies with its stream, init process and all, in a moment', async () => {
    const own = aSandboxRoom(engine.dockerHost)
    const victim = await own.sandboxes.forAgent('main', 's1')
    const pid = victim.info().initPid ?? 0
    expect(isAlive(pid)).toBe(true)
    const running = victim.run(shell('setsid sleep 4747 & sleep 4747'))
    await sleep(100)
    own.sandboxes.endAll()
    expect(await running).toMatchObject({ outcome: 'killed', why: expect.stringContaining('The sandbox ended') })
    await until('its init to be gone', () => !isAlive(pid), 1000)
    expect(own.sandboxes.list()).toEqual([])
    expect(own.events.map(event => event.what)).toEqual(['sandbox.started', 'sandbox.ended'])
    const next = await own.sandboxes.forAgent('main', 's1')
    expect(next).not.toBe(victim)
    await own.close()
  })

  it('shows a read-only workspace to an agent that may only look', async () => {
    const own = aSandboxRoom(engine.dockerHost, { workspace: 'ro' })
    const looking = await own.sandboxes.forAgent('main', 's1')
    writeFileSync(own.home.path('workspaces', 'main', 'a.txt'), 'seen\n')
    expect((await looking.run(shell('cat a.txt; echo x > b.txt'))).stdout).toBe('seen\n')
    expect((await looking.run(shell('echo x > b.txt'))).stderr).toContain('Read-only file system')
    await own.close()
  })
})
