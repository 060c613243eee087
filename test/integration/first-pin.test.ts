/** Who may set the first approver PIN, as programs and terminals meet it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import { peopleApi } from '../../src-main/contract/apis.ts'
import { client } from '../../src-main/contract/wire/client.ts'
import { pairWire } from '../../src-main/kit/node/pair-wire.ts'
import { agentProgram } from '../../src-main/sandbox/node/resources.ts'
import { aKeeper } from '../kit/a-keeper.ts'
import { anUp, runCli } from '../kit/an-up.ts'
import { missingCommand, until } from '../kit/child.ts'
import { describeWhere } from '../kit/needs.ts'
import { ourCli } from '../kit/our-cli.ts'
import { aHome } from '../kit/temp-home.ts'

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

it('is not set by any program where Gatehouse was started without a terminal; the words say what to do', async () => {
  const up = await anUp({ env: { DOCKER_HOST: 'unix:///nonexistent/docker.sock' } })
  endings.push(() => up.close())
  expect(up.output()).not.toMatch(/set-up code/i)
  expect(await up.cli(['pin', 'set', '--pin-stdin'], '123456\nAAAA-AAAA\n')).toMatchObject({
    code: 3,
    err: expect.stringMatching(/window, under Settings[\s\S]*"gatehouse up"[\s\S]*"gatehouse up --pin-stdin"/),
  })
})

describeWhere(missingCommand(['script']))('gatehouse up in a terminal', () => {
  it('shows a code for the first PIN, which only who reads it there can set', async () => {
    const home = aHome()
    endings.push(() => home.remove())
    const env = { ...home.env(), DOCKER_HOST: 'unix:///nonexistent/docker.sock' }
    const code = /Set-up code ([0-9A-Z]{4}-[0-9A-Z]{4}) /.exec(await inTerminal(env))?.[1] ?? ''
    const set = (proof: string) => runCli(['pin', 'set', '--pin-stdin'], env, `123456\n${proof}\n`)
    expect(await set('')).toMatchObject({ code: 3, err: expect.stringContaining('The set-up code is missing') })
    expect(await set('AAAA-AAAA')).toMatchObject({ code: 3 })
    expect(await set(code.toLowerCase())).toMatchObject({ code: 0, err: '' })
  })
})

const noAgent = agentProgram(process.arch) === null ? 'the exec agent is not built for this machine' : null
describeWhere(noAgent)('after anything ran on this machine without a sandbox', () => {
  it('only the window sets the first PIN, whatever code is typed', async () => {
    const house = await aKeeper(undefined, { setUpCode: 'K7QM-42XD' })
    endings.push(() => house.close())
    const [mine, theirs] = pairWire()
    house.keeper.receive('cli', theirs)
    const program = client(mine, peopleApi, 'test')
    expect(await program.call('access.me', {})).toMatchObject({ firstPin: 'code' })
    await house.person.call('config.set', { path: ['policy', 'shell'], value: 'host' })
    await house.person.call('config.set', { path: ['agents', 'main', 'sandbox', 'backend'], value: 'host' })
    const screen = house.person.open('terminal.open', { agent: 'main', session: 's', rows: 24, cols: 80 })
    expect(await screen.next()).toMatchObject({ value: { kind: 'opened' } })
    expect(await program.call('access.me', {})).toMatchObject({ firstPin: 'window' })
    await expect(program.call('access.setPin', { old: null, pin: '123456', code: 'K7QM-42XD' })).rejects.toMatchObject({
      code: 'first-pin-elsewhere',
    })
    await screen.return?.()
    await house.person.call('access.setPin', { old: null, pin: '123456' })
  })
})

/** What `gatehouse up` prints in a terminal, which is its input and output in one. */
async function inTerminal(env: NodeJS.ProcessEnv): Promise<string> {
  const command = `exec '${process.execPath}' '${ourCli()}' up`
  const child: ChildProcess = spawn('script', ['-qefc', command, '/dev/null'], {
    env: { ...env, SHELL: '/bin/sh' },
    stdio: 'pipe',
  })
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', part => (text += part))
  const gone = once(child, 'exit')
  endings.push(async () => {
    child.stdin?.write('\u0003') // Ctrl-C, as a person ends it
    await gone
  })
  await until('it to run', () => text.includes('Press Ctrl-C'), 20_000)
  return text
}
