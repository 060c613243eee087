import type { AskSystem } from '../keeper/lift-proof.ts'

/** The part of Electron's system preferences that asks for a finger. macOS has it; the others have nothing of the kind. */
export type TouchId = { canPromptTouchID(): boolean; promptTouchID(reason: string): Promise<void> }

/** Asks with Touch ID, or the account's password where the system falls back to it. */
export function askSystem(platform: string, system: TouchId): AskSystem {
  return async why => {
    if (platform !== 'darwin' || !system.canPromptTouchID()) return 'not-offered'
    try {
      await system.promptTouchID(why)
      return 'confirmed'
    } catch {
      return 'refused' // cancelled, a wrong finger, or locked after too many tries: all the same to us
    }
  }
}
