/** Service under which every item of ours is kept; the person sees it in their keychain app. */
export const KEYCHAIN_SERVICE = 'gatehouse'

/** What the keychain helper is asked. Values travel only over its private channel, and as bytes, never as arguments. */
export type HelperRequest = { readonly id: number } & (
  | { readonly op: 'state' }
  | { readonly op: 'get'; readonly account: string }
  | { readonly op: 'set'; readonly account: string; readonly value: Uint8Array }
  | { readonly op: 'erase'; readonly account: string }
)

/** Whether the place where keys are kept is open, as the system itself says. `unknown`: it cannot be asked. */
export type KeychainState = 'open' | 'locked' | 'no-bus' | 'no-service' | 'no-collection' | 'unknown'

/** What the helper answers. `garbled`: there is an item and it is not one of ours. */
export type HelperAnswer = { readonly id: number } & (
  | { readonly ok: true; readonly state: KeychainState }
  | { readonly ok: true; readonly value: Uint8Array | 'none' | 'garbled' }
  | { readonly ok: true; readonly done: true }
  | { readonly ok: false; readonly stage: 'load' | 'call'; readonly text: string }
)

/** A running helper process, however it was started. */
export type HelperLink = {
  send(request: HelperRequest): void
  onAnswer(tell: (answer: HelperAnswer) => void): void
  onExit(tell: () => void): void
  /** Ends it at once. A keytar call that hangs also holds up an orderly exit, so nothing softer is tried. */
  kill(): void
}

/** Starts a helper: a forked Node process, or Electron's utility process. */
export type StartHelper = () => HelperLink
