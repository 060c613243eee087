import { randomUUID } from 'node:crypto'
import type { CdpSession } from './cdp.ts'
import { isolatedWorldSource, mainWorldSource, type PageSetUp, preloadWorld } from './page-scripts.ts'
import { openPage } from './stage.ts'
import type { FreshPage } from './targets.ts'

/** A message from the preload's world. `from` is the address of the document that sent it. */
export type FromPage = { from: string } & (
  | { kind: 'send'; channel: string; args: string }
  | { kind: 'invoke'; channel: string; args: string; id: number }
  | { kind: 'open'; url: string; name: string; features: string; disposition: string }
  | { kind: 'title'; title: string }
  | { kind: 'document'; policies: string[] }
  | { kind: 'preload-error'; message: string }
)

interface Context {
  id: number
  uniqueId: string
  name: string
  auxData?: { frameId?: string }
}

/** The private line to the preload of one page: opens the page, puts the scripts in place, carries messages both ways. */
export class PageWire {
  /** Resolves when the page is set up and may navigate. */
  readonly page: Promise<FreshPage>
  #context: Context | undefined
  readonly #binding = `electronHost${randomUUID().replaceAll('-', '')}`

  constructor(
    preload: { text: string | undefined; process: object },
    before: (page: FreshPage) => void,
    receive: (message: FromPage, contextId: number) => void,
  ) {
    const setUp = { secret: randomUUID(), binding: this.#binding, preload: preload.text, process: preload.process }
    this.page = this.#open(setUp, before, receive)
    // Whoever waits for the page gets the fault; nobody has to wait.
    this.page.catch(() => undefined)
  }

  async #open(
    setUp: PageSetUp,
    before: (page: FreshPage) => void,
    receive: (message: FromPage, contextId: number) => void,
  ): Promise<FreshPage> {
    const page = await openPage()
    const { session } = page
    this.#follow(page)
    session.on('Runtime.bindingCalled', (call: { name: string; payload: string; executionContextId: number }) => {
      if (call.name !== this.#binding || call.executionContextId !== this.#context?.id) return
      receive(JSON.parse(call.payload) as FromPage, call.executionContextId)
    })
    before(page)
    await Promise.all(setUpCalls(session, setUp))
    await session.send('Runtime.runIfWaitingForDebugger')
    return page
  }

  /** Knows which context is the preload's in the page's current document. */
  #follow({ session, targetId }: FreshPage): void {
    session.on('Runtime.executionContextCreated', ({ context }: { context: Context }) => {
      if (context.name === preloadWorld && context.auxData?.frameId === targetId) this.#context = context
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }: { executionContextId: number }) => {
      if (this.#context?.id === executionContextId) this.#context = undefined
    })
    session.on('Runtime.executionContextsCleared', () => {
      this.#context = undefined
    })
  }

  /** Hands a message to the preload; says whether somebody there listened. */
  async deliver(message: object, onlyContext?: number): Promise<boolean> {
    const { session } = await this.page
    const context = this.#context
    if (!context || (onlyContext !== undefined && context.id !== onlyContext)) return false
    const text = JSON.stringify(message)
    const expression = `typeof electronHostDeliver === 'function' && electronHostDeliver(${text})`
    const asked = { expression, uniqueContextId: context.uniqueId, returnByValue: true }
    const { result } = await session.send<{ result: { value?: unknown } }>('Runtime.evaluate', asked)
    return result.value === true
  }
}

/** In this order: the page's own world hears before the preload's world speaks. */
function setUpCalls(session: CdpSession, setUp: PageSetUp): Promise<object>[] {
  const script = (source: string, worldName?: string): Promise<object> =>
    session.send('Page.addScriptToEvaluateOnNewDocument', { source, ...(worldName && { worldName }) })
  return [
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    session.send('Runtime.addBinding', { name: setUp.binding, executionContextName: preloadWorld }),
    script(mainWorldSource(setUp)),
    script(isolatedWorldSource(setUp), preloadWorld),
  ]
}
