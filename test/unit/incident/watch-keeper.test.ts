import { describe, expect, it } from 'vitest'
import { freshWatch, gone, heard, ticked, type Watch } from '../../../src-main/incident/core/watch-keeper.ts'

/** Ticks every 250 ms for so long, and answers with everything that was to be done. */
function pass(start: Watch, ms: number, stopFile = false) {
  let watch = start
  const acts: string[] = []
  const until = start.lastTick + ms
  for (let now = start.lastTick + 250; now <= until; now += 250) {
    const step = ticked(watch, now, stopFile)
    watch = step.watch
    if (step.act.do !== 'nothing') acts.push(`${step.act.do} at ${now}`)
  }
  return { watch, acts }
}

describe('the watchdog', () => {
  it('ends the gateway once when the Keeper has been silent for more than three seconds', () => {
    expect(pass(freshWatch(0), 10_000).acts).toEqual(['end-gateway at 3250'])
  })

  it('does so again after the Keeper spoke and fell silent again', () => {
    const first = pass(freshWatch(0), 4_000).watch
    const spoke = heard(first, { t: 'beat' }, 4_000)
    expect(pass(spoke, 4_000).acts).toEqual(['end-gateway at 7250'])
  })

  it('leaves a Keeper alone that slept together with it', () => {
    const step = ticked(freshWatch(0), 60_000, false)
    expect(step.act).toEqual({ do: 'nothing' })
    expect(pass(step.watch, 3_000).acts).toEqual([])
  })

  it('finishes a pull whose Keeper ended in the middle, at the level that was pulled', () => {
    const pulling = heard(freshWatch(0), { t: 'pull', level: 'network' }, 10)
    expect(gone(pulling)).toMatchObject({ do: 'finish', level: 'network' })
    expect(gone(heard(pulling, { t: 'done' }, 20))).toEqual({ do: 'end-gateway' })
  })

  it('finishes a pull that is never done', () => {
    let watch = heard(freshWatch(0), { t: 'pull', level: 'all' }, 0)
    const acts: string[] = []
    for (let now = 250; now <= 8_000; now += 250) {
      watch = heard(watch, { t: 'beat' }, now)
      const step = ticked(watch, now, false)
      watch = step.watch
      if (step.act.do !== 'nothing') acts.push(`${step.act.do} at ${now}`)
    }
    expect(acts).toEqual(['finish at 6250'])
  })

  it('acts on the STOP file when the Keeper does not, and only then', () => {
    expect(pass(freshWatch(0), 2_000, true).acts).toEqual(['finish at 1250'])
    expect(pass(freshWatch(0, true), 2_000, true).acts).toEqual([])
  })

  it('leaves the STOP file to a Keeper that stopped everything before the watchdog even looked', () => {
    const pulled = heard(pass(freshWatch(0), 1_000).watch, { t: 'pull', level: 'all' }, 1_010)
    expect(pass(heard(pulled, { t: 'done' }, 1_020), 2_000, true).acts).toEqual([])
  })

  it('leaves it to a Keeper that stops everything after the watchdog saw the file', () => {
    const saw = pass(freshWatch(0), 250, true).watch
    const pulled = heard(heard(saw, { t: 'pull', level: 'all' }, 300), { t: 'done' }, 310)
    expect(pass(pulled, 2_000, true).acts).toEqual([])
  })

  it.each([
    ['that only froze tools', { t: 'pull', level: 'tools' } as const, 1_010],
    ['that stopped everything before the file was made', { t: 'pull', level: 'all' } as const, 400],
  ])('does not leave it to a Keeper %s', (_name, pull, at) => {
    const pulled = heard(heard(pass(freshWatch(0), 250).watch, pull, at), { t: 'done' }, at + 10)
    const later = pass({ ...pulled, lastTick: Math.max(at, 1_000), lastBeat: 1_000 }, 0).watch
    const acts = pass(heard({ ...later, lastTick: 1_000 }, { t: 'beat' }, 1_000), 2_000, true).acts
    expect(acts).toEqual(['finish at 2250'])
  })

  it('acts on the next STOP file too, after the first was removed', () => {
    const first = pass(freshWatch(0), 1_250, true).watch
    const between = pass(heard(first, { t: 'beat' }, 1_300), 250).watch
    expect(pass(heard(between, { t: 'beat' }, 1_600), 2_000, true).acts).toEqual(['finish at 2750'])
  })

  it('does nothing after an orderly end, and ends what is left after any other', () => {
    expect(gone(heard(freshWatch(0), { t: 'bye' }, 1))).toEqual({ do: 'nothing' })
    expect(gone(freshWatch(0))).toEqual({ do: 'end-gateway' })
  })
})
