import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { homedir, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { ExecPlan } from '../../contract/model/exec.ts'
import type { ProbeResult } from '../../contract/model/sandbox.ts'
import type { Sandbox } from '../core/backend.ts'
import { judgeProbe, NO_WALL, type ProbeWorld, probes } from '../core/probes.ts'

/**
 * Tries to get out of a sandbox, from inside it. What it looks for is put there for the purpose: a file, a server on
 * every address of this machine, a process. A probe that finds nothing because there is nothing would prove nothing.
 */
export async function* verifySandbox(
  sandbox: Pick<Sandbox, 'backend' | 'run' | 'info'>,
  home: string,
): AsyncGenerator<ProbeResult> {
  const none = NO_WALL[sandbox.backend]
  if (none !== undefined) {
    yield { backend: sandbox.backend, id: 'none', title: 'Walls', verdict: 'no-wall', found: none }
    return
  }
  const bait = await layBait(home)
  try {
    for (const probe of probes(bait.world)) {
      const command = { kind: 'argv' as const, argv: ['sh', '-c', probe.script] }
      const { agent } = sandbox.info()
      const result = await sandbox.run(
        ExecPlan.parse({ command, cwd: '/', timeoutMs: 30_000, agent, session: 'verify' }),
      )
      const ended = result.outcome === 'exited'
      const judged = judgeProbe({ ended, stdout: result.stdout })
      yield { backend: sandbox.backend, id: probe.id, title: probe.title, ...judged }
    }
  } finally {
    bait.remove()
  }
}

async function layBait(home: string): Promise<{ world: ProbeWorld; remove(): void }> {
  const canary = `canary${randomBytes(8).toString('hex')}`
  const canaryFile = join(home, `verify-${canary.slice(6, 14)}`)
  writeFileSync(canaryFile, `${canary}\n`, { mode: 0o644 })
  // Of all addresses, because a sandbox may reach this machine by one and not by another; for these few seconds only,
  // and all that it says is a random word.
  const server = createServer((_ask, reply) => reply.end(canary))
  await new Promise<void>(done => server.listen(0, '0.0.0.0', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const strangerSeconds = randomInt(100_000, 999_999)
  const stranger = spawn('sleep', [String(strangerSeconds)], { stdio: 'ignore' })
  return {
    world: {
      canary,
      canaryFile,
      dataFolder: home,
      homeFolder: homedir(),
      servers: hostAddresses().map(each => `${each}:${port}`),
      strangerSeconds,
    },
    remove() {
      stranger.kill('SIGKILL')
      server.close()
      server.closeAllConnections()
      rmSync(canaryFile, { force: true })
    },
  }
}

function hostAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap(each => each ?? [])
  return all
    .filter(each => each.family === 'IPv4')
    .map(each => each.address)
    .slice(0, 6)
}
