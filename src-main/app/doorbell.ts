import { Notification } from 'electron'
import type { Approval } from '../contract/model/approval.ts'

/** Rings when a question comes. A notification is a doorbell: it opens the popup, and at most says no. */
export class Doorbell {
  readonly #shown = new Map<string, Notification>()
  readonly #open: () => void
  readonly #deny: (approval: Approval) => void

  constructor(open: () => void, deny: (approval: Approval) => void) {
    this.#open = open
    this.#deny = deny
  }

  ring(approval: Approval): void {
    if (!Notification.isSupported()) return
    const note = new Notification({
      title: `${approval.headline}?`,
      // Not the command itself: a bubble cuts it, shows it on a locked screen, and may render markup in it.
      body: `Agent ${approval.asked.agent} asks. ${approval.risk === 'high' ? 'High risk. ' : ''}Click to look at it.`,
      urgency: approval.risk === 'high' ? 'critical' : 'normal',
      actions: [{ type: 'button', text: 'Deny' }],
    })
    note.on('click', () => this.#open())
    note.on('action', () => this.#deny(approval))
    note.show()
    this.#shown.set(approval.id, note)
  }

  /** Takes the bubble away once the question is answered anywhere. */
  hush(id: string): void {
    this.#shown.get(id)?.close()
    this.#shown.delete(id)
  }
}
