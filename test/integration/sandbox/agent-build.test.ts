import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ExecPlan } from '../../../src-main/contract/model/exec.ts'
import { systemClock } from '../../../src-main/kit/node/system-clock.ts'
import { AgentLink } from '../../../src-main/sandbox/node/agent-link.ts'
import { childWire } from '../../../src-main/sandbox/node/child-wire.ts'
import { runOnAgent } from '../../../src-main/sandbox/node/run-on-agent.ts'
import { missingCommand } from '../../kit/child.ts'
import { describeWhere } from '../../kit/needs.ts'

const resources = join(import.meta.dirname, '../../../resources/sandbox')
const sums = readFileSync(join(resources, 'bin/SHA256SUMS'), 'utf8')
  .trim()
  .split('\n')
  .map(line => line.split(/\s+/) as [string, string])
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const compiler = missingCommand(['musl-gcc'])

describeWhere(null)('the exec agent that is shipped', () => {
  it.each(sums)('is the one the list names: %s %s', (sum, name) => {
    expect(digest(join(resources, 'bin', name))).toBe(sum)
  })
})

// Compilers of other versions write other bytes: only the one it was built with can confirm it.
const version = compiler === null ? execFileSync('gcc', ['-dumpfullversion'], { encoding: 'utf8' }).trim() : ''
const reason =
  compiler !== null
    ? `needs "${compiler}"`
    : version.startsWith('12.2')
      ? null
      : `built with gcc 12.2, here is ${version}`
describeWhere(reason)('the source of the exec agent', () => {
  it('gives the very same bytes again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gh-agent-'))
    execFileSync('sh', [join(resources, 'agent/build.sh'), folder], { stdio: 'ignore' })
    const [sum] = sums.find(([, name]) => name === 'agent-linux-amd64') ?? []
    expect(digest(join(folder, 'agent-linux-amd64'))).toBe(sum)
    rmSync(folder, { recursive: true })
  })
})

// With a PID namespace around it, as ever: the agent ends what is below it.
const emulator = missingCommand(['qemu-aarch64-static', 'bwrap'])
describeWhere(emulator === null ? null : `needs "${emulator}" (Debian: qemu-user-static, bubblewrap)`)(
  'the exec agent for the other processor',
  () => {
    it('runs a command, ends a tree whose time is over, and ends with its stream', async () => {
      const inside = ['--dev-bind', '/', '/', '--unshare-pid', '--die-with-parent', '--proc', '/proc']
      const agent = ['qemu-aarch64-static', join(resources, 'bin/agent-linux-arm64')]
      const child = spawn('bwrap', [...inside, ...agent], { stdio: 'pipe' })
      const ended = new Promise(resolve => child.on('close', resolve))
      const link = new AgentLink(
        childWire(child, () => {}),
        systemClock,
      )
      expect(await link.greeted(10_000)).toBe(true)
      const place = { where: 'an emulated processor', workspace: '/', env: { PATH: '/usr/bin:/bin' } }
      const run = (text: string, timeoutMs = 60_000) =>
        runOnAgent(
          link,
          ExecPlan.parse({ command: { kind: 'shell', text }, timeoutMs, agent: 'main', session: 's' }),
          place,
          systemClock,
        )
      expect(await run('echo out; echo err >&2; exit 3')).toMatchObject({
        outcome: 'exited',
        exitCode: 3,
        stdout: 'out\n',
        stderr: 'err\n',
      })
      // Not one whose parent is gone: the emulator knows no child subreaper.
      expect(await run('trap "" TERM; (sleep 4949; :); :', 300)).toMatchObject({ outcome: 'timed-out' })
      expect((await run('ps -eo args | grep -c "[s]leep 4949"')).stdout).toBe('0\n')
      link.end()
      expect(await ended).toBe(0)
    })
  },
)
