import type { Wire } from '../../contract/wire/wire.ts'

/** What every message channel between two processes can do, whatever it is called there. */
export type MessageEnds = {
  post(frame: unknown): void
  onMessage(listener: (frame: unknown) => void): void
  onGone(listener: () => void): void
  disconnect(): void
}

/** A wire over a message channel. Frames that come before anyone listens wait; sending into a closed channel is quiet. */
export function messageWire(ends: MessageEnds): Wire {
  const listeners: ((frame: unknown) => void)[] = []
  const closers: (() => void)[] = []
  let early: unknown[] = []
  let open = true
  ends.onMessage(frame => {
    if (listeners.length === 0) early.push(frame)
    else for (const listener of listeners) listener(frame)
  })
  ends.onGone(() => {
    if (!open) return
    open = false
    for (const closer of closers) closer()
  })
  return {
    send: frame => {
      if (open) ends.post(frame)
    },
    onFrame: listener => {
      listeners.push(listener)
      const waiting = early
      early = []
      for (const frame of waiting) listener(frame)
    },
    onClose: listener => {
      closers.push(listener)
      if (!open) listener()
    },
    close: () => {
      if (!open) return
      open = false
      ends.disconnect()
      for (const closer of closers) closer()
    },
  }
}
