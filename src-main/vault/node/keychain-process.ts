/**
 * ENTRY of the keychain helper process: the only place that loads keytar.
 * keytar can block for ever, take every file operation of its process with it, and keep the process from exiting
 * (a D-Bus socket that accepts and never answers), so it lives here, where its parent may kill it after a deadline.
 */
import { createRequire } from 'node:module'
import { type HelperAnswer, type HelperRequest, KEYCHAIN_SERVICE } from '../core/keychain-talk.ts'
import { readItem, writeItem } from './keychain-item.ts'
import { askKeychainState } from './keychain-state.ts'

/** The three calls we use. `findCredentials` crashes the process on items without an account, so it is not here. */
type Keytar = {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

type Port = { answer(answer: HelperAnswer): void; onRequest(tell: (request: HelperRequest) => void): void }

let loaded: Keytar | null = null

function keytar(): Keytar {
  loaded ??= createRequire(import.meta.url)('keytar') as Keytar
  return loaded
}

async function carryOut(request: HelperRequest): Promise<HelperAnswer> {
  const { id } = request
  if (request.op === 'state') return { id, ok: true, state: await askKeychainState() }
  try {
    keytar()
  } catch (error) {
    return { id, ok: false, stage: 'load', text: String(error) }
  }
  try {
    return await onItem(request)
  } catch (error) {
    return { id, ok: false, stage: 'call', text: String(error) }
  }
}

async function onItem(request: Exclude<HelperRequest, { op: 'state' }>): Promise<HelperAnswer> {
  const { id, account } = request
  switch (request.op) {
    case 'get':
      return { id, ok: true, value: readItem(await keytar().getPassword(KEYCHAIN_SERVICE, account)) }
    case 'set':
      await keytar().setPassword(KEYCHAIN_SERVICE, account, writeItem(request.value))
      return { id, ok: true, done: true }
    case 'erase':
      await keytar().deletePassword(KEYCHAIN_SERVICE, account)
      return { id, ok: true, done: true }
  }
}

/** A utility process of Electron has `parentPort`; a forked Node process has `send`. */
function parentPort(): Port {
  const electron = (
    process as {
      parentPort?: { postMessage(m: unknown): void; on(e: 'message', l: (m: { data: unknown }) => void): void }
    }
  ).parentPort
  if (electron) {
    return {
      answer: answer => electron.postMessage(answer),
      onRequest: tell => electron.on('message', message => tell(message.data as HelperRequest)),
    }
  }
  // A blocked keytar call would keep an orderly exit waiting for ever; a process without a parent must simply be gone.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  return {
    answer: answer => process.send?.(answer),
    onRequest: tell => process.on('message', message => tell(message as HelperRequest)),
  }
}

const port = parentPort()
port.onRequest(request => void carryOut(request).then(answer => port.answer(answer)))
