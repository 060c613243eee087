import { z } from 'zod'

/** Fewer characters are no approver PIN. */
export const SHORTEST_PIN = 6

/** More are none either. */
export const LONGEST_PIN = 64

/** What a person proves themselves with where the door itself cannot tell. */
export const Pin = z.string().min(SHORTEST_PIN).max(LONGEST_PIN)

/** How the first PIN may be set from a place: as it is, with the code of this start, after a start in a terminal, or in the window only. */
export const FirstPinWay = z.enum(['free', 'code', 'restart', 'window'])
export type FirstPinWay = z.infer<typeof FirstPinWay>
