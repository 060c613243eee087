import type { Wire } from '../../src-main/contract/wire/wire.ts'

/** The wire of a browser: a WebSocket to the page's own address whose first message is the token. */
export function openSocketWire(address: URL, token: string): Promise<Wire> {
  const socket = new WebSocket(address)
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('The dashboard does not answer.')), { once: true })
    socket.addEventListener(
      'open',
      () => {
        socket.send(JSON.stringify({ t: 'token', token }))
        resolve(wireOf(socket))
      },
      { once: true },
    )
  })
}

function wireOf(socket: WebSocket): Wire {
  return {
    send: frame => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
    },
    onFrame: listener => {
      socket.addEventListener('message', event => {
        const frame = parse(event.data)
        if (frame !== undefined) listener(frame)
      })
    },
    onClose: listener => socket.addEventListener('close', () => listener(), { once: true }),
    close: () => socket.close(),
  }
}

function parse(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined
  } catch {
    return undefined // not JSON means not one of our frames; there is nobody to answer it to
  }
}

/** The address of the wire next to the page. */
export function wireAddress(page: string): URL {
  const address = new URL('./wire', page)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  address.search = ''
  address.hash = ''
  return address
}
