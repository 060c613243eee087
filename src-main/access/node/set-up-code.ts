import { randomInt, timingSafeEqual } from 'node:crypto'
import { plainCode, setUpCodeFrom } from '../core/first-pin.ts'

/** A fresh set-up code for one start. */
export function newSetUpCode(): string {
  return setUpCodeFrom(below => randomInt(below))
}

/** Whether a typed code is the one that was shown. */
export function codeMatches(typed: string, shown: string): boolean {
  const [given, wanted] = [Buffer.from(plainCode(typed)), Buffer.from(plainCode(shown))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
