import { join } from 'node:path'
import Docker from 'dockerode'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Child, endChild, isAlive, signal, startChild, until } from '../../kit/child.ts'
import { anEngine, type Engine, engineMissing } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aHome, type TempHome } from '../../kit/temp-home.ts'

describeWhere(engineMissing())('containers whose Keeper is gone', () => {
  let engine: Engine
  let home: TempHome

  beforeAll(async () => {
    engine = await anEngine()
    home = aHome()
  })
  afterAll(async () => {
    await home.remove()
    await engine.stop()
  })

  const keeper = async (count: number) => {
    const program = join(import.meta.dirname, 'keeper-for-dead-man.ts')
    const child = startChild(process.execPath, [program, home.root, engine.dockerHost, String(count), '4'])
    await until('its sandboxes', () => child.output().includes('pid'), 20_000)
    const line =
      child
        .output()
        .split('\n')
        .find(each => each.startsWith('[')) ?? '[]'
    return { child, sandboxes: JSON.parse(line) as { pid: number; id: string }[] }
  }

  const allGone = async (child: Child, sandboxes: { pid: number; id: string }[], withinMs: number) => {
    await until('every init to end', () => sandboxes.every(each => !isAlive(each.pid)), withinMs)
    const docker = new Docker({ socketPath: engine.socketPath })
    const known = async (id: string) => (await docker.listContainers({ all: true })).some(each => each.Id === id)
    await until('the engine to forget them', async () => !(await known(sandboxes[0]?.id ?? '')), 5000)
    await endChild(child)
  }

  it('end within a moment of its SIGKILL, without anybody asking the engine', async () => {
    const { child, sandboxes } = await keeper(3)
    expect(sandboxes.every(each => isAlive(each.pid))).toBe(true)
    signal(child.pid, 'SIGKILL')
    await allGone(child, sandboxes, 1500)
  })

  it('end when it is only stopped and says nothing any more', async () => {
    const { child, sandboxes } = await keeper(1)
    signal(child.pid, 'SIGSTOP')
    await allGone(child, sandboxes, 8_000)
  })
})
