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
  const deliver = (frame: unknown): void => {
    for (const listener of listeners) listener(frame)
  }
  ends.onMessage(frame => {
    if (listeners.length === 0 || early.length > 0) early.push(frame)
    else deliver(frame)
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
      // A moment later, so that both halves of a two-way wire are listening when what came early is told.
      queueMicrotask(() => {
        const waiting = early
        early = []
        waiting.forEach(deliver)
      })
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
