// npm start: from a fresh clone to a running Gatehouse. The window if there can be one, else headless with the dashboard.
//   npm start                    -- the usual
//   npm start -- --headless      -- no window, the dashboard in your browser
// Further options go to Gatehouse itself. Plain Node 20, no packages: there are none yet when this starts.
import { build, buildIsCurrent } from './build.mjs'
import { handOver } from './hand-over.mjs'
import { chooseHost } from './host.mjs'
import { installMissing, NATIVE_BUILD } from './machine.mjs'
import { installPackages, nodeTooOld, packagesAreCurrent, ROOT } from './packages.mjs'

const say = text => process.stderr.write(`${text}\n`)

stopIf(nodeTooOld())
if (!packagesAreCurrent()) {
  const advice = installMissing(NATIVE_BUILD, say)
  if (advice !== null) say(`${advice}\nGoing on without: the system keychain may not be available.`)
}
stopIf(installPackages(say))
if (!buildIsCurrent()) {
  say('Building …')
  stopIf(build())
}
const [program, args] = chooseHost(process.argv.slice(2), say)
say('Where it says "gatehouse COMMAND", in this folder that is: npm run -s gatehouse -- COMMAND')
handOver(program, args, { cwd: ROOT, stdio: 'inherit' }, message =>
  stopIf(`Gatehouse could not be started: ${message}`),
)

function stopIf(reason) {
  if (reason === null) return
  say(reason)
  process.exit(1)
}
