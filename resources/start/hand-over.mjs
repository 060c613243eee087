// From the script that npm started to the program it is for: same terminal, same signals, same end.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a program in place of this one: it gets our signals, and its end is our end.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {(message: string) => void} cannotStart
 */
export function handOver(program, args, options, cannotStart) {
  const child = spawn(program, args, options)
  for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    // At a terminal, Ctrl-C reaches the child by itself; twice would read as "at once".
    process.on(name, () => (name === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(name)))
  }
  whenNpmIsGone(() => child.kill('SIGTERM'))
  child.on('error', error => cannotStart(error.message))
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]))
}

/**
 * npm passes a signal to the shell it runs us in, and that shell dies of it and tells nobody: seen with Debian's sh,
 * where `kill` of `npm start` left everything running. So we look whether our parent is still the same.
 */
function whenNpmIsGone(act) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    act()
  }, 250)
  watch.unref()
}
