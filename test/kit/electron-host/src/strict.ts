import { EventEmitter } from 'node:events'
import { gap } from './record.ts'

/** Names that other code asks of any object it meets; answering "no such thing" is right for them. */
const askedOfEverything = new Set(['then', 'toJSON', 'constructor', 'domain', 'inspect', 'asymmetricMatch', 'nodeType'])

function refuse(owner: string, key: string): never {
  const message = `electron-host: ${owner}.${key} is not implemented`
  gap(message)
  throw new Error(message)
}

function isOrdinary(target: object, key: string | symbol): boolean {
  return typeof key === 'symbol' || key in target || key.startsWith('_') || askedOfEverything.has(key)
}

/** Every class of the host: an emitter that throws for members it does not have, instead of answering `undefined`. */
export class HostObject extends EventEmitter {}

// The proxies sit at the end of the prototype chain: wrapping instances would break `event.sender === win.webContents`.
Object.setPrototypeOf(
  HostObject.prototype,
  new Proxy(EventEmitter.prototype, {
    get(target, key, receiver) {
      if (isOrdinary(target, key)) return Reflect.get(target, key, receiver)
      return refuse(receiver.constructor.name, String(key))
    },
  }),
)
Object.setPrototypeOf(
  HostObject,
  new Proxy(EventEmitter, {
    get(target, key, receiver) {
      if (isOrdinary(target, key)) return Reflect.get(target, key, receiver)
      return refuse(receiver.name, String(key))
    },
  }),
)

/** Wraps a plain object so that an unknown member throws with its name. */
export function strict<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key, receiver) {
      if (isOrdinary(target, key)) return Reflect.get(target, key, receiver)
      return refuse(name, String(key))
    },
  })
}
