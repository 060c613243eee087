import { describe, expect, it } from 'vitest'
import { freshWatch, gone, heard, ticked, type Watch } from '../../../src-main/incident/core/watch-keeper.ts'

/** Ticks every 250 ms for so long, and answers with everything that was to be done. */
function pass(start: Watch, ms: number, sentinel: 'absent' | 'new' | 'handled' = 'absent') {
  let watch = start
  const acts: string[] = []
  const until = start.lastTick + ms
  for (let now = start.lastTick + 250; now <= until; now += 250) {
    const step = ticked(watch, now, sentinel)
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
    const step = ticked(freshWatch(0), 60_000, 'absent')
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
      const step = ticked(watch, now, 'absent')
      watch = step.watch
      if (step.act.do !== 'nothing') acts.push(`${step.act.do} at ${now}`)
    }
    expect(acts).toEqual(['finish at 6250'])
  })

  it('acts on the STOP file when the Keeper does not, and only then', () => {
    expect(pass(freshWatch(0), 2_000, 'new').acts).toEqual(['finish at 1250'])
    expect(pass(freshWatch(0), 2_000, 'handled').acts).toEqual([])
  })

  it('does nothing after an orderly end, and ends what is left after any other', () => {
    expect(gone(heard(freshWatch(0), { t: 'bye' }, 1))).toEqual({ do: 'nothing' })
    expect(gone(freshWatch(0))).toEqual({ do: 'end-gateway' })
  })
})
