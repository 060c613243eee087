import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterEach, expect, it } from 'vitest'
import { isAlive, missingCommand } from '../kit/child.ts'
import { anEngine, answers, aPrivateEngine, type Engine, engineMissing } from '../kit/engine.ts'
import { aKeyring, type Keyring, type KeyringState, keyringMissing } from '../kit/keyring.ts'
import { describeWhere } from '../kit/needs.ts'
import { aHome } from '../kit/temp-home.ts'

describeWhere(engineMissing())('the engine that tests run on', () => {
  let engine: Engine | undefined
  afterEach(() => engine?.stop())

  it('answers', async () => {
    engine = await anEngine()
    expect(await answers(engine.socketPath)).toBe(true)
  })
})

const cannotStartOne = engineMissing() ?? (process.getuid?.() === 0 ? null : 'needs root')
const noBusybox = missingCommand(['busybox', 'docker']) && 'needs the commands busybox and docker'

describeWhere(cannotStartOne ?? noBusybox)('a private engine', () => {
  it('can be hung, thawed and ended, and leaves nothing behind', async () => {
    const engine = await aPrivateEngine()
    expect(await answers(engine.socketPath)).toBe(true)
    engine.hang()
    expect(await answers(engine.socketPath)).toBe(false)
    engine.thaw()
    expect(await answers(engine.socketPath)).toBe(true)
    await engine.stop()
    expect({ alive: isAlive(engine.pid), folder: existsSync(engine.socketPath) }).toEqual({
      alive: false,
      folder: false,
    })
  })

  it('can die with a container running, and the container ends with stop()', async () => {
    const engine = await aPrivateEngine()
    const docker = (...args: string[]): string =>
      execFileSync('docker', args, { encoding: 'utf8', env: { ...process.env, DOCKER_HOST: engine.dockerHost } }).trim()
    execFileSync('sh', ['-c', 'tar -C / -c bin/busybox | docker import - busybox'], {
      env: { ...process.env, DOCKER_HOST: engine.dockerHost },
      stdio: 'ignore',
    })
    const id = docker('run', '-d', '--network', 'none', 'busybox', '/bin/busybox', 'sleep', '600')
    const pid = Number(docker('inspect', '-f', '{{.State.Pid}}', id))
    await engine.crash()
    expect(isAlive(pid)).toBe(true)
    await engine.stop()
    expect(isAlive(pid)).toBe(false)
  })
})

describeWhere(keyringMissing())('the private keyring', () => {
  let keyring: Keyring | undefined
  afterEach(() => keyring?.stop())
  const keytar = createRequire(import.meta.url).resolve('keytar')
  const script = `const k = require(${JSON.stringify(keytar)});
    k.setPassword('gatehouse-test', 'a', 'v').then(() => k.getPassword('gatehouse-test', 'a'))
      .then(v => console.log('got ' + v), e => console.log('error ' + e.message))`
  const useIt = (): string => {
    const options = { encoding: 'utf8', timeout: 3000, killSignal: 'SIGKILL' } as const
    const ran = spawnSync(process.execPath, ['-e', script], { ...options, env: { ...process.env, ...keyring?.env } })
    return ran.signal === 'SIGKILL' ? 'no answer' : ran.stdout.trim()
  }

  it.for<[KeyringState, RegExp]>([
    ['unlocked', /^got v$/],
    ['locked', /^error .*locked/],
    ['no-service', /^error .*not provided by any \.service/],
    ['no-bus', /^error Could not connect/],
    ['hung', /^no answer$/],
    ['frozen', /^no answer$/],
  ])('in state %s answers as a real one does', async ([state, answer]) => {
    keyring = await aKeyring(state)
    expect(useIt()).toMatch(answer)
  })

  it('can be locked and unlocked again', async () => {
    keyring = await aKeyring('unlocked')
    await keyring.lock()
    expect(useIt()).toMatch(/^error .*locked/)
    await keyring.unlock()
    expect(useIt()).toBe('got v')
  })
})

it('a test data folder is private and goes away', async () => {
  const home = aHome()
  expect(home.env().GATEHOUSE_HOME).toBe(home.root)
  await home.remove()
  expect(existsSync(home.root)).toBe(false)
})
