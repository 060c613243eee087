// npm start: from a fresh clone to a running Gatehouse. The window if there can be one, else headless with the dashboard.
//   npm start                    -- the usual
//   npm start -- --headless      -- no window, the dashboard in your browser
// Further options go to Gatehouse itself. Plain Node 20, no packages: there are none yet when this starts.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { build, buildIsCurrent } from './build.mjs'
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
run(...chooseHost(process.argv.slice(2), say))

function run(program, args) {
  if (!existsSync(program)) stopIf(`There is no ${program}. Delete node_modules and run "npm start" again.`)
  const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit' })
  for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    // At a terminal, Ctrl-C reaches the child by itself; twice would read as "at once".
    process.on(name, () => (name === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(name)))
  }
  child.on('error', error => stopIf(`Gatehouse could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]))
}

function stopIf(reason) {
  if (reason === null) return
  say(reason)
  process.exit(1)
}
