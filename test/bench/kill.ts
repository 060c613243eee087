/**
 * How fast and how surely everything dies: `npm run bench:kill [rounds] [part…]`. Ours, the plain tool (dockerode kill, a signal
 * to the process group) and the floor (one write to a cgroup, SIGKILL of recorded inits) side by side in the same run.
 * Times are from the trigger to the last process dead. Goals are those of the kill switch: see docs/kill-switch.md.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Docker from 'dockerode'
import type { Inventory } from '../../src-main/incident/core/inventory.ts'
import { planKill } from '../../src-main/incident/core/plan-kill.ts'
import { carryOut, type KillHands } from '../../src-main/incident/node/carry-out.ts'
import { Roll } from '../../src-main/incident/node/roll.ts'
import { killHeldSet, membersOf } from '../../src-main/kit/node/held-set.ts'
import { allPids, killExactly, pidNamespaceOf, runs, startTimeOf } from '../../src-main/kit/node/process-look.ts'
import { systemClock } from '../../src-main/kit/node/system-clock.ts'
import { engineHands } from '../../src-main/sandbox/node/engine-hands.ts'
import { childStarter } from '../../src-main/supervisor/node/child-starter.ts'
import { endChild, signal, startChild, until } from '../kit/child.ts'
import { anEngine, aPrivateEngine } from '../kit/engine.ts'
import { aSandboxRoom, type SandboxRoom, shell } from '../kit/sandboxes.ts'
import { aHome } from '../kit/temp-home.ts'

const rounds = Number(process.argv[2] ?? 3)
const TREES = 20
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Ignores signals, has children in other sessions, orphans, and one with an empty environment. */
const TREE = `read go; trap '' HUP INT TERM
(setsid env -i /bin/sh -c 'sleep 300; true' &) &
sleep 300; true`
const BUSY = `trap '' HUP INT TERM; (setsid sh -c 'sleep 300; true' &) & while :; do sleep 0.05; done`

type Outcome = { readonly deadMs: number; readonly survivors: number; readonly shownMs: number; readonly of: number }
type Row = { readonly what: string; readonly how: string; readonly runs: Outcome[]; readonly goal?: string }
const rows: Row[] = []

function startTrees(roll: Roll, count: number): ChildProcess[] {
  return Array.from({ length: count }, (_, n) => {
    const child = spawn('/bin/sh', ['-c', TREE], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
    if (child.pid !== undefined) roll.processStarted(`tree ${n}`, child.pid)
    child.stdin?.end('go\n')
    return child
  })
}

type Victim = { readonly pid: number; readonly startedAt: string | null }

function victims(inventory: Inventory): Victim[] {
  const spaces = new Set(inventory.targets.flatMap(target => target.pidNamespace ?? []))
  const inside = spaces.size === 0 ? [] : allPids().filter(pid => spaces.has(pidNamespaceOf(pid) ?? ''))
  const held = inventory.held === null ? [] : membersOf(inventory.held.all)
  return [...new Set([...inside, ...held])].map(pid => ({ pid, startedAt: startTimeOf(pid) }))
}

/** Pulls a trigger and watches the victims die. What outlives our patience has survived. */
async function watch(all: readonly Victim[], trigger: () => unknown, patienceMs = 2_000): Promise<Outcome> {
  const began = performance.now()
  let shownMs = 0
  const done = Promise.resolve(trigger()).then(() => {
    shownMs = performance.now() - began
  })
  let left = all
  let deadMs = 0
  while (left.length > 0 && performance.now() - began < patienceMs) {
    const still = left.filter(({ pid, startedAt }) => runs(pid, startedAt))
    if (still.length < left.length) deadMs = performance.now() - began // the last death, also where others never die
    left = still
    if (left.length > 0) await sleep(1)
  }
  await done
  return { deadMs, survivors: left.length, shownMs, of: all.length }
}

function hands(room: SandboxRoom | null, dockerHost: string): KillHands {
  const engine = engineHands(dockerHost)
  return {
    endGateway: () => {},
    endStreams: ids => room?.sandboxes.endThese(ids),
    streamOpen: id => room?.sandboxes.list().some(info => info.id === id) ?? false,
    cutNetwork: () => {},
    denyApprovals: async () => 0,
    killContainer: engine.kill,
    engineSays: engine.says,
  }
}

const ours = (inventory: Inventory, room: SandboxRoom | null, host: string) => () => {
  const about = {
    id: randomUUID(),
    level: 'all',
    drill: true,
    by: 'bench',
    reason: '',
    at: Date.now(),
    troubles: [],
  } as const
  return carryOut(planKill('all', inventory), about, hands(room, host), systemClock)
}

type Method = (inventory: Inventory, room: SandboxRoom | null, host: string, trees: ChildProcess[]) => () => unknown
const plain: Method = (inventory, _room, host, trees) => async () => {
  for (const { pid } of trees) if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  const docker = new Docker({ socketPath: host.slice('unix://'.length) })
  const boxes = inventory.targets.filter(target => target.kind === 'container')
  await Promise.all(
    boxes.map(target =>
      docker
        .getContainer(target.id)
        .kill()
        .catch(() => {}),
    ),
  )
}
const floor: Method = inventory => () => {
  if (inventory.held) killHeldSet(inventory.held.all)
  for (const { pid, startedAt } of inventory.targets) if (pid !== null) killExactly(pid, startedAt)
}
const methods: readonly [string, Method][] = [
  ['ours', ours],
  ['plain tool', plain],
  ['floor', floor],
]

/** What is killed in a run: containers with busy trees, hostile trees on this machine, and a gateway that will not go. */
type Load = { readonly containers: number; readonly trees: number; readonly gateway: boolean }

/** The three ways take turns, so that a noisy minute hits all of them alike. */
async function measure(what: string, load: Load, host: string, goal: string): Promise<void> {
  const table = methods.map(([how]) => ({ what, how, runs: [] as Outcome[], ...(how === 'ours' ? { goal } : {}) }))
  for (let n = 0; n < rounds; n++)
    for (const [at, [, method]] of methods.entries()) table[at]?.runs.push(await oneRun(load, host, method))
  const [, other] = table
  for (const row of table) {
    rows.push(row)
    tell(row, row.how === 'ours' && other ? p50(row) / p50(other) : undefined)
  }
}

/** A gateway as the supervisor starts it, fenced and in its set, that ignores every signal and hides its children. */
async function startGateway(roll: Roll): Promise<() => void> {
  const entry = join(import.meta.dirname, '../kit/rogue-gateway.ts')
  const child = childStarter({ entry, given: { ROGUE_MARK: '300' } }).start()
  if (child.pid !== null) roll.gatewayStarted(child.pid)
  await new Promise<void>(resolve => child.onLine(line => line.includes('rogue ready') && resolve()))
  if (child.pid !== null) roll.gatewayStarted(child.pid) // its namespace exists by now
  return () => child.kill()
}

async function oneRun({ containers, trees: count, gateway }: Load, host: string, method: Method): Promise<Outcome> {
  const roll = new Roll(`gatehouse-bench-${process.pid}`)
  const room = containers === 0 ? null : aRoom(host, roll)
  let endGateway = (): void => {}
  try {
    for (let n = 0; n < containers; n++) {
      const sandbox = await room?.sandboxes.forAgent(`a${n}`, 's')
      void sandbox?.run(shell(BUSY)).catch(() => {})
    }
    const trees = startTrees(roll, count)
    if (gateway) endGateway = await startGateway(roll)
    await sleep(500)
    const inventory = roll.inventory()
    const outcome = await watch(victims(inventory), method(inventory, room, host, trees))
    for (const { pid, startedAt } of victims(inventory)) killExactly(pid, startedAt)
    return outcome
  } finally {
    endGateway()
    await room?.close()
    await sleep(50)
    roll.close()
  }
}

function aRoom(host: string, roll: Roll): SandboxRoom {
  const audit: NonNullable<Parameters<typeof aSandboxRoom>[2]>['audit'] = event => {
    if (event.what === 'sandbox.started') roll.sandboxStarted(event.sandbox)
  }
  return aSandboxRoom(host, { scope: 'agent' }, { audit })
}

async function brokenEngine(how: 'hung' | 'dead'): Promise<void> {
  const row: Row = { what: `engine ${how}, 2 containers`, how: 'ours', runs: [], goal: '<= 1500 ms (goal 10)' }
  const engine = await aPrivateEngine()
  const roll = new Roll(`gatehouse-bench-${process.pid}`)
  const room = aRoom(engine.dockerHost, roll)
  try {
    for (const n of [1, 2]) void (await room.sandboxes.forAgent(`a${n}`, 's')).run(shell(BUSY)).catch(() => {})
    await sleep(300)
    if (how === 'hung') engine.hang()
    else await engine.crash()
    const inventory = roll.inventory()
    row.runs.push(await watch(victims(inventory), ours(inventory, room, engine.dockerHost)))
  } finally {
    engine.thaw()
    await engine.stop()
    await room.close()
    roll.close()
  }
  rows.push(row)
  tell(row)
}

/** A Keeper killed or stopped: from that moment until its gateway, which does all it can to survive, is gone with its tree. */
async function keeperGone(how: 'SIGKILL' | 'SIGSTOP', goal: string): Promise<void> {
  const what = `Keeper ${how === 'SIGKILL' ? 'killed' : 'stopped'}, rogue gateway`
  const row: Row = { what, how: 'ours', runs: [], goal }
  for (let n = 0; n < rounds; n++) {
    const home = aHome()
    const mark = `8${process.pid}${n}${Math.floor(performance.now())}`
    const child = startChild(process.execPath, [join(import.meta.dirname, '../kit/a-rogue-house.ts'), home.root, mark])
    await until('the rogue', () => /rogue ready/.test(child.output()) && /watchdog true/.test(child.output()))
    const rogues = sleepsOf(mark)
    row.runs.push(await watch(rogues, () => signal(child.pid, how), 6_000))
    signal(child.pid, 'SIGCONT')
    await endChild(child)
    for (const { pid, startedAt } of rogues) killExactly(pid, startedAt)
    await home.remove()
  }
  rows.push(row)
  tell(row)
}

/** The sleeps in the rogue's tree, known by how long they sleep. */
function sleepsOf(mark: string): Victim[] {
  const marked = (pid: number): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith(`sleep\0${mark}`)
    } catch {
      return false // it ended while we looked
    }
  }
  return allPids()
    .filter(marked)
    .map(pid => ({ pid, startedAt: startTimeOf(pid) }))
}

/** Ten containers whose Keeper is killed: nobody asks the engine, their agents notice the end of the stream. */
async function keeperOfContainersGone(host: string): Promise<void> {
  const row: Row = { what: 'Keeper killed, 10 containers', how: 'ours', runs: [], goal: '<= 200 ms (goal 8)' }
  for (let n = 0; n < rounds; n++) {
    const home = aHome()
    const program = join(import.meta.dirname, '../integration/sandbox/keeper-for-dead-man.ts')
    const child = startChild(process.execPath, [program, home.root, host, '10'])
    await until('its containers', () => child.output().includes('pid'), 40_000)
    await sleep(500)
    const line =
      child
        .output()
        .split('\n')
        .find(each => each.startsWith('[')) ?? '[]'
    const inits = (JSON.parse(line) as { pid: number }[]).map(({ pid }) => ({ pid, startedAt: startTimeOf(pid) }))
    row.runs.push(await watch(inits, () => signal(child.pid, 'SIGKILL')))
    await endChild(child)
    await home.remove()
  }
  rows.push(row)
  tell(row)
}

function p50(row: Row): number {
  const times = row.runs.map(one => one.deadMs).toSorted((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? 0
}

function tell({ what, how, runs: all, goal }: Row, ratio?: number): void {
  const times = all.map(one => one.deadMs).toSorted((a, b) => a - b)
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1)
  const shown = how === 'ours' ? `, shown after ${Math.max(...all.map(one => one.shownMs)).toFixed(0)}` : ''
  const survivors = all.reduce((sum, one) => sum + one.survivors, 0)
  const victims = Math.max(...all.map(one => one.of))
  const against = ratio === undefined ? '' : `  ${ratio.toFixed(2)} x plain`
  const line = `${what.padEnd(34)} ${how.padEnd(11)} p50 ${at(0.5)}  p95 ${at(0.95)}  max ${at(1)} ms${against}${shown}  survivors ${survivors} (of ${victims} in each run)`
  console.log(goal === undefined ? line : `${line}   goal ${goal}`)
}

const alive = setInterval(() => {}, 1_000) // our clock's timers do not keep a process alive by themselves
const engine = await anEngine()
console.log(`${rounds} rounds each; times from the trigger to the last process dead`)
const parts: Record<string, () => Promise<unknown>> = {
  trees: () =>
    measure(
      '20 hostile host trees',
      { containers: 0, trees: TREES, gateway: false },
      engine.dockerHost,
      '<= 15 ms, 0 survivors (goal 6)',
    ),
  container: () =>
    measure(
      '1 container',
      { containers: 1, trees: 0, gateway: false },
      engine.dockerHost,
      '<= 10 ms, <= 1/3 of the plain tool (goal 5)',
    ),
  everything: () =>
    measure(
      '20 containers, 20 trees, a gateway',
      { containers: 20, trees: TREES, gateway: true },
      engine.dockerHost,
      '<= 300 ms, shown <= 1 s, <= 1.0 x plain (goal 7)',
    ),
  keeper: async () => {
    await keeperOfContainersGone(engine.dockerHost)
    await keeperGone('SIGKILL', '<= 20 ms (goal 8)')
    await keeperGone('SIGSTOP', '<= 4000 ms (goal 9)')
  },
  engine: async () => {
    await brokenEngine('hung')
    await brokenEngine('dead')
  },
}
const asked = process.argv.slice(3)
const unknown = asked.filter(name => parts[name] === undefined)
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`)
try {
  for (const [name, part] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await part()
} finally {
  await engine.stop()
}
clearInterval(alive)
