/** What happens to a secret, as the audit trail is told. It has the fields of the trail's `secret` entry, without a value. */
export type SecretNote = {
  readonly step:
    | 'added'
    | 'used'
    | 'changed'
    | 'rotated'
    | 'removed'
    | 'imported'
    | 'exported'
    | 'refused'
    | 'leased'
    | 'lease-ended'
  readonly secret: string
  readonly who: string
  readonly door: string
  readonly result: 'ok' | 'refused' | 'failed'
  readonly reason?: string
}

/** Writes a note durably before the act it announces. When it throws, the act does not happen. */
export type NoteSecret = (note: SecretNote) => Promise<void>

/** On whose behalf the vault is used. */
export type Asker = { readonly who: string; readonly door: string }
