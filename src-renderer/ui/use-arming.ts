import { useEffect, useReducer, useState } from 'react'
import { type ArmingEvent, missing, stepArming, unarmed, waitMs } from './arming.ts'

const looking = (): boolean => document.visibilityState === 'visible' && document.hasFocus()
const place = (): string => [window.screenX, window.screenY, window.innerWidth, window.innerHeight].join()

/** Moving a window raises no event in a page, so its place is read this often. */
const PLACE_EVERY_MS = 200

/** Whether a question may be approved yet, and what it waits for. */
export type Arming = ReturnType<typeof useArming>

/** Watches the window for what `arming` needs to know about one question. */
export function useArming(digest: string, word: string | null) {
  const [state, tell] = useReducer(stepArming, unarmed)
  const [now, setNow] = useState(() => Date.now())

  useEffect(() => {
    tell({ kind: 'shown', digest, word, looking: looking(), at: Date.now() })
  }, [digest, word])
  useEffect(() => watchLooking(tell), [])
  useEffect(() => watchPlace(tell), [])
  useEffect(() => {
    setNow(Date.now())
    if (state.lookedSince === null) return
    // One wake-up exactly when the pause ends; the small extra keeps a rounded-down timer from waking too early.
    const timer = setTimeout(() => setNow(Date.now()), waitMs(state, Date.now()) + 5)
    return () => clearTimeout(timer)
  }, [state])

  const still = state.digest === digest ? missing(state, now) : (['wait'] as const)
  return { still, armed: still.length === 0, typed: state.typed, tell }
}

function watchLooking(tell: (event: ArmingEvent) => void): () => void {
  const look = (): void => tell({ kind: 'looking', looking: looking(), at: Date.now() })
  const away = (): void => tell({ kind: 'looking', looking: false, at: Date.now() })
  window.addEventListener('focus', look)
  window.addEventListener('blur', away)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('focus', look)
    window.removeEventListener('blur', away)
    document.removeEventListener('visibilitychange', look)
  }
}

function watchPlace(tell: (event: ArmingEvent) => void): () => void {
  let last = place()
  const timer = setInterval(() => {
    const here = place()
    if (here !== last) tell({ kind: 'moved', at: Date.now() })
    last = here
  }, PLACE_EVERY_MS)
  return () => clearInterval(timer)
}
