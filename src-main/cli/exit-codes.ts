/** What a script may rely on. The numbers are part of the contract. */
export const ExitCode = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** Asked for something that was refused: by a person, a policy, or for want of proof. */
  refused: 3,
  /** No Keeper runs on this data folder. */
  notRunning: 4,
  /** Another Keeper already runs on this data folder. */
  alreadyRunning: 5,
  /** The key or the vault cannot be opened. */
  noKey: 6,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
