import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { peopleApi } from '../../src-main/contract/apis.ts'
import type { AuditRecord } from '../../src-main/contract/model/audit-entry.ts'
import type { KeeperStatus } from '../../src-main/contract/model/status.ts'
import { type Client, client } from '../../src-main/contract/wire/client.ts'
import { connectLocally, controlSocketPath } from '../../src-main/kit/node/local-socket.ts'
import { isAlive, signal, until, untilOr } from './child.ts'
import { ourCli } from './our-cli.ts'
import { aHome, type TempHome } from './temp-home.ts'

const cli = ourCli()

/** It takes one to two seconds; with ten of everything running on each core it was seen to take twenty. */
const START_MS = 45_000

/** `gatehouse up` as a real process on a data folder of its own. */
export type Up = {
  readonly home: TempHome
  readonly pid: number
  output(): string
  /** Connects as a program of this user, as the CLI does. */
  connect(): Promise<Client<typeof peopleApi>>
  status(): Promise<KeeperStatus>
  /** The audit trail as it is on disk. */
  trail(): AuditRecord[]
  /** Runs one CLI command against it. */
  cli(args: readonly string[], input?: string): Promise<{ code: number; out: string; err: string }>
  kill(name: NodeJS.Signals): void
  /** Resolves with the exit code once the process is gone. */
  readonly exited: Promise<number | null>
  close(): Promise<void>
}

/** Starts one and waits until its gateway runs. */
export async function anUp(
  options: {
    home?: TempHome
    env?: Record<string, string>
    args?: string[]
    wait?: 'running' | 'printed'
    /** The approver PIN of a new data folder. */
    pin?: string
  } = {},
): Promise<Up> {
  const home = options.home ?? aHome()
  const env = { ...home.env(), ...options.env }
  const withPin = options.pin === undefined ? [] : ['--pin-stdin']
  const child = spawn(process.execPath, [cli, 'up', ...withPin, ...(options.args ?? [])], { env, stdio: 'pipe' })
  child.stdin.end(options.pin === undefined ? '' : `${options.pin}\n`)
  let printed = ''
  for (const pipe of [child.stdout, child.stderr])
    pipe.setEncoding('utf8').on('data', text => {
      printed += text
    })
  const exited = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)))
  let endExpected = false
  const clients: Client<typeof peopleApi>[] = []
  const connect = async (): Promise<Client<typeof peopleApi>> => {
    const made = client(await connectLocally(controlSocketPath(home.root)), peopleApi, 'test')
    clients.push(made)
    return made
  }
  const up: Up = {
    home,
    pid: child.pid ?? -1,
    output: () => printed,
    connect,
    status: async () => statusOf(await connect()),
    trail: () => readTrail(home.root),
    cli: (args, input) => runCli(args, env, input),
    kill: name => {
      endExpected = true
      signal(child.pid ?? -1, name)
    },
    get exited() {
      endExpected = true
      return exited
    },
    close: async () => {
      for (const made of clients) made.close()
      const early = endExpected ? null : (child.signalCode ?? child.exitCode)
      endExpected = true
      if (isAlive(child.pid ?? -1)) signal(child.pid ?? -1, 'SIGTERM')
      const late = setTimeout(() => signal(child.pid ?? -1, 'SIGKILL'), 8_000)
      await exited
      clearTimeout(late)
      await home.remove()
      // Every failure before it would speak of pages and answers; this is why.
      if (early !== null) throw new Error(`gatehouse up ended by itself (${early}):\n${printed.slice(-4000)}`)
    },
  }
  await untilOr(() => printed.includes('Press Ctrl-C') || child.exitCode !== null, START_MS)
  try {
    if (!printed.includes('Press Ctrl-C')) {
      endExpected = true
      throw new Error(`gatehouse up: ${printed}`)
    }
    if (options.wait !== 'printed')
      await until('a running gateway', async () => (await up.status()).gateway.state === 'running', START_MS)
  } catch (error) {
    await up.close() // nobody else holds it, and it would run for ever
    throw error
  }
  return up
}

/** Runs the CLI once. */
export function runCli(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<{ code: number; out: string; err: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      err += text
    })
    child.on('close', code => resolve({ code: code ?? -1, out, err }))
    child.stdin.end(input)
  })
}

async function statusOf(keeper: Client<typeof peopleApi>): Promise<KeeperStatus> {
  const feed = keeper.open('status.watch', {})
  const first = await feed.next()
  await feed.return?.()
  keeper.close()
  if (first.done) throw new Error('no status')
  return 'snapshot' in first.value ? first.value.snapshot : first.value.change
}

function readTrail(home: string): AuditRecord[] {
  const folder = join(home, 'audit')
  return readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .sort()
    .flatMap(name => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as AuditRecord)
}
