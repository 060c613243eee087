import {
  type KeyDetail,
  type KeyItem,
  type KeyRead,
  type KeyStore,
  type KeyWrite,
  keyTrouble,
} from '../core/key-store.ts'
import type { HelperAnswer, KeychainState, StartHelper } from '../core/keychain-talk.ts'
import { KeychainCalls } from './keychain-calls.ts'

/** From the first word to the named state. Measured: a healthy keyring answers in milliseconds. */
const DEADLINE_MS = 3000
/** How long "open" is believed. A keyring that was just locked answers null, and null is always asked about. */
const OPEN_FOR_MS = 2000
/** A person typing the keychain's password is slower than a daemon. */
const UNLOCK_DEADLINE_MS = 120_000

const CANARY: KeyItem = 'canary'
const CANARY_BYTES = Uint8Array.from([103, 97, 116, 101, 104, 111, 117, 115, 101])

/** The operating system's keychain as a key store, through the helper process. */
export function keychainStore(start: StartHelper, deadlineMs = DEADLINE_MS): KeyStore {
  const calls = new KeychainCalls(start)
  const state: Known = { openUntil: 0 }
  const within = () => new Budget(calls, state, deadlineMs)
  return {
    backend: 'keychain',
    read: (vaultId, item) => read(within(), vaultId, item),
    write: (vaultId, item, bytes) => write(within(), vaultId, item, bytes),
    erase: (vaultId, item) => erase(within(), vaultId, item),
    unlock: () => unlock(new Budget(calls, state, UNLOCK_DEADLINE_MS)),
    close: () => calls.close(),
  }
}

const account = (vaultId: string, item: KeyItem): string => `${item}@${vaultId}`
const trouble = (status: KeyDetail['status'], detail?: string): KeyDetail => keyTrouble('keychain', status, detail)

type Known = { openUntil: number }

/** Several calls to the helper that share one deadline. */
class Budget {
  readonly #calls: KeychainCalls
  readonly #known: Known
  readonly #until: number

  constructor(calls: KeychainCalls, known: Known, deadlineMs: number) {
    this.#calls = calls
    this.#known = known
    this.#until = performance.now() + deadlineMs
  }

  /** The answer, or the trouble it stands for. */
  async ask(request: Parameters<KeychainCalls['ask']>[0]): Promise<Exclude<HelperAnswer, { ok: false }> | KeyDetail> {
    const first = await this.#once(request)
    // libsecret remembers a keyring daemon that was restarted since; a fresh helper does not.
    const answer =
      typeof first === 'object' && !first.ok && first.stage === 'call' ? await this.#afresh(request) : first
    if (answer === 'hung') return trouble('hung')
    if (answer === 'died') return trouble('unavailable', 'the keychain helper ended')
    return answer.ok ? answer : trouble('unavailable', `${answer.stage}: ${answer.text}`)
  }

  /** Null when the keychain may be used. Asked before a read, because a locked keyring answers like an empty one. */
  async closed(): Promise<KeyDetail | null> {
    if (performance.now() < this.#known.openUntil) return null
    const answer = await this.ask({ op: 'state' })
    if ('status' in answer) return answer
    if (!('state' in answer)) return trouble('unavailable', 'no state')
    if (answer.state === 'open') this.#known.openUntil = performance.now() + OPEN_FOR_MS
    return stateTrouble(answer.state)
  }

  /** As `closed`, without believing what was known a moment ago. */
  closedNow(): Promise<KeyDetail | null> {
    this.#known.openUntil = 0
    return this.closed()
  }

  #once(request: Parameters<KeychainCalls['ask']>[0]): ReturnType<KeychainCalls['ask']> {
    return this.#calls.ask(request, Math.max(1, this.#until - performance.now()))
  }

  #afresh(request: Parameters<KeychainCalls['ask']>[0]): ReturnType<KeychainCalls['ask']> {
    this.#known.openUntil = 0
    this.#calls.close()
    return this.#once(request)
  }

  async get(vaultId: string, item: KeyItem): Promise<Uint8Array | 'none' | KeyDetail> {
    const answer = await this.ask({ op: 'get', account: account(vaultId, item) })
    if ('status' in answer) return answer
    if (!('value' in answer) || answer.value === 'garbled') return trouble('corrupt')
    return answer.value
  }
}

function stateTrouble(state: KeychainState): KeyDetail | null {
  switch (state) {
    case 'open':
    case 'unknown':
      return null
    case 'locked':
      return trouble('locked')
    case 'no-bus':
    case 'no-service':
    case 'no-collection':
      return trouble('unavailable', state)
  }
}

async function read(budget: Budget, vaultId: string, item: KeyItem): Promise<KeyRead> {
  const closed = await budget.closed()
  if (closed) return closed
  const value = await budget.get(vaultId, item)
  if (value instanceof Uint8Array) return { status: 'ok', bytes: value }
  return value === 'none' ? nothingThere(budget, vaultId) : value
}

/** `null` means missing only where another item of ours can be read; else the keychain is locked, or another one. */
async function nothingThere(budget: Budget, vaultId: string): Promise<KeyDetail> {
  const closed = await budget.closedNow()
  if (closed) return closed
  const canary = await budget.get(vaultId, CANARY)
  if (canary instanceof Uint8Array) return sameBytes(canary, CANARY_BYTES) ? trouble('missing') : trouble('corrupt')
  if (canary !== 'none') return canary
  // Both null. Where the system says the keyring is open, it is a new or emptied one; else it may be locked.
  const answer = await budget.ask({ op: 'state' })
  if ('status' in answer) return answer
  return 'state' in answer && answer.state === 'open'
    ? trouble('missing', 'emptied or another keyring')
    : trouble('locked')
}

async function write(budget: Budget, vaultId: string, item: KeyItem, bytes: Uint8Array): Promise<KeyWrite> {
  const closed = await budget.closed()
  if (closed) return closed
  if (item === 'master') {
    const canary = await budget.ask({ op: 'set', account: account(vaultId, CANARY), value: CANARY_BYTES })
    if ('status' in canary) return canary
  }
  const answer = await budget.ask({ op: 'set', account: account(vaultId, item), value: bytes })
  return 'status' in answer ? answer : { status: 'ok' }
}

async function erase(budget: Budget, vaultId: string, item: KeyItem): Promise<KeyWrite> {
  const closed = await budget.closed()
  if (closed) return closed
  const answer = await budget.ask({ op: 'erase', account: account(vaultId, item) })
  return 'status' in answer ? answer : { status: 'ok' }
}

/** A read of any item makes the system show its own prompt. */
async function unlock(budget: Budget): Promise<KeyWrite> {
  const asked = await budget.ask({ op: 'get', account: 'unlock' })
  if ('status' in asked) return asked
  return (await budget.closed()) ?? { status: 'ok' }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at])
