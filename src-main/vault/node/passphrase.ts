import { createHash, type KeyObject, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { type Disk, isAbsent, realDisk } from '../../kit/node/disk.ts'
import { type FileLock, fileLock } from '../../kit/node/file-lock.ts'
import { replaceFile } from '../../kit/node/replace-file.ts'
import {
  type KeyDetail,
  type KeyItem,
  type KeyRead,
  type KeyStore,
  type KeyWrite,
  keyTrouble,
} from '../core/key-store.ts'
import { PASSPHRASE_MIN, PassphraseFile, SCRYPT } from '../core/passphrase-file.ts'
import { intoKey, seal, unseal } from './sealing.ts'

/** What a passphrase store is built from. */
export type PassphrasePorts = {
  /** `vault.passphrase` in the data folder. That it is there is the person's choice: nothing falls back to it. */
  readonly file: string
  /** Asks the person. `new` when there is none yet; null when nobody answers. */
  readonly ask: (what: 'new' | 'existing') => Promise<string | null>
  readonly disk?: Disk
  readonly lock?: FileLock
  /** The slow hash. Only a test that opens a store hundreds of times brings a quick one. */
  readonly stretch?: typeof stretch
}

type Opened = { readonly status: 'opened'; readonly stored: PassphraseFile; readonly key: KeyObject }

/** Keys under a passphrase that a person chose, for machines without a keychain. */
export function passphraseStore(ports: PassphrasePorts): KeyStore {
  const store = new PassphraseStore(ports)
  return {
    backend: 'passphrase',
    read: (vaultId, item) => store.read(slot(vaultId, item)),
    write: (vaultId, item, bytes) => store.change(slot(vaultId, item), bytes),
    erase: (vaultId, item) => store.change(slot(vaultId, item), null),
    unlock: () => store.unlock(),
    close: () => store.close(),
  }
}

const slot = (vaultId: string, item: KeyItem): string => `${item}@${vaultId}`
const trouble = (status: KeyDetail['status'], detail?: string): KeyDetail => keyTrouble('passphrase', status, detail)
const CHECK = Buffer.from('gatehouse-passphrase-check')

class PassphraseStore {
  readonly #ports: PassphrasePorts
  readonly #disk: Disk
  /** The key of the passphrase and the salt it belongs to. */
  #known: { salt: string; key: KeyObject } | null = null

  constructor(ports: PassphrasePorts) {
    this.#ports = ports
    this.#disk = ports.disk ?? realDisk
  }

  async read(name: string): Promise<KeyRead> {
    const opened = await this.#open()
    if (opened.status !== 'opened') return opened
    const sealed = opened.stored.items[name]
    if (sealed === undefined) return trouble('missing')
    const bytes = unseal(opened.key, Buffer.from(sealed, 'base64url'), Buffer.from(name))
    return bytes ? { status: 'ok', bytes } : trouble('corrupt')
  }

  async unlock(): Promise<KeyWrite> {
    const opened = await this.#open()
    return opened.status === 'opened' || opened.status === 'missing' ? { status: 'ok' } : opened
  }

  change(name: string, bytes: Uint8Array | null): Promise<KeyWrite> {
    return (this.#ports.lock ?? fileLock)(`${this.#ports.file}.lock`, async () => {
      const opened = await this.#open()
      const target = opened.status === 'missing' && bytes ? await this.#begin() : opened
      if (target.status !== 'opened') return target.status === 'missing' && !bytes ? { status: 'ok' } : target
      const { [name]: _, ...items } = target.stored.items
      const sealed = bytes && seal(target.key, bytes, Buffer.from(name)).toString('base64url')
      return this.#save({ ...target.stored, items: sealed ? { ...items, [name]: sealed } : items })
    })
  }

  close(): void {
    this.#known = null
  }

  async #open(): Promise<Opened | KeyDetail> {
    const stored = await this.#load()
    if ('status' in stored) return stored
    const key = this.#known?.salt === stored.salt ? this.#known.key : await this.#askFor(stored.salt, 'existing')
    if (!key) return trouble('locked', 'no answer')
    if (!unseal(key, Buffer.from(stored.check, 'base64url'), CHECK)?.equals(CHECK)) return trouble('locked', 'wrong')
    this.#known = { salt: stored.salt, key }
    return { status: 'opened', stored, key }
  }

  async #begin(): Promise<Opened | KeyDetail> {
    const salt = randomBytes(32).toString('base64url')
    const key = await this.#askFor(salt, 'new')
    if (!key) return trouble('locked', 'no passphrase, or a shorter one than 12 characters')
    this.#known = { salt, key }
    const check = seal(key, CHECK, CHECK).toString('base64url')
    return {
      status: 'opened',
      key,
      stored: { format: 'gatehouse-passphrase-1', scrypt: SCRYPT, salt, check, items: {} },
    }
  }

  async #askFor(salt: string, what: 'new' | 'existing'): Promise<KeyObject | null> {
    const typed = await this.#ports.ask(what)
    if (typed === null || (what === 'new' && typed.length < PASSPHRASE_MIN)) return null
    return (this.#ports.stretch ?? stretch)(typed, salt)
  }

  async #load(): Promise<PassphraseFile | KeyDetail> {
    let text: string
    try {
      text = Buffer.from(await this.#disk.read(this.#ports.file)).toString('utf8')
    } catch (error) {
      return trouble(isAbsent(error) ? 'missing' : 'unavailable')
    }
    return parse(text) ?? trouble('corrupt')
  }

  async #save(stored: PassphraseFile): Promise<KeyWrite> {
    const body = JSON.stringify(stored)
    await replaceFile(this.#ports.file, Buffer.from(`${body}\n${sumOf(body)}\n`), this.#disk)
    return { status: 'ok' }
  }
}

/** The sum tells a damaged file from a wrong passphrase; it protects nothing. */
const sumOf = (body: string): string => createHash('sha256').update(body).digest('hex')

function parse(text: string): PassphraseFile | null {
  const [body = ''] = text.split('\n', 1)
  if (text !== `${body}\n${sumOf(body)}\n`) return null
  try {
    return PassphraseFile.parse(JSON.parse(body))
  } catch {
    return null // not JSON, or not of our shape: the caller says "damaged"
  }
}

async function stretch(passphrase: string, salt: string): Promise<KeyObject> {
  const { cost, blockSize, parallelization } = SCRYPT
  // Node refuses more than 32 MB unless told; this setting needs 128 MB and a little.
  const options = { cost, blockSize, parallelization, maxmem: 160 * 1024 * 1024 }
  const run = promisify<string, Buffer, number, typeof options, Buffer>(scrypt)
  // The same characters can be typed as different bytes on two keyboards.
  return intoKey(await run(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64url'), 32, options))
}
