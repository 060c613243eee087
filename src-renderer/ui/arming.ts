/**
 * When "Approve" may be pressed. The page can never be hurried: approval wakes only after the question has been on a
 * visible, focused screen for a while without change, its whole command was in view, and, for high risk, a word was typed.
 * Firefox and Chromium guard their own install prompts with the same pause, against clicks meant for something else.
 */
export type Arming = {
  /** Of the plan shown; a different one starts over. */
  readonly digest: string
  /** Since when the window has been looked at without a break, or null while it is not. */
  readonly lookedSince: number | null
  readonly readToEnd: boolean
  /** The word to type, or null when the risk does not call for one. */
  readonly word: string | null
  readonly typed: string
}

/** What the window noticed. */
export type ArmingEvent =
  | { kind: 'shown'; digest: string; word: string | null; looking: boolean; at: number }
  | { kind: 'looking'; looking: boolean; at: number }
  | { kind: 'moved'; at: number }
  | { kind: 'read-to-end' }
  | { kind: 'typed'; text: string }

/** What still keeps the button asleep. */
export type Missing = 'look' | 'wait' | 'read' | 'word'

/** How long a question has to be looked at. A person needs about this long to notice that a window changed. */
export const ARM_AFTER_MS = 1500

/** Before anything was shown. */
export const unarmed: Arming = { digest: '', lookedSince: null, readToEnd: false, word: null, typed: '' }

/** The next state after an event. */
export function stepArming(state: Arming, event: ArmingEvent): Arming {
  switch (event.kind) {
    case 'shown':
      if (event.digest === state.digest) return state
      return {
        digest: event.digest,
        lookedSince: event.looking ? event.at : null,
        readToEnd: false,
        word: event.word,
        typed: '',
      }
    case 'looking':
      if (event.looking === (state.lookedSince !== null)) return state
      return { ...state, lookedSince: event.looking ? event.at : null }
    case 'moved':
      return state.lookedSince === null ? state : { ...state, lookedSince: event.at }
    case 'read-to-end':
      return state.readToEnd ? state : { ...state, readToEnd: true }
    case 'typed':
      return { ...state, typed: event.text }
  }
}

/** What is missing now, the nearest first; nothing missing means armed. */
export function missing(state: Arming, now: number): Missing[] {
  const list: Missing[] = []
  if (state.lookedSince === null) list.push('look')
  if (!state.readToEnd) list.push('read')
  if (state.word !== null && state.typed.trim().toLowerCase() !== state.word.toLowerCase()) list.push('word')
  if (state.lookedSince !== null && waitMs(state, now) > 0) list.push('wait')
  return list
}

/** Whether "Approve" may be pressed now. */
export function armed(state: Arming, now: number): boolean {
  return state.digest !== '' && missing(state, now).length === 0
}

/** How long until the pause is over, as far as it has begun. */
export function waitMs(state: Arming, now: number): number {
  if (state.lookedSince === null) return ARM_AFTER_MS
  // A clock that was set back must not arm early, nor keep asleep for hours.
  const looked = Math.max(0, now - state.lookedSince)
  return Math.max(0, ARM_AFTER_MS - looked)
}
