import type { Vault } from '../vault/node/vault.ts'

/** Takes secrets out of text, whole or as it streams. */
export type RedactingText = {
  whole(text: string): string
  stream(): { push(text: string): string; end(): string }
}
