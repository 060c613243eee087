/** Stands in for a Keeper that is killed: opens sandboxes, prints their init pids, and waits to die. */
import { SandboxConfig } from '../../../src-main/contract/model/sandbox.ts'
import { systemClock } from '../../../src-main/kit/node/system-clock.ts'
import { openSandboxes } from '../../../src-main/sandbox/node/open-sandboxes.ts'
import { shell } from '../../kit/sandboxes.ts'

const [home = '', host = '', count = '1', beat = '10'] = process.argv.slice(2)
const sandboxes = openSandboxes({
  home,
  docker: { host },
  heartbeatSeconds: Number(beat),
  config: () => SandboxConfig.parse({ backend: 'docker' }),
  clock: systemClock,
  log: () => {},
  audit: () => {},
})
for (let n = 0; n < Number(count); n++) {
  const sandbox = await sandboxes.forAgent(`agent-${n}`, 's')
  void sandbox.run(shell('(trap "" TERM HUP; setsid sleep 4848) & sleep 4848'))
}
console.log(JSON.stringify(sandboxes.list().map(info => ({ pid: info.initPid, id: info.id }))))
setInterval(() => {}, 1000)
