import type { Wire } from '../../contract/wire/wire.ts'

type End = Wire & { deliver(frame: unknown): void; dropped(): void }

/** Two ends of a wire inside one process, copying what crosses, for callers such as the tray that live in the Keeper itself. */
export function pairWire(): [Wire, Wire] {
  const left: End = makeEnd(() => right)
  const right: End = makeEnd(() => left)
  return [left, right]
}

function makeEnd(peer: () => End): End {
  const frames: ((frame: unknown) => void)[] = []
  const closers: (() => void)[] = []
  let open = true
  const shut = (): void => {
    if (!open) return
    open = false
    for (const closer of closers) closer()
  }
  return {
    send: frame => {
      const copy: unknown = structuredClone(frame)
      queueMicrotask(() => peer().deliver(copy))
    },
    onFrame: listener => void frames.push(listener),
    onClose: listener => void closers.push(listener),
    close: () => {
      queueMicrotask(() => peer().dropped())
      shut()
    },
    deliver: frame => {
      if (open) for (const listener of frames) listener(frame)
    },
    dropped: shut,
  }
}
