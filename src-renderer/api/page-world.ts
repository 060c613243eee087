import type { Bridge } from '../../src-main/contract/wire/bridge.ts'
import { Fault } from '../../src-main/contract/wire/fault.ts'
import { bridgeWire } from './bridge-wire.ts'
import type { ConnectionWorld } from './connection.ts'
import { storedToken } from './pairing.ts'
import { openSocketWire, wireAddress } from './socket-wire.ts'

declare global {
  interface Window {
    /** Put there by the preload script in the app's own window; absent in a browser. */
    readonly gatehouse?: Bridge
  }
}

/** Whether the page runs in the app's own window. */
export const inApp = (): boolean => window.gatehouse !== undefined

/** How this page reaches its Keeper: the bridge in the app, a WebSocket with a token in a browser. */
export function pageWorld(): ConnectionWorld {
  return {
    openWire: async () => {
      if (window.gatehouse) return bridgeWire(window.gatehouse)
      const token = storedToken()
      if (!token) throw new Fault('token-wrong')
      return openSocketWire(wireAddress(location.href), token)
    },
    later: (act, afterMs) => {
      const timer = setTimeout(act, afterMs)
      return () => clearTimeout(timer)
    },
  }
}
