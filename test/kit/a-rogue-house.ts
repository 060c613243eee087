/**
 * A Keeper's parts that start and end things, around a gateway that does everything to survive.
 * Started as a process by tests that kill or stop it: `node a-rogue-house.ts <home> <mark> [pull-and-die|unfenced]`.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { KillHands } from '../../src-main/incident/node/carry-out.ts'
import { KillSwitch } from '../../src-main/incident/node/kill-switch.ts'
import { LockdownFile } from '../../src-main/incident/node/lockdown-file.ts'
import { Roll } from '../../src-main/incident/node/roll.ts'
import { Watchdog } from '../../src-main/incident/node/watchdog.ts'
import { systemClock } from '../../src-main/kit/node/system-clock.ts'
import { childStarter } from '../../src-main/supervisor/node/child-starter.ts'

const [home = '', mark = '', mode = ''] = process.argv.slice(2)
const root = join(import.meta.dirname, '../..')
const roll = new Roll(`gatehouse-test-${createHash('sha256').update(home).digest('hex').slice(0, 8)}-${process.pid}`)
const watchdog = new Watchdog(
  {
    command: process.execPath,
    args: [join(root, 'src-main/incident/node/watchdog-process.ts'), home],
    env: { PATH: process.env['PATH'] ?? '' },
  },
  systemClock,
  () => roll.inventory(),
  stands => console.log(`watchdog ${stands}`),
)
roll.onChange(() => watchdog.arm())
watchdog.start()
const child = childStarter({
  entry: join(import.meta.dirname, 'rogue-gateway.ts'),
  given: { ROGUE_MARK: mark },
  ...(mode === 'unfenced' ? { fence: [] } : {}),
}).start()
if (child.pid !== null) roll.gatewayStarted(child.pid)
child.onLine(line => console.log(line))

const idle: KillHands = {
  endGateway: () => child.kill(),
  endStreams: () => {},
  streamOpen: () => false,
  cutNetwork: () => {},
  denyApprovals: async () => 0,
  killContainer: async () => {},
  engineSays: async () => 'unknown',
}
const killSwitch = new KillSwitch({
  clock: systemClock,
  file: new LockdownFile(home),
  inventory: () => roll.inventory(),
  hands: idle,
  restoreNetwork: () => {},
  // `pull-and-die` dies in the middle: after the lock and the word to the watchdog, before anything has ended.
  announce: (what, level) => {
    watchdog.announce(what, level)
    if (mode === 'pull-and-die' && what === 'pulling') process.kill(process.pid, 'SIGKILL')
  },
  keep: () => {},
  record: async () => {},
  report: () => {},
  held: () => null,
  earlier: null,
})
process.on('SIGUSR1', () => void killSwitch.pull('all', 'a test').then(report => console.log(JSON.stringify(report))))
setInterval(() => {}, 1_000)
