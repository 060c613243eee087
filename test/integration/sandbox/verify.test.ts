import Docker from 'dockerode'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExecPlan, ExecResult } from '../../../src-main/contract/model/exec.ts'
import type { ProbeResult, SandboxInfo } from '../../../src-main/contract/model/sandbox.ts'
import { StdcopyReader } from '../../../src-main/sandbox/core/stdcopy.ts'
import { ensureBaseImage, findBusybox } from '../../../src-main/sandbox/node/base-image.ts'
import { agentProgram } from '../../../src-main/sandbox/node/resources.ts'
import { verifySandbox } from '../../../src-main/sandbox/node/verify.ts'
import { anEngine, type Engine, engineMissing } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aSandboxRoom } from '../../kit/sandboxes.ts'
import { aHome } from '../../kit/temp-home.ts'

describeWhere(engineMissing())('the attempts to get out', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await anEngine()
  })
  afterAll(() => engine.stop())

  const verify = async (settings: Parameters<typeof aSandboxRoom>[1], shell: 'sandbox' | 'host' = 'sandbox') => {
    const room = aSandboxRoom(engine.dockerHost, settings, { shellMode: () => shell })
    const results: ProbeResult[] = []
    for await (const result of room.sandboxes.verify('main')) results.push(result)
    expect(room.sandboxes.list()).toEqual([])
    await room.close()
    return results
  }

  it('all fail, in every sandbox of this machine', async () => {
    const results = await verify({ backend: 'auto' })
    expect(results.filter(each => each.verdict !== 'holds')).toEqual([])
    const backends = [...new Set(results.map(each => each.backend))]
    expect(backends).toContain('docker')
    expect(results).toHaveLength(12 * backends.length)
  })

  it('are not made where there is no wall: the table says so instead', async () => {
    const results = (await verify({ backend: 'host' }, 'host')).filter(each => each.backend === 'host')
    expect(results).toEqual([
      {
        backend: 'host',
        id: 'none',
        title: 'Walls',
        verdict: 'no-wall',
        found: 'there is no wall: commands run on this machine',
      },
    ])
  })

  it('would be noticed if they succeeded: in a container with its walls taken down they do', async () => {
    const home = aHome()
    const docker = new Docker({ socketPath: engine.socketPath })
    const image = await ensureBaseImage(docker, agentProgram(process.arch) ?? '', findBusybox() ?? '')
    const container = await docker.createContainer({
      Image: image,
      Entrypoint: ['/bin/sleep', '120'],
      User: '0:0',
      HostConfig: {
        CapAdd: ['SYS_ADMIN'],
        SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
        Binds: [`${home.root}:${home.root}`, `${home.root}:/var/run/docker.sock`],
      },
    })
    await container.start()
    const weak = {
      backend: 'docker' as const,
      info: () => ({ agent: 'main' }) as SandboxInfo,
      run: (plan: ExecPlan) => runUnwalled(container, plan),
    }
    const open: string[] = []
    for await (const each of verifySandbox(weak, home.root)) if (each.verdict === 'open') open.push(each.id)
    await container.remove({ force: true })
    await home.remove()
    const expected = ['host-files', 'data-folder', 'docker-socket', 'root-files', 'network', 'processes', 'privileges']
    expect(open).toEqual([...expected, 'namespaces', 'devices', 'proc', 'kernel-settings', 'init'])
  })
})

/** Runs a plan through the engine's own exec, around everything that this room does. */
async function runUnwalled(container: Docker.Container, plan: ExecPlan): Promise<ExecResult> {
  const argv = plan.command.kind === 'argv' ? plan.command.argv : ['sh', '-c', plan.command.text]
  const exec = await container.exec({ Cmd: argv, AttachStdout: true, AttachStderr: true })
  const stream = await exec.start({})
  let stdout = ''
  const reader = new StdcopyReader((name, bytes) => {
    if (name === 'stdout') stdout += Buffer.from(bytes).toString()
  })
  stream.on('data', (bytes: Buffer) => reader.read(bytes))
  await new Promise(done => stream.on('end', done))
  return { outcome: 'exited', exitCode: 0, stdout, stderr: '', truncated: false, durationMs: 0, where: '' }
}
