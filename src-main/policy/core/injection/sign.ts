/** One thing that speaks for an attack. */
export interface Sign {
  id: string
  points: number
  reason: string
  /** Where in the text, so that signs of the same place can be added up. */
  at: number
}

/** Where signs stand close enough to be one attempt, and what they come to together. */
export interface Place {
  readonly points: number
  readonly signs: readonly Sign[]
}
