/**
 * A clock that a test sets in another process, as a person or a time server would: `NODE_OPTIONS=--import=<this file>`, then
 * SIGUSR2 moves it a day ahead and the next one a day back. Timers go on as before, as they do when a real clock is set.
 */
const DAY_MS = 86_400_000
const RealDate = Date
let ahead = 0
const now = (): number => RealDate.now() + ahead

globalThis.Date = new Proxy(RealDate, {
  construct: (real, args) => Reflect.construct(real, args.length === 0 ? [now()] : args),
  apply: () => new RealDate(now()).toString(),
  get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
})
process.on('SIGUSR2', () => {
  ahead = ahead === 0 ? DAY_MS : 0
})
