import type { WebSocket } from 'ws'
import { z } from 'zod'
import { Fault, toFaultFrame } from '../../contract/wire/fault.ts'
import type { Wire } from '../../contract/wire/wire.ts'
import type { DashboardTokens } from './dashboard-tokens.ts'

const TokenFrame = z.strictObject({ t: z.literal('token'), token: z.string().max(200) })

/** A socket that says nothing useful in this time is closed; it only takes up room. */
const TOKEN_WAIT_MS = 5_000

/**
 * Lets a browser in once its first message carries a good token. In a message, because addresses end up in logs and
 * histories, and a header cannot be set from a page.
 */
export function tokenWire(ws: WebSocket, tokens: DashboardTokens, onWire: (wire: Wire) => void): void {
  const timer = setTimeout(() => ws.terminate(), TOKEN_WAIT_MS)
  ws.on('error', () => ws.terminate()) // a broken socket is a closed one
  ws.once('message', data => {
    clearTimeout(timer)
    const parsed = TokenFrame.safeParse(decode(String(data)))
    if (!parsed.success || !tokens.accepts(parsed.data.token)) {
      ws.send(JSON.stringify({ t: 'fault', id: null, fault: toFaultFrame(new Fault('token-wrong'), 'TOKEN') }))
      ws.close(4001)
      return
    }
    onWire(socketWire(ws))
  })
}

function socketWire(ws: WebSocket): Wire {
  return {
    send: frame => {
      if (ws.readyState === ws.OPEN) ws.send(JSON.stringify(frame))
    },
    onFrame: listener => void ws.on('message', data => listener(decode(String(data)))),
    onClose: listener => void ws.on('close', listener),
    close: () => ws.close(),
  }
}

/** What is no JSON goes on as it is and is answered with `bad-frame`. */
function decode(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
