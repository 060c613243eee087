import Docker from 'dockerode'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ensureBaseImage, findBusybox } from '../../../src-main/sandbox/node/base-image.ts'
import { agentProgram } from '../../../src-main/sandbox/node/resources.ts'
import { anEngine, type Engine, engineMissing } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aSandboxRoom, shell } from '../../kit/sandboxes.ts'

const missing = engineMissing() ?? (findBusybox() === null ? 'needs a static busybox' : null)

describeWhere(missing)('an image', () => {
  let engine: Engine
  let docker: Docker
  beforeAll(async () => {
    engine = await anEngine()
    docker = new Docker({ socketPath: engine.socketPath })
  })
  afterAll(() => engine.stop())

  it('of our own is made once, and named by what is in it', async () => {
    const make = () => ensureBaseImage(docker, agentProgram(process.arch) ?? '', findBusybox() ?? '')
    const id = await make()
    expect(await make()).toBe(id)
    const names = (await docker.getImage(id).inspect()).RepoTags
    expect(names[0]).toMatch(/^gatehouse\/sandbox:base-[0-9a-f]{16}$/)
  })

  it('of somebody else is refused until our agent was put on top of it', async () => {
    const id = await ensureBaseImage(docker, agentProgram(process.arch) ?? '', findBusybox() ?? '')
    const prepared = `gatehouse/sandbox:on-${id.slice(7, 23)}` // by an earlier run on the same engine
    await docker
      .getImage(prepared)
      .remove({ force: true })
      .catch(() => {})
    await docker.getImage(id).tag({ repo: 'somebody/else', tag: 'one' })
    const room = aSandboxRoom(engine.dockerHost, { image: 'somebody/else:one' })
    await expect(room.sandboxes.forAgent('main', 's')).rejects.toThrow(
      'not ready for sandboxes. Run "gatehouse sandbox build"',
    )
    const lines: string[] = []
    for await (const line of room.sandboxes.build('main')) lines.push(line)
    expect(lines.at(-1)).toBe('Done.')
    expect(await (await room.sandboxes.forAgent('main', 's')).run(shell('echo ready'))).toMatchObject({
      stdout: 'ready\n',
    })
    await room.close()
  })

  it('that is nowhere is an error in words, not a hang', async () => {
    const room = aSandboxRoom(engine.dockerHost, { image: '127.0.0.1:1/no/such:thing' })
    await expect(room.sandboxes.forAgent('main', 's')).rejects.toThrow('is not here. Run "gatehouse sandbox build"')
    const lines: string[] = []
    for await (const line of room.sandboxes.build('main')) lines.push(line)
    expect(lines.at(-1)).toMatch(/^Failed: /)
    await room.close()
  })
})
