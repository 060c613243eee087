/**
 * The places a call can come from. A door knows its caller by how the connection was made
 * (which window, which socket, which child), never by what a message says.
 */
export type Door = 'window' | 'tray' | 'cli' | 'dashboard' | 'gateway' | 'keeper'

/** Whether a person has proved to be there: by being at the window or tray, or by the approver PIN. */
export type Presence = 'person' | 'unproved'

/** Who is calling, as the door sees it. */
export type Caller = {
  readonly door: Door
  /** One connection, so that an unlock belongs to it alone. */
  readonly connection: string
  readonly presence: Presence
}
