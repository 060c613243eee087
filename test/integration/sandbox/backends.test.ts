import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SandboxConfig } from '../../../src-main/contract/model/sandbox.ts'
import type { Sandbox } from '../../../src-main/sandbox/core/backend.ts'
import { missingCommand, until } from '../../kit/child.ts'
import { anEngine, type Engine, engineMissing } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { argv, aSandboxRoom, type SandboxRoom, shell } from '../../kit/sandboxes.ts'
import { anSshServer, type SshServer, sshMissing } from '../../kit/sshd.ts'

const needsBubblewrap = () => {
  const part = missingCommand(['bwrap', 'prlimit'])
  return part === null ? null : `needs "${part}"`
}
const linux = () => (process.platform === 'linux' ? null : 'needs Linux')

/** What must be true of a command, wherever it runs. */
const sameEverywhere = (
  missing: string | null,
  title: string,
  settings: () => Promise<Partial<SandboxConfig>>,
  where: RegExp,
) => {
  describeWhere(missing)(title, () => {
    let engine: Engine | null = null
    let room: SandboxRoom
    let sandbox: Sandbox
    // Long numbers of seconds, one per backend, so that no suite can take another one's process for its own.
    const tag = 50_000 + Math.floor(Math.random() * 40_000)
    const left = async (seconds: number) =>
      (
        await sandbox.run(
          shell(`ps -eo args 2>/dev/null | grep -c "[s]leep ${seconds}" || ps -o args | grep -c "[s]leep ${seconds}"`),
        )
      ).stdout
        .trim()
        .split('\n')
        .at(-1)

    beforeAll(async () => {
      if (title.includes('Docker')) engine = await anEngine()
      const chosen = await settings()
      room = aSandboxRoom(engine?.dockerHost, chosen, {
        shellMode: () => (chosen.backend === 'host' ? 'host' : 'sandbox'),
      })
      sandbox = await room.sandboxes.forAgent('main', 's1')
    })
    afterAll(async () => {
      await room?.close()
      await engine?.stop()
    })

    it('runs a command and says where it ran', async () => {
      const result = await sandbox.run(shell('echo out; echo err >&2; exit 4'))
      expect(result).toMatchObject({
        outcome: 'exited',
        exitCode: 4,
        stdout: 'out\n',
        stderr: 'err\n',
        truncated: false,
      })
      expect(result.where).toMatch(where)
    })

    it('takes arguments and input as they are', async () => {
      expect((await sandbox.run(argv('printf', '%s|', '$HOME', 'a b', '`id`', "'"))).stdout).toBe("$HOME|a b|`id`|'|")
      expect((await sandbox.run({ ...argv('cat'), stdin: 'one\ntwo' })).stdout).toBe('one\ntwo')
    })

    it('says why a program could not start', async () => {
      expect(await sandbox.run(argv('no-such-program'))).toMatchObject({
        outcome: 'failed',
        why: expect.stringContaining('does not exist'),
      })
    })

    it('ends a tree whose time is over, though it left its session and ignores the polite signal', async () => {
      const hide = `trap "" TERM; setsid sh -c "trap '' TERM; sleep ${tag}; :" & sleep ${tag}; sleep ${tag}`
      const result = await sandbox.run(shell(hide, { timeoutMs: 300 }))
      expect(result).toMatchObject({ outcome: 'timed-out', exitCode: null })
      expect(await left(tag)).toBe('0')
    })

    it('ends what a command left behind', async () => {
      await sandbox.run(shell(`setsid sleep ${tag + 1} & (sleep ${tag + 1} &) ; echo done`))
      expect(await left(tag + 1)).toBe('0')
    })

    it('does not inherit a secret of ours', async () => {
      process.env['GATEHOUSE_TEST_SECRET'] = 'hunter2'
      expect((await sandbox.run(shell('env'))).stdout).not.toContain('hunter2')
      delete process.env['GATEHOUSE_TEST_SECRET']
    })

    it('opens a terminal', async () => {
      const terminal = await sandbox.openTerminal({ rows: 30, cols: 90 })
      let text = ''
      terminal.onData(bytes => (text += Buffer.from(bytes).toString()))
      terminal.write('stty size; echo mar""ker\r')
      await until('its answer', () => text.includes('30 90') && text.includes('marker'))
      const ended = new Promise(resolve => terminal.onEnd(resolve))
      terminal.end()
      await ended
    })

    it('ends with its stream', async () => {
      const other = await aFresh()
      const running = other.sandbox.run(shell(`setsid sleep ${tag + 2} & sleep ${tag + 2}`))
      await sleep(200)
      other.room.sandboxes.endAll()
      expect(await running).toMatchObject({ outcome: 'killed' })
      expect(other.room.sandboxes.list()).toEqual([])
      expect(await left(tag + 2)).toBe('0')
      await other.room.close()
    })

    const aFresh = async () => {
      const chosen = await settings()
      const own = aSandboxRoom(engine?.dockerHost, chosen, {
        shellMode: () => (chosen.backend === 'host' ? 'host' : 'sandbox'),
      })
      return { room: own, sandbox: await own.sandboxes.forAgent('main', 's1') }
    }
  })
}

sameEverywhere(
  engineMissing(),
  'the Docker backend',
  async () => ({ backend: 'docker' }),
  /^Docker sandbox of agent main/,
)
sameEverywhere(
  needsBubblewrap(),
  'the process sandbox',
  async () => ({ backend: 'process' }),
  /^Process sandbox of agent main/,
)
sameEverywhere(linux(), 'the host itself', async () => ({ backend: 'host' }), /^this machine, without a sandbox$/)

let server: SshServer | null = null
sameEverywhere(
  sshMissing(),
  'a machine over SSH',
  async () => {
    server ??= await anSshServer()
    return { backend: 'ssh', ssh: server.target }
  },
  /^\S+@127\.0\.0\.1 over SSH$/,
)

describeWhere(sshMissing())('SSH with a pinned host key', () => {
  afterAll(() => server?.stop())

  it('sends nothing to a machine that shows another key', async () => {
    server ??= await anSshServer()
    await server.impostor()
    const room = aSandboxRoom(undefined, { backend: 'ssh', ssh: server.target })
    await expect(room.sandboxes.forAgent('main', 's1')).rejects.toThrow(/shows another host key .* Nothing was sent/)
    await room.close()
  })

  it('says what is wrong when nobody answers', async () => {
    server ??= await anSshServer()
    const room = aSandboxRoom(undefined, { backend: 'ssh', ssh: { ...server.target, port: 1 } })
    await expect(room.sandboxes.forAgent('main', 's1')).rejects.toThrow('no SSH server runs there')
    await room.close()
  })
})

describe('the host', () => {
  it('is refused unless the shell mode allows it', async () => {
    const room = aSandboxRoom(undefined, { backend: 'host' })
    await expect(room.sandboxes.forAgent('main', 's1')).rejects.toThrow('the shell mode does not allow it')
    await room.close()
  })
})

describeWhere(process.getuid?.() === 0 ? needsBubblewrap() : 'needs root to change users')(
  'a user of its own for host commands',
  () => {
    it('runs them as that user', async () => {
      const room = aSandboxRoom(
        undefined,
        { backend: 'host', hostUser: 'nobody', workspace: 'none' },
        { shellMode: () => 'host' },
      )
      const sandbox = await room.sandboxes.forAgent('main', 's1')
      expect(await sandbox.run(shell('id -un; cat /etc/shadow'))).toMatchObject({
        stdout: 'nobody\n',
        stderr: expect.stringContaining('denied'),
      })
      await room.close()
    })

    it.each(['root', 'no-such-user', '-x'])('refuses %s', async hostUser => {
      const room = aSandboxRoom(undefined, { backend: 'host', hostUser }, { shellMode: () => 'host' })
      await expect(room.sandboxes.forAgent('main', 's1')).rejects.toThrow()
      await room.close()
    })
  },
)
