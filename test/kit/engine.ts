/**
 * A real Docker engine for a test file.
 *
 *   describeWhere(engineMissing())('…', () => {          // describeWhere: test/kit/needs.ts
 *     let engine: Engine
 *     beforeAll(async () => { engine = await anEngine() })
 *     afterAll(() => engine.stop())
 *     new Docker({ socketPath: engine.socketPath })
 *
 * `anEngine()` takes the engine that `npm test` provides (DOCKER_HOST) or one that answers on the usual
 * socket; then `stop()` leaves it running. Only if there is none it starts a private dockerd (about 1 s).
 * `aPrivateEngine()` always starts one, to be hung and killed at will: `hang()`, `thaw()`, `crash()`.
 *
 * A private engine has its own data, sockets, network namespace (so its bridge and firewall rules never
 * meet another engine's: a second dockerd with `--bridge=none` deletes the first one's docker0) and mount
 * namespace (its mounts vanish with it). Its containers share the machine's process ids, so `State.Pid` is true.
 * They have no way to the internet, also not with a bridge network.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, endChild, isAlive, missingCommand, signal, startChild, until, untilOr } from './child.ts'

/** An engine that answers. */
export interface Engine {
  /** For DOCKER_HOST: `unix:///…`. */
  readonly dockerHost: string
  /** For dockerode: `{ socketPath }`. */
  readonly socketPath: string
  /** Ends it if this call started it; a shared engine goes on. */
  stop(): Promise<void>
}

/** An engine of the test's own, which may be broken on purpose. */
export interface PrivateEngine extends Engine {
  readonly pid: number
  /** It stops answering, as a hung engine does: connections open and nothing comes back. */
  hang(): void
  /** It answers again. */
  thaw(): void
  /** It ends at once (SIGKILL); its containers go on running. */
  crash(): Promise<void>
  /** It is there again after a crash, at the same address and with the same data. */
  comeBack(): Promise<void>
}

const USUAL_SOCKET = '/var/run/docker.sock'
const PARTS = ['dockerd', 'containerd', 'unshare', 'setpriv', 'ip'] as const
const FOLDER_PREFIX = 'gh-engine-'

/** Why no engine can be had here, or null if one can. A reason to skip with. */
export function engineMissing(): string | null {
  if (process.env['DOCKER_HOST'] !== undefined) return null
  if (process.platform !== 'linux') return 'needs a running Docker engine (set DOCKER_HOST)'
  if (socketExists(USUAL_SOCKET)) return null
  const part = missingCommand(PARTS)
  if (part !== null) return `needs a Docker engine: no engine answers and "${part}" is not installed`
  return process.getuid?.() === 0 ? null : 'needs a running Docker engine, or root to start one'
}

/** The engine that is there, or a private one; see the head of this file. */
export async function anEngine(): Promise<Engine> {
  const found = await findEngine()
  return found ?? aPrivateEngine()
}

/** The engine named by DOCKER_HOST or on the usual socket, if it answers. */
export async function findEngine(): Promise<Engine | null> {
  const named = process.env['DOCKER_HOST']
  for (const socketPath of named === undefined ? [USUAL_SOCKET] : [socketOf(named)]) {
    if (await answers(socketPath)) return { dockerHost: `unix://${socketPath}`, socketPath, stop: async () => {} }
  }
  if (named !== undefined) throw new Error(`DOCKER_HOST is ${named}, but no engine answers there`)
  return null
}

/** Starts an engine for this test alone. */
export async function aPrivateEngine(): Promise<PrivateEngine> {
  sweepAbandoned()
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`))
  const socketPath = join(folder, 's')
  const start = (): Promise<Child> => startDaemon(folder, socketPath)
  let child = await start().catch(error => {
    removeFolder(folder)
    throw error
  })
  return {
    dockerHost: `unix://${socketPath}`,
    socketPath,
    get pid() {
      return child.pid
    },
    hang: () => signal(child.pid, 'SIGSTOP'),
    thaw: () => signal(child.pid, 'SIGCONT'),
    async crash() {
      signal(child.pid, 'SIGKILL')
      await until('the engine to end', () => !isAlive(child.pid))
    },
    async comeBack() {
      rmSync(join(folder, 'pid'), { force: true }) // a number that somebody else may have by now
      child = await start()
    },
    stop: () => stopEngine(child, folder),
  }
}

async function startDaemon(folder: string, socketPath: string): Promise<Child> {
  const child = startChild('unshare', ['--net', '--mount', '--propagation', 'slave', 'sh', '-c', daemonScript(folder)])
  try {
    await until('the Docker engine to answer', async () => (await answers(socketPath)) || failIfEnded(child), 30_000)
    return child
  } catch (error) {
    await endChild(child)
    throw new Error(`The private Docker engine did not start:\n${child.output()}`, { cause: error })
  }
}

/** `exec` throughout, so that the child's pid is dockerd's own and signals reach it. */
function daemonScript(folder: string): string {
  const options = [
    `--data-root ${folder}/data --exec-root ${folder}/exec --pidfile ${folder}/pid --host unix://${folder}/s`,
    // The default 15 s would be spent waiting for containers that ignore SIGTERM.
    '--shutdown-timeout 1 --log-level warn',
  ]
  return `ip link set lo up && exec dockerd ${options.join(' ')}`
}

async function failIfEnded(child: Child): Promise<boolean> {
  if (!isAlive(child.pid)) throw new Error('dockerd ended')
  return false
}

async function stopEngine(child: Child, folder: string): Promise<void> {
  await endChild(child, 8000)
  await endFamilies(folder)
  removeFolder(folder)
}

/** After a crash, containers and their shims still run; they are known by the private folder in their command line. */
async function endFamilies(folder: string): Promise<void> {
  const family = processesNaming(folder).flatMap(withChildren)
  for (const pid of family) signal(pid, 'SIGKILL')
  // A container's first process takes its namespaces down with it, and is gone only after them.
  await untilOr(() => [...family, ...processesNaming(folder)].every(pid => !isAlive(pid)), 5000)
}

/** Children first: a shim that sees its container end would start to tidy up. */
function withChildren(pid: number): number[] {
  return [...childrenOf(pid).flatMap(withChildren), pid]
}

/** Of every thread: a child is listed with the one that started it. */
function childrenOf(pid: number): number[] {
  const threads = listProc(`${pid}/task`)
  return threads.flatMap(thread => readProc(`${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number))
}

function processesNaming(folder: string): number[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
  return pids.map(Number).filter(pid => readProc(`${pid}/cmdline`).includes(folder) && isAlive(pid))
}

function listProc(path: string): string[] {
  try {
    return readdirSync(`/proc/${path}`)
  } catch {
    return [] // the process ended while we looked
  }
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return '' // the process ended while we looked
  }
}

/** Removes what runs left behind that were killed: folders whose owner is gone. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(FOLDER_PREFIX) ? Number(name.slice(FOLDER_PREFIX.length).split('-')[0]) : Number.NaN
    if (Number.isInteger(owner) && !isAlive(owner)) {
      const folder = join(tmpdir(), name)
      for (const pid of processesNaming(folder).flatMap(withChildren)) signal(pid, 'SIGKILL')
      removeFolder(folder)
    }
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

function socketOf(dockerHost: string): string {
  if (!dockerHost.startsWith('unix://')) throw new Error(`Tests need an engine on a local socket, not ${dockerHost}`)
  return dockerHost.slice('unix://'.length)
}

function socketExists(path: string): boolean {
  try {
    return readdirSync(join(path, '..')).includes(path.slice(path.lastIndexOf('/') + 1))
  } catch {
    return false // no such folder, so no such socket
  }
}

/** Whether the engine gives a sign of life. */
export async function answers(socketPath: string): Promise<boolean> {
  return (await ask(socketPath, '/_ping')) !== null
}

/** The names of the containers that run now. */
export async function runningContainers(socketPath: string): Promise<string[]> {
  const list = JSON.parse((await ask(socketPath, '/containers/json')) ?? '[]') as { Names: string[] }[]
  return list.map(container => container.Names.join(' '))
}

/** The body of a good answer, or null: no engine there, none that answers in time, or an error. */
function ask(socketPath: string, path: string): Promise<string | null> {
  return new Promise(resolve => {
    const asking = request({ socketPath, path, timeout: 2000 }, reply => {
      let body = ''
      reply.setEncoding('utf8').on('data', text => {
        body += text
      })
      reply.on('error', () => resolve(null))
      reply.on('end', () => resolve(reply.statusCode === 200 ? body : null))
    })
    asking.on('timeout', () => asking.destroy())
    asking.on('error', () => resolve(null))
    asking.end()
  })
}
