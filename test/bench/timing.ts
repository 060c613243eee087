/** Times acts against each other in one run, prints them, and says which goals they meet. */

export const rounds = Number(process.env['BENCH_ROUNDS'] ?? 200)
let missed = 0

const at = (times: number[], part: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
/** The middle and the 95th of a hundred. */
export const p50 = (times: number[]) => at(times, 0.5)
export const p95 = (times: number[]) => at(times, 0.95)

/** Prints one row of times. */
export const row = (what: string, times: number[]) =>
  console.log(`  ${what.padEnd(58)}${[0.5, 0.95, 1].map(part => at(times, part).toFixed(2).padStart(10)).join('')}`)

/** Prints the head of a table. */
export const head = (title: string, unit = 'ms') =>
  console.log(`\n${`${title} (${unit})`.padEnd(60)}${['p50', 'p95', 'max'].map(name => name.padStart(10)).join('')}`)

/** A goal that is a ratio within this run: it holds on every machine. */
export const goal = (name: string, value: number, limit: number, at: 'most' | 'least' = 'most') => {
  const met = at === 'most' ? value <= limit : value >= limit
  if (!met) missed += 1
  console.log(`  ${met ? 'met   ' : 'MISSED'} ${name}: ${value.toFixed(2)} (at ${at} ${limit})`)
}

/** A goal in time, set on an idle machine with two cores. Printed beside the value and never counted: see `pace`. */
export const onIdle = (name: string, value: number, limit: number, at: 'most' | 'least' = 'most') => {
  const met = at === 'most' ? value <= limit : value >= limit
  console.log(`  ${met ? 'within' : 'over  '} ${name}: ${value.toFixed(2)} (at ${at} ${limit} on an idle machine)`)
}

/** How much slower this machine is now than the idle one on which the times were set: 1.8 ms for a plain spawn. */
export const pace = (spawned: number[]) =>
  console.log(
    `\nThis machine is ${(p50(spawned) / 1.8).toFixed(1)} times as slow as the idle one the times were set on.`,
  )

/** How many goals this run missed. */
export const missedGoals = () => missed

/** Runs each act in turn, round after round, and answers with the times of each. */
export async function interleaved(count: number, acts: (() => Promise<unknown>)[]): Promise<number[][]> {
  const times: number[][] = acts.map(() => [])
  for (const act of acts) for (let warm = 0; warm < 3; warm++) await act()
  for (let round = 0; round < count; round++) {
    for (const [index, act] of acts.entries()) {
      const from = performance.now()
      await act()
      times[index]?.push(performance.now() - from)
    }
  }
  return times
}
