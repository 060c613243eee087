// npm test: from a fresh clone to one closing line, "N passed, N failed, N skipped".
//   npm test                        -- every check and every suite
//   npm test -- quick|fuzz|real|e2e      -- one part, with the same engine, keyring and build
//   npm test -- test/integration/x.test.ts
// Plain Node 20, no packages: this first half installs what is missing; test/run/main.ts does the rest under Node 24.
import { join } from 'node:path'
import { handOver } from '../resources/start/hand-over.mjs'
import { installMissing } from '../resources/start/machine.mjs'
import { installPackages, nodeTooOld, pinnedNode, ROOT } from '../resources/start/packages.mjs'
import { TEST_NEEDS } from './run/needs.mjs'

const say = text => process.stdout.write(`${text}\n`)

function stopIf(reason) {
  if (reason === null) return
  say(reason)
  say('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}

stopIf(nodeTooOld())
if (process.platform === 'win32')
  say('On Windows only the parts that need no Linux engine, keyring or namespaces can run.')
stopIf(installMissing(TEST_NEEDS, say))
stopIf(installPackages(say))

const main = [join(ROOT, 'test', 'run', 'main.ts'), ...process.argv.slice(2)]
handOver(pinnedNode(), main, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] }, message =>
  stopIf(`The tests could not be started: ${message}`),
)
