import { HostObject } from './strict.ts'

/** The main frame of a page, as IPC events name their sender. Frames inside the page get no preload, so they never send. */
export class WebFrameMain extends HostObject {
  url = ''
  readonly parent: WebFrameMain | null = null
  readonly name = ''
  readonly routingId: number
  readonly processId: number
  readonly frameToken: string
  detached = false
  #send: (channel: string, args: unknown[]) => void

  constructor(id: number, frameToken: string, send: (channel: string, args: unknown[]) => void) {
    super()
    this.routingId = id
    this.processId = 1000 + id
    this.frameToken = frameToken
    this.#send = send
  }

  get origin(): string {
    const { protocol, host } = URL.parse(this.url) ?? { protocol: '', host: '' }
    return protocol === 'file:' ? 'file://' : host ? `${protocol}//${host}` : 'null'
  }

  get top(): WebFrameMain {
    return this
  }

  get frames(): WebFrameMain[] {
    return []
  }

  get framesInSubtree(): WebFrameMain[] {
    return [this]
  }

  isDestroyed(): boolean {
    return this.detached
  }

  send(channel: string, ...args: unknown[]): void {
    this.#send(channel, args)
  }
}
