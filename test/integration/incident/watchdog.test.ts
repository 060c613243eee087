import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { KillReport } from '../../../src-main/contract/model/incident.ts'
import { allPids } from '../../../src-main/kit/node/process-look.ts'
import { findFence } from '../../../src-main/supervisor/node/fenced.ts'
import { type Child, endChild, isAlive, signal, startChild, until } from '../../kit/child.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aHome, type TempHome } from '../../kit/temp-home.ts'

const notLinux = process.platform === 'linux' ? null : 'needs Linux: it looks into /proc'
const noFence = notLinux ?? (findFence().length > 0 ? null : 'needs PID namespaces (unshare, setpriv)')

let home: TempHome
let child: Child
let mark = ''
afterEach(async () => {
  signal(child.pid, 'SIGCONT')
  await endChild(child)
  for (const pid of marked()) signal(pid, 'SIGKILL')
  await home.remove()
})

/** Every process that carries the mark of this test in its command line. */
function marked(): number[] {
  return allPids().filter(pid => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark) && isAlive(pid) && pid !== child.pid
    } catch {
      return false // it ended while we looked
    }
  })
}

async function start(mode = ''): Promise<void> {
  home = aHome()
  mark = `6${Math.floor(performance.now() * 1000)}`
  child = startChild(process.execPath, [join(import.meta.dirname, '../../kit/a-rogue-house.ts'), home.root, mark, mode])
  await until(
    'the rogue and the watchdog',
    () => /rogue ready/.test(child.output()) && /watchdog true/.test(child.output()),
  )
  expect(marked().filter(pid => !isWatchdog(pid)).length).toBeGreaterThanOrEqual(4)
}

function isWatchdog(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('watchdog-process')
}

describeWhere(noFence)('a gateway that does everything to survive', () => {
  it('is dead with all it started, setsid and wiped environments included, when its Keeper is killed', async () => {
    await start()
    signal(child.pid, 'SIGKILL')
    await until('nothing of it to be left', () => marked().length === 0, 2_000)
  })

  it('is dead with all it started when the switch is pulled, and the report says so', async () => {
    await start()
    signal(child.pid, 'SIGUSR1')
    await until('the report', () => child.output().includes('"outcome"'))
    const report = JSON.parse(
      child
        .output()
        .split('\n')
        .find(line => line.startsWith('{"id"')) ?? '{}',
    ) as KillReport
    expect(report).toMatchObject({ outcome: 'all-ended', survivors: [], ended: [{ kind: 'gateway' }] })
    expect(marked()).toEqual([])
  })

  it('is ended by the watchdog when its Keeper is stopped and says nothing any more', async () => {
    await start()
    signal(child.pid, 'SIGSTOP')
    const since = performance.now()
    await until('nothing of it to be left', () => marked().length === 0, 5_000)
    expect(performance.now() - since).toBeLessThan(4_500)
  })
})

describeWhere(notLinux)('the watchdog', () => {
  it('finishes a kill whose Keeper dies in the middle: all ended, locked, and a report left to be recorded', async () => {
    await start('pull-and-die')
    signal(child.pid, 'SIGUSR1')
    await until('nothing of it to be left', () => marked().length === 0 && !isAlive(child.pid), 3_000)
    expect(existsSync(home.path('lockdown'))).toBe(true)
    const report = () => readdirSync(home.path('incidents')).find(name => name.startsWith('!'))
    await until('its report', () => existsSync(home.path('incidents')) && report() !== undefined)
    const text = readFileSync(home.path('incidents', report() ?? ''), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ by: 'the watchdog', level: 'all', survivors: [] })
  })

  it('leaves no held set behind', async () => {
    await start()
    const sets = () =>
      ['/sys/fs/cgroup', '/sys/fs/cgroup/unified']
        .filter(place => existsSync(place))
        .flatMap(place => readdirSync(place).filter(name => name.endsWith(`-${child.pid}`)))
    signal(child.pid, 'SIGKILL')
    await until('its sets to be gone', () => sets().length === 0, 4_000)
  })
})
