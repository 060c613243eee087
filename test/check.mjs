// npm run check: the static gates and the quick tests, before every commit. One line per gate, the whole output of a failing one.
// Plain Node 20 so far; the gates themselves run under the pinned Node 24.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, nodeTooOld, pinnedNode, ROOT } from '../resources/start/packages.mjs'

const say = text => process.stdout.write(`${text}\n`)
const problem = nodeTooOld() ?? installPackages(say)
if (problem !== null) {
  say(problem)
  process.exit(1)
}
spawn(pinnedNode(), [join(ROOT, 'test', 'run', 'check.ts')], { cwd: ROOT, stdio: 'inherit' }).on('exit', code =>
  process.exit(code ?? 1),
)
