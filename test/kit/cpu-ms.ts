/**
 * What the work took of the processor, in milliseconds, at best. Not the clock's time: other suites run beside this one,
 * and a loop without end is caught all the same.
 */
export function cpuMs(work: () => unknown, tries = 1): number {
  const times = Array.from({ length: tries }, () => {
    const from = process.cpuUsage()
    work()
    return process.cpuUsage(from).user / 1000
  })
  return Math.min(...times)
}
