import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { untilOr } from '../kit/child.ts'
import { ourCli } from '../kit/our-cli.ts'
import { aHome, type TempHome } from '../kit/temp-home.ts'

const cli = ourCli()
const PASSPHRASE = 'correct horse battery'
const PIN = '123456'

let home: TempHome
let keeper: ChildProcess
let phrase = ''

async function gatehouse(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, ['--no-warnings', cli, ...args], { env: home.env(), stdio: 'pipe' })
  child.stdin.end(input)
  const said = { out: '', err: '' }
  child.stdout.on('data', part => (said.out += String(part)))
  child.stderr.on('data', part => (said.err += String(part)))
  const [code] = await once(child, 'close')
  return { code, ...said }
}

async function up(passphrase: string): Promise<{ keeper: ChildProcess; said: () => string }> {
  const started = spawn(
    process.execPath,
    ['--no-warnings', cli, 'up', '--passphrase', '--passphrase-stdin', '--pin-stdin'],
    {
      env: home.env(),
      stdio: 'pipe',
    },
  )
  started.stdin.end(`${passphrase}\n${PIN}\n`)
  let text = ''
  for (const stream of [started.stdout, started.stderr]) stream.on('data', part => (text += String(part)))
  await untilOr(() => started.exitCode !== null || text.includes('Press Ctrl-C'), 30_000)
  return { keeper: started, said: () => text }
}

beforeAll(async () => {
  home = aHome()
  const first = await up(PASSPHRASE)
  keeper = first.keeper
  phrase = /[0-9A-Z]{5}(-[0-9A-Z]{5}){5}/.exec(first.said())?.[0] ?? ''
})
afterAll(async () => {
  keeper.kill('SIGTERM')
  await once(keeper, 'exit')
  await home.remove()
})

describe('gatehouse config', () => {
  it('that loosens a wall needs a word of its own where nobody can be asked, and says so', async () => {
    const set = ['config', 'set', 'agents.main.sandbox.network.allow', '["listed.example"]', '--pin-stdin']
    expect(await gatehouse(set, `${PIN}\n`)).toMatchObject({ code: 3, err: expect.stringContaining('use --yes') })
    expect(await gatehouse([...set, '--yes'], `${PIN}\n`)).toMatchObject({ code: 0 })
  })
})

describe('gatehouse secrets', () => {
  it('stores a value from standard input and never shows it again', async () => {
    expect(
      await gatehouse(['secrets', 'put', 'ANTHROPIC_API_KEY', '--pin-stdin', '--stdin'], `${PIN}\nsk-ant-value`),
    ).toMatchObject({ code: 0 })
    const listed = await gatehouse(['secrets', 'list'])
    expect(listed.out).toContain('ANTHROPIC_API_KEY')
    expect(listed.out).toContain('https://console.anthropic.com/settings/keys')
    const json = await gatehouse(['secrets', 'list', '--json'])
    expect(JSON.parse(json.out)).toMatchObject([{ name: 'ANTHROPIC_API_KEY', purpose: 'model', version: 1 }])
    expect(listed.out + json.out).not.toContain('sk-ant-value')
  })

  it('changes nothing without the right PIN', async () => {
    expect(await gatehouse(['secrets', 'put', 'OTHER', '--pin-stdin', '--stdin'], '000000\nvalue')).toMatchObject({
      code: 3,
    })
    expect(await gatehouse(['secrets', 'remove', 'ANTHROPIC_API_KEY', '--pin-stdin'], '000000')).toMatchObject({
      code: 3,
    })
    expect(JSON.parse((await gatehouse(['secrets', 'list', '--json'])).out)).toHaveLength(1)
  })

  it('takes over a .env file after showing it', async () => {
    const env = home.path('import.env')
    await writeFile(env, 'GITHUB_TOKEN=ghp_value\nEMPTY=\n')
    const preview = await gatehouse(['secrets', 'import', env])
    expect(preview.out).toContain('GITHUB_TOKEN  new, 9 characters, GitHub')
    expect(preview.out).not.toContain('ghp_value')
    expect(await gatehouse(['secrets', 'import', env, '--apply', '--pin-stdin'], PIN)).toMatchObject({ code: 0 })
    expect((await gatehouse(['secrets', 'list'])).out).toContain('GITHUB_TOKEN')
  })

  it('rotates the master key, and the phrase on paper still works', async () => {
    const before = await readFile(home.path('vault'))
    expect(await gatehouse(['secrets', 'rotate-master-key', '--pin-stdin', '--json'], PIN)).toMatchObject({ code: 0 })
    expect((await readFile(home.path('vault'))).subarray(24, 32)).not.toEqual(before.subarray(24, 32))
    expect(await gatehouse(['secrets', 'recovery', 'check', '--stdin'], phrase)).toMatchObject({ code: 0 })
    const typo = `${phrase.slice(0, -1)}${phrase.endsWith('0') ? '1' : '0'}`
    const wrong = await gatehouse(['secrets', 'recovery', 'check', '--stdin'], typo)
    expect(wrong).toMatchObject({ code: 1, err: 'One character is wrong, in group 6. Look at it again.\n' })
  })
})

describe('gatehouse config', () => {
  it('shows, sets and documents', async () => {
    expect(await gatehouse(['config', 'show', 'approvals.mode'])).toMatchObject({ code: 0, out: 'ask\n' })
    expect(await gatehouse(['config', 'set', 'approvals.mode', 'strict', '--pin-stdin'], PIN)).toMatchObject({
      code: 0,
    })
    expect(await gatehouse(['config', 'set', 'approvals.mode', 'strickt', '--pin-stdin'], PIN)).toMatchObject({
      code: 1,
    })
    expect((await gatehouse(['config', 'docs'])).out).toContain('| `approvals.mode` | ask, strict, auto | `"ask"` |')
    expect(JSON.parse((await gatehouse(['config', 'schema'])).out)).toMatchObject({ type: 'object' })
    const file = await readFile(home.path('config.yaml'), 'utf8')
    expect(file).toContain('approvals:\n  mode: strict\n')
    expect(file).toContain('posture: personal   # who is at the other end: personal, team or public')
  })

  it('holds the stricter of the two while a change from outside waits, and takes it back', async () => {
    const file = home.path('config.yaml')
    const accepted = await readFile(file, 'utf8')
    await writeFile(file, accepted.replace('mode: strict', 'mode: auto'))
    await expect.poll(async () => (await gatehouse(['config', 'pending'])).code, { timeout: 10_000 }).toBe(1)
    expect((await gatehouse(['config', 'pending'])).out).toMatch(/loosens.*approvals\.mode: strict → auto/)
    expect((await gatehouse(['config', 'show', 'approvals.mode'])).out).toBe('strict\n')
    expect(await gatehouse(['config', 'accept', '--pin-stdin'], '000000')).toMatchObject({ code: 3 })
    expect(await gatehouse(['config', 'revert'])).toMatchObject({ code: 0 })
    expect(await readFile(file, 'utf8')).toBe(accepted)
    expect((await gatehouse(['config', 'history', '--json'])).out).toContain('reverted a change from outside')
  })

  it('does the same for the lasting answers: told in the status, shown entry by entry, accepted with the PIN only', async () => {
    const file = home.path('grants')
    const accepted = await readFile(file, 'utf8')
    await writeFile(file, accepted.replace('"allowlist": {}', '"allowlist": { "main": [{ "path": "/usr/bin/curl" }] }'))
    await expect.poll(async () => (await gatehouse(['config', 'pending'])).code, { timeout: 10_000 }).toBe(1)
    expect((await gatehouse(['config', 'pending'])).out).toMatch(
      /loosens.*main may run \/usr\/bin\/curl: not set → yes/,
    )
    expect((await gatehouse(['status'])).out).toContain('The file of lasting answers was changed outside Gatehouse.')
    expect((await gatehouse(['grants', 'list'])).out).toContain('No lasting answers')
    expect(await gatehouse(['config', 'accept', 'grants'])).toMatchObject({ code: 3 })
    expect(await gatehouse(['config', 'revert', 'grants'])).toMatchObject({ code: 0 })
    expect(await readFile(file, 'utf8')).toBe(accepted)
    await writeFile(file, accepted.replace('"allowlist": {}', '"allowlist": { "main": [{ "path": "/usr/bin/rg" }] }'))
    await expect.poll(async () => (await gatehouse(['config', 'pending'])).code, { timeout: 10_000 }).toBe(1)
    expect(await gatehouse(['config', 'accept', 'grants', '--pin-stdin'], PIN)).toMatchObject({ code: 0 })
    expect((await gatehouse(['grants', 'list'])).out).toContain('main may run /usr/bin/rg')
    expect(await gatehouse(['config', 'restore', '1', 'grants', '--pin-stdin'], PIN)).toMatchObject({ code: 0 })
    expect((await gatehouse(['grants', 'list'])).out).toContain('No lasting answers')
    expect((await gatehouse(['status'])).out).not.toContain('lasting answers')
  })
})

it('comes back from the recovery phrase when the passphrase file is lost, with its config and trail intact', async () => {
  keeper.kill('SIGTERM')
  await once(keeper, 'exit')
  await rm(home.path('vault.passphrase'))
  const refused = await up(PASSPHRASE)
  await expect.poll(() => refused.keeper.exitCode).toBe(6)
  expect(refused.said()).toContain('gatehouse secrets recovery restore')
  const restore = spawn(
    process.execPath,
    ['--no-warnings', cli, 'secrets', 'recovery', 'restore', '--passphrase', '--passphrase-stdin', '--stdin'],
    { env: home.env(), stdio: 'pipe' },
  )
  restore.stdin.end(`${PASSPHRASE}\n${phrase}\n`)
  expect((await once(restore, 'exit'))[0]).toBe(0)
  const again = await up(PASSPHRASE)
  keeper = again.keeper
  expect(again.said()).not.toContain('recovery phrase')
  expect((await gatehouse(['secrets', 'list'])).out).toContain('ANTHROPIC_API_KEY')
  expect((await gatehouse(['config', 'show', 'approvals.mode'])).out).toBe('strict\n')
  expect((await gatehouse(['config', 'pending'])).code).toBe(0)
}, 60_000)
