import { type ShownNotification, showNotification } from './dbus/notifications.ts'
import { hostEvent } from './host-event.ts'
import { HostObject } from './strict.ts'

interface NotificationOptions {
  title?: string
  body?: string
  subtitle?: string
  silent?: boolean
  icon?: unknown
  urgency?: 'normal' | 'critical' | 'low'
  timeoutType?: 'default' | 'never'
  actions?: { type: string; text?: string }[]
  hasReply?: boolean
  replyPlaceholder?: string
  closeButtonText?: string
  sound?: string
}

const notifications: Notification[] = []

/** All notifications that were shown, oldest first. */
export function allNotifications(): Notification[] {
  return notifications
}

/** A notification: kept here for tests, and shown over D-Bus where a daemon runs. */
export class Notification extends HostObject {
  title: string
  body: string
  subtitle: string
  silent: boolean
  urgency: 'normal' | 'critical' | 'low'
  timeoutType: 'default' | 'never'
  actions: { type: string; text?: string }[]
  hasReply: boolean
  replyPlaceholder: string
  closeButtonText: string
  sound: string
  #state: 'new' | 'shown' | 'closed' = 'new'
  #shown: ShownNotification | undefined

  constructor(options: NotificationOptions = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.subtitle = options.subtitle ?? ''
    this.silent = options.silent ?? false
    this.urgency = options.urgency ?? 'normal'
    this.timeoutType = options.timeoutType ?? 'default'
    this.actions = options.actions ?? []
    this.hasReply = options.hasReply ?? false
    this.replyPlaceholder = options.replyPlaceholder ?? ''
    this.closeButtonText = options.closeButtonText ?? ''
    this.sound = options.sound ?? ''
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    if (!notifications.includes(this)) notifications.push(this)
    this.#state = 'shown'
    this.#shown?.close()
    const labels = this.actions.map(({ text = '' }) => text)
    this.#shown = showNotification(
      { title: this.title, body: this.body, urgency: this.urgency, stays: this.timeoutType === 'never', labels },
      {
        shown: () => this.emit('show', hostEvent({})),
        failed: cause => this.emit('failed', hostEvent({}), cause),
        activated: () => this._click(),
        chosen: index => this._choose(index),
        closed: reason => this.#closed(reason),
      },
    )
  }

  close(): void {
    this.#shown?.close()
    this.#closed('applicationHidden')
  }

  /** For tests and the daemon: a person clicked the notification itself. */
  _click(): void {
    this.emit('click', hostEvent({}))
  }

  /** For tests and the daemon: a person clicked one of its buttons. */
  _choose(actionIndex: number): void {
    this.emit('action', hostEvent({ actionIndex, selectionIndex: -1 }), actionIndex, -1)
  }

  _isOpen(): boolean {
    return this.#state === 'shown'
  }

  /** For tests: whether a daemon on the bus shows it. */
  _isOnScreen(): boolean {
    return this.#shown?.isOnScreen() ?? false
  }

  #closed(reason: string): void {
    if (this.#state !== 'shown') return
    this.#state = 'closed'
    this.emit('close', hostEvent({ reason }))
  }
}
