import type { Bridge } from '../../src-main/contract/wire/bridge.ts'
import type { Wire } from '../../src-main/contract/wire/wire.ts'

/** The wire of the app's own window. It is lost only when the Keeper refuses to hear this page. */
export function bridgeWire(bridge: Bridge): Wire {
  const closed: (() => void)[] = []
  let stop: () => void = () => {}
  const close = (): void => {
    stop()
    for (const tell of closed.splice(0)) tell()
  }
  return {
    send: frame => {
      bridge.send(frame).catch(close) // the reason is in the Keeper's log; here it only means "not connected"
    },
    onFrame: listener => {
      stop = bridge.onFrame(listener)
    },
    onClose: listener => void closed.push(listener),
    close,
  }
}
