import type { HelperAnswer, HelperLink, HelperRequest, StartHelper } from '../core/keychain-talk.ts'

type Ask = HelperRequest extends infer R ? (R extends HelperRequest ? Omit<R, 'id'> : never) : never
type Waiting = { resolve: (answer: HelperAnswer | 'hung' | 'died') => void; timer: NodeJS.Timeout }

/** Half a minute: long enough for a start-up, short enough that a key does not linger in a second process. */
const IDLE_MS = 30_000

/** Talks to one helper at a time; kills it when it does not answer, and starts the next one when it is needed. */
export class KeychainCalls {
  readonly #start: StartHelper
  readonly #waiting = new Map<number, Waiting>()
  #link: HelperLink | null = null
  #idle: NodeJS.Timeout | null = null
  #nextId = 1

  constructor(start: StartHelper) {
    this.#start = start
  }

  /** The helper's answer, `hung` after the deadline, or `died` when it went away without one. */
  ask(request: Ask, deadlineMs: number): Promise<HelperAnswer | 'hung' | 'died'> {
    const id = this.#nextId++
    return new Promise(resolve => {
      const timer = setTimeout(() => this.#drop('hung'), deadlineMs)
      this.#waiting.set(id, { resolve, timer })
      try {
        this.#running().send({ ...request, id } as HelperRequest)
      } catch {
        this.#drop('died') // it could not even be started
      }
    })
  }

  /** Kills the helper, whatever it is doing. */
  close(): void {
    this.#drop('died')
  }

  #running(): HelperLink {
    if (this.#idle) clearTimeout(this.#idle)
    if (this.#link) return this.#link
    const link = this.#start()
    this.#link = link
    link.onAnswer(answer => this.#answered(answer))
    link.onExit(() => {
      if (this.#link === link) this.#drop('died')
    })
    return link
  }

  #answered(answer: HelperAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    if (!waiting) return
    this.#waiting.delete(answer.id)
    clearTimeout(waiting.timer)
    waiting.resolve(answer)
    if (this.#waiting.size === 0) this.#idle = setTimeout(() => this.#drop('died'), IDLE_MS).unref()
  }

  /** A call that hangs blocks the helper's threads, so the calls beside it end with it. */
  #drop(why: 'hung' | 'died'): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = null
    const link = this.#link
    this.#link = null
    link?.kill()
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { resolve, timer } of waiting) {
      clearTimeout(timer)
      resolve(why)
    }
  }
}
