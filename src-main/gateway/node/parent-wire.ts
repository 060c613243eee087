import type { Wire } from '../../contract/wire/wire.ts'
import { messageWire } from '../../kit/node/message-wire.ts'

type ParentPort = {
  postMessage(frame: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/** The wire to the Keeper that started us: Electron's parent port, or the channel of a plain child. Null when neither is there. */
export function parentWire(): Wire | null {
  const port = (process as unknown as { parentPort?: ParentPort }).parentPort
  if (port) return overParentPort(port)
  return process.send && process.channel ? overChildChannel() : null
}

function overParentPort(port: ParentPort): Wire {
  return messageWire({
    post: frame => port.postMessage(frame),
    onMessage: listener => port.on('message', event => listener(event.data)),
    onGone: listener => void process.on('disconnect', listener),
    disconnect: () => process.exit(0),
  })
}

function overChildChannel(): Wire {
  return messageWire({
    post: frame => {
      if (process.connected) process.send?.(frame, undefined, {}, () => {}) // a lost Keeper is told by `disconnect`
    },
    onMessage: listener => void process.on('message', listener),
    onGone: listener => void process.on('disconnect', listener),
    disconnect: () => process.disconnect(),
  })
}
