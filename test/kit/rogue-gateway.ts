/** Stands in for a gateway that a stranger has taken over: ignores every signal and starts children that hide. */
import { spawn } from 'node:child_process'

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const) process.on(signal, () => {})
process.on('disconnect', () => {}) // it does not care that its Keeper has gone
const mark = process.env['ROGUE_MARK'] ?? '600'
const start = (script: string): void =>
  void spawn('/bin/sh', ['-c', script], { stdio: 'ignore', detached: true }).unref()
start(`trap '' HUP INT TERM; sleep ${mark} & sleep ${mark}`)
start(`setsid sh -c 'trap "" HUP INT TERM; sleep ${mark}; true' &`)
start(`(setsid env -i /bin/sh -c 'sleep ${mark}; true' &) &`)
setTimeout(() => console.log('rogue ready'), 400)
setInterval(() => {}, 1_000)
