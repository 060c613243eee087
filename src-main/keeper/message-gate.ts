import { type Flow, recentFlows, silence, takeMessage } from '../access/core/message-rate.ts'
import type { AuditEntry } from '../contract/model/audit-entry.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { Clock } from '../kit/core/clock.ts'

/** Who writes: the door, or the channel, and the name there. A script at one door takes nothing from a person at another. */
export type Writer = { readonly door: string; readonly sender: string }

/** More senders than one person's house has in a minute: looking through them all is not worth it before. */
const MANY = 64

/** Lets so many messages of each sender a minute through to a model. */
export class MessageGate {
  readonly #clock: Clock
  readonly #perMinute: () => number
  readonly #record: (entry: AuditEntry) => Promise<unknown>
  #flows = new Map<string, Flow>()

  constructor(clock: Clock, perMinute: () => number, record: (entry: AuditEntry) => Promise<unknown>) {
    this.#clock = clock
    this.#perMinute = perMinute
    this.#record = record
  }

  /** Takes the message, or says that there were too many. Of a flood the trail has its beginning, not each drop. */
  async admit({ door, sender }: Writer): Promise<void> {
    const key = JSON.stringify([door, sender])
    const { flow, taken, firstRefused } = takeMessage(
      this.#flows.get(key) ?? silence,
      this.#clock.now(),
      this.#perMinute(),
    )
    this.#flows.set(key, flow)
    if (this.#flows.size > MANY) this.#flows = recentFlows(this.#flows, this.#clock.now())
    if (taken) return
    if (firstRefused) await this.#record(refusal({ door, sender }))
    throw new Fault('too-many-messages', { perMinute: this.#perMinute() })
  }
}

function refusal({ door, sender }: Writer): AuditEntry {
  return {
    kind: 'access',
    who: sender,
    door,
    step: 'attempt',
    subject: 'message',
    result: 'refused',
    reason: 'More messages in a minute than access.messagesPerMinute lets through.',
  }
}
