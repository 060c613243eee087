import { type ChildProcess, fork, type StdioOptions } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { MessagePortMain } from './message-port.ts'
import { HostObject, strict } from './strict.ts'

interface ForkOptions {
  env?: object
  execArgv?: string[]
  cwd?: string
  stdio?: string | string[]
  serviceName?: string
}

const signals: Record<string, number> = { SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }
const shim = new URL('./utility-shim.ts', import.meta.url)

function stdioOf(stdio: ForkOptions['stdio'] = 'inherit'): StdioOptions {
  const three = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio]
  // A utility process never has an input.
  return ['ignore', three[1] ?? 'inherit', three[2] ?? 'inherit', 'ipc'] as StdioOptions
}

/** A process of the application's own, started from the main process. */
export class UtilityProcess extends HostObject {
  pid: number | undefined
  readonly stdout: Readable | null
  readonly stderr: Readable | null
  readonly #child: ChildProcess
  readonly #ports = new Map<number, MessagePortMain>()

  constructor(modulePath: string, args: string[], options: ForkOptions) {
    super()
    const { env = process.env, execArgv = [], cwd } = options
    this.#child = fork(modulePath, args, {
      execPath: process.execPath,
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', shim.href, ...execArgv],
      env: env as NodeJS.ProcessEnv,
      serialization: 'advanced',
      stdio: stdioOf(options.stdio),
      ...(cwd && { cwd }),
    })
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    this.#child.once('spawn', () => {
      this.pid = this.#child.pid
      this.emit('spawn')
    })
    this.#child.on('message', (message: { data?: unknown; port?: number; value?: unknown }) => this.#receive(message))
    this.#child.once('exit', (code, signal) => {
      this.pid = undefined
      this.emit('exit', code ?? signals[signal ?? ''] ?? 1)
    })
    this.#child.on('error', error => this.emit('error', 'FatalError', error.message, ''))
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    if (!this.#child.connected) return
    const ports = transfer.map(given => this.#lend(given))
    this.#child.send({ data: message, ports })
  }

  kill(): boolean {
    return this.#child.kill()
  }

  #receive(message: { data?: unknown; port?: number; value?: unknown }): void {
    if (message.port === undefined) this.emit('message', message.data)
    else this.#ports.get(message.port)?.postMessage(message.value)
  }

  /** A port cannot cross to another process: this side keeps it and passes its messages on. */
  #lend(given: unknown): number {
    const port = given as MessagePortMain
    const id = this.#ports.size + 1
    this.#ports.set(id, port)
    port.on(
      'message',
      ({ data }: { data: unknown }) => this.#child.connected && this.#child.send({ port: id, value: data }),
    )
    port.on('close', () => this.#child.connected && this.#child.send({ port: id, closed: true }))
    port.start()
    return id
  }
}

/** The module's `utilityProcess`. */
export const utilityProcess = strict('utilityProcess', {
  fork: (modulePath: string, args: string[] = [], options: ForkOptions = {}): UtilityProcess =>
    new UtilityProcess(modulePath, args, options),
})
