/** Time as a port: core takes it as an argument, shells get one, tests turn its hands. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs `act` once after `afterMs`; the answer cancels it. */
  after(afterMs: number, act: () => void): () => void
}
