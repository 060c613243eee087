/** What happens to the config, as the audit trail is told. It has the fields of the trail's `config` entry. */
export type ConfigNote = {
  readonly step: 'changed' | 'found-changed' | 'accepted' | 'reverted' | 'restored' | 'reloaded'
  readonly area: 'config' | 'policy' | 'grants'
  readonly paths: string[]
  readonly loosens: boolean
  readonly who: string
  readonly door: string
  readonly result: 'ok' | 'refused' | 'waiting'
}

/** Writes a note durably before the act it announces. When it throws, the act does not happen. */
export type NoteConfig = (note: ConfigNote) => Promise<void>

/** Who changes the config. */
export type Editor = { readonly who: string; readonly door: string }
