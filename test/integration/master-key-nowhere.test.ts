import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, it } from 'vitest'
import { readItem } from '../../src-main/vault/node/keychain-item.ts'
import { aKeyring, type Keyring, keyringMissing } from '../kit/keyring.ts'
import { describeWhere } from '../kit/needs.ts'
import { ourCli } from '../kit/our-cli.ts'
import { aHome } from '../kit/temp-home.ts'

const cli = ourCli()
const run = promisify(execFile)
const SECRET = 'sk-ant-api03-this-is-the-value-nobody-may-find'

const endings: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

describeWhere(keyringMissing())('the master key, the recovery phrase and a stored secret', () => {
  it('are in no file, argument, environment, output, crash report or heap snapshot of any of our processes', async () => {
    const { home, keeper, env, printed } = await aKeeper()
    const vaultId = (await readFile(home.path('vault'))).subarray(8, 24).toString('hex')
    const master = await fromKeyring(env, `master@${vaultId}`)
    const phrase = /[0-9A-Z]{5}(-[0-9A-Z]{5}){5}/.exec(printed())?.[0] ?? ''
    expect(phrase).toHaveLength(35)
    await say(env, ['secrets', 'put', 'ANTHROPIC_API_KEY', '--pin-stdin', '--stdin'], `123456\n${SECRET}`)
    await say(env, ['secrets', 'rotate-master-key', '--pin-stdin'], '123456\n')
    const rotated = await fromKeyring(env, `master@${vaultId}`)
    expect(rotated.equals(master)).toBe(false)

    const family = await processesBelow(keeper.pid ?? 0)
    expect(family.length).toBeGreaterThan(1)
    const places = await Promise.all(
      family.flatMap(pid => ['environ', 'cmdline'].map(what => placeOf(`/proc/${pid}/${what}`))),
    )
    keeper.kill('SIGUSR2') // writes a diagnostic report, what a crash would leave
    keeper.kill('SIGALRM') // writes a heap snapshot, what a debugger would see
    await expect.poll(() => dumps(home.root), { timeout: 60_000 }).toHaveLength(2)
    keeper.kill('SIGTERM')
    await once(keeper, 'exit')
    places.push(...(await filesBelow(home.root)), {
      where: 'output',
      bytes: Buffer.from(printed().replaceAll(phrase, '')),
    })
    expect(places.length).toBeGreaterThan(12)

    const found = places.flatMap(({ where, bytes }) =>
      needles({ master, rotated, secret: Buffer.from(SECRET), phrase: Buffer.from(phrase) })
        .filter(({ needle }) => bytes.includes(needle))
        .map(({ name }) => `${name} in ${where}`),
    )
    // The redactor must know the values it takes out, so a stored secret is in memory; the keys are not.
    expect(found.filter(one => !/^secret.*heapsnapshot$/.test(one))).toEqual([])
  }, 120_000)
})

async function aKeeper() {
  const ring: Keyring = await aKeyring('unlocked')
  endings.push(() => ring.stop())
  const home = aHome()
  endings.push(() => home.remove())
  const env = home.env({ PATH: process.env['PATH'], LANG: 'C.UTF-8', ...ring.env })
  const flags = ['--no-warnings', '--report-on-signal', '--report-signal=SIGUSR2', '--heapsnapshot-signal=SIGALRM']
  const keeper = spawn(
    process.execPath,
    [...flags, `--report-directory=${home.root}`, `--diagnostic-dir=${home.root}`, cli, 'up', '--pin-stdin'],
    { env, stdio: 'pipe' },
  )
  keeper.stdin.end('123456\n')
  endings.push(() => keeper.kill('SIGKILL'))
  let text = ''
  for (const stream of [keeper.stdout, keeper.stderr]) stream.on('data', part => (text += String(part)))
  await expect.poll(() => text, { timeout: 30_000 }).toContain('Press Ctrl-C')
  return { home, keeper: keeper as ChildProcess, env, printed: () => text }
}

async function say(env: NodeJS.ProcessEnv, args: string[], input: string): Promise<void> {
  const child = spawn(process.execPath, ['--no-warnings', cli, ...args], { env, stdio: ['pipe', 'ignore', 'inherit'] })
  child.stdin.end(input)
  expect((await once(child, 'exit'))[0]).toBe(0)
}

/** The key itself, as only this test may ask for it: from the keyring, in a process of its own. */
async function fromKeyring(env: NodeJS.ProcessEnv, account: string): Promise<Buffer> {
  const script = `require('keytar').getPassword('gatehouse', ${JSON.stringify(account)}).then(text => process.stdout.write(text))`
  const { stdout } = await run(process.execPath, ['-e', script], { env })
  const bytes = readItem(stdout)
  if (typeof bytes === 'string') throw new Error(bytes)
  return Buffer.from(bytes)
}

type Place = { where: string; bytes: Buffer }

const placeOf = async (path: string): Promise<Place> => ({
  where: path,
  bytes: await readFile(path).catch(() => Buffer.alloc(0)),
})
const dumps = async (folder: string) =>
  (await readdir(folder)).filter(name => /^report\..*json$|heapsnapshot$/.test(name))

async function filesBelow(folder: string): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(entries.filter(entry => entry.isFile()).map(entry => placeOf(join(entry.parentPath, entry.name))))
}

async function processesBelow(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-e', '-o', 'pid=,ppid='])
  const pairs = stdout
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] => [
    parent,
    ...pairs.filter(([, ppid]) => ppid === parent).flatMap(([child = 0]) => below(child)),
  ]
  return below(pid)
}

/** Each value in every spelling it could be written in. */
function needles(values: Record<string, Buffer>): { name: string; needle: Buffer }[] {
  return Object.entries(values).flatMap(([name, value]) =>
    [
      value,
      ...(['hex', 'base64', 'base64url'] as const).map(coding =>
        Buffer.from(value.toString(coding).replace(/=+$/, '')),
      ),
      Buffer.from(value.toString('hex').toUpperCase()),
      Buffer.from([...value].join(',')), // as a JSON array of bytes
    ].map(needle => ({ name, needle })),
  )
}
