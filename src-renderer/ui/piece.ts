/** A stretch of text as a person may safely see it. */
export type Piece =
  | { kind: 'plain'; text: string }
  /** A character that draws nothing, draws wrong, or moves its neighbours; shown by number instead. */
  | { kind: 'escaped'; text: string; code: number }
  /** A word that passes for another one by letters of a different alphabet. */
  | { kind: 'lookalike'; text: string; note: string }
