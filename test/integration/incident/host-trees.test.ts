/** Commands on this machine that do all they can to outlive the kill switch. */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { KillReport } from '../../../src-main/contract/model/incident.ts'
import { planKill } from '../../../src-main/incident/core/plan-kill.ts'
import { carryOut } from '../../../src-main/incident/node/carry-out.ts'
import { Roll } from '../../../src-main/incident/node/roll.ts'
import { makeHeldSet } from '../../../src-main/kit/node/held-set.ts'
import { allPids } from '../../../src-main/kit/node/process-look.ts'
import { systemClock } from '../../../src-main/kit/node/system-clock.ts'
import { isAlive, signal, until } from '../../kit/child.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aHome, type TempHome } from '../../kit/temp-home.ts'

const probe = makeHeldSet(`gatehouse-test-trees-${process.pid}`)
probe?.remove()

/**
 * Each link starts the next in a session of its own and ends at once, so that whoever looks for it comes too late. It is one
 * process at a time, and it ends by itself after two thousand links or when the file is gone: it cannot run away from the test.
 */
const CHAIN = `[ -e "$1" ] && [ "$2" -lt 2000 ] || exit 0
sleep 0.002
setsid sh "$0" "$1" $(($2 + 1)) &`

describeWhere(probe === null ? 'needs a cgroup of version 2 that we may write to' : null)('a hostile command', () => {
  let home: TempHome
  let roll: Roll
  beforeEach(() => {
    home = aHome()
    roll = new Roll(`gatehouse-test-trees-${process.pid}`)
    writeFileSync(home.path('chain'), CHAIN)
    writeFileSync(home.path('going'), '')
  })
  afterEach(async () => {
    for (const pid of alive()) signal(pid, 'SIGKILL')
    await home.remove() // takes the file away that a chain needs to go on
    roll.close()
  })

  /** Everything that carries the folder of this test in its command line or was started under it by its mark. */
  const alive = (): number[] =>
    allPids().filter(pid => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        return (line.includes(home.root) || line.startsWith(`sleep\0${mark}`)) && isAlive(pid)
      } catch {
        return false // it ended while we looked
      }
    })
  const mark = `5${process.pid}5`

  it.each([
    ['ignores every signal', `trap '' HUP INT TERM QUIT USR1; sleep ${mark} & sleep ${mark}`],
    ['moves to another session', `setsid sh -c 'sleep ${mark}; true' & sleep ${mark}`],
    [
      'becomes a daemon without a parent or an environment',
      `(setsid env -i /bin/sh -c 'sleep ${mark}; true' &) & sleep ${mark}`,
    ],
    ['is a chain of forks that is never where one looks', 'sh "$CHAIN" "$GOING" 0; sleep 0.2'],
  ])('that %s is dead after a pull, and the report says so', async (_name, script) => {
    const env = { PATH: process.env['PATH'], CHAIN: home.path('chain'), GOING: home.path('going') }
    const child = spawn('/bin/sh', ['-c', `read go\n${script}`], { stdio: ['pipe', 'ignore', 'ignore'], env })
    if (child.pid !== undefined) roll.processStarted('a command', child.pid)
    child.stdin?.end('go\n')
    await until('it to have started others', () => alive().some(pid => pid !== child.pid))
    const report = await pull()
    expect(report).toMatchObject({ outcome: 'all-ended', survivors: [], troubles: [] })
    await new Promise(resolve => setTimeout(resolve, 100)) // many links of a chain
    expect(alive()).toEqual([])
  })

  it('that was only just being started when the switch was pulled is ended as it comes up', async () => {
    const pulled = pull() // the set has been ended when this returns; now somebody joins it
    const late = spawn('sleep', [mark], { stdio: 'ignore' })
    if (late.pid !== undefined) roll.processStarted('a late command', late.pid)
    expect(await pulled).toMatchObject({ outcome: 'all-ended', survivors: [], troubles: [] })
    expect(alive()).toEqual([])
  })

  function pull(): Promise<KillReport> {
    const about = { id: 'p', level: 'all', drill: false, by: 'test', reason: '', at: Date.now(), troubles: [] } as const
    return carryOut(planKill('all', roll.inventory()), about, nothingElse, systemClock)
  }
})

const nothingElse = {
  endGateway: () => {},
  endStreams: () => {},
  streamOpen: () => false,
  cutNetwork: () => {},
  denyApprovals: async () => 0,
  killContainer: async () => {},
  engineSays: async () => 'unknown' as const,
}
