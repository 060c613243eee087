import type { Wire } from '../../src-main/contract/wire/wire.ts'

type End = Wire & { deliver(frame: unknown): void; dropped(): void }

function end(peer: () => End): End {
  const frames: ((frame: unknown) => void)[] = []
  const closes: (() => void)[] = []
  let open = true
  return {
    send: frame => {
      const copy = structuredClone(frame) // what really crosses a process border
      queueMicrotask(() => peer().deliver(copy))
    },
    onFrame: listener => void frames.push(listener),
    onClose: listener => void closes.push(listener),
    close: () => {
      if (!open) return
      queueMicrotask(() => peer().dropped())
      for (const listener of closes) listener()
      open = false
    },
    deliver: frame => {
      if (open) for (const listener of frames) listener(frame)
    },
    dropped: () => {
      if (!open) return
      open = false
      for (const listener of closes) listener()
    },
  }
}

/** Two ends of one wire in memory, with the copying that a real border does. */
export function memoryWire(): [Wire, Wire] {
  const left: End = end(() => right)
  const right: End = end(() => left)
  return [left, right]
}
