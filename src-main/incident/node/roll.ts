import type { SandboxInfo } from '../../contract/model/sandbox.ts'
import { type HeldSet, makeHeldSet, sweepHeldSets } from '../../kit/node/held-set.ts'
import { childNamespaceOf, pidNamespaceOf, runsInContainer, startTimeOf } from '../../kit/node/process-look.ts'
import { type Inventory, kindOf, type Target } from '../core/inventory.ts'

/**
 * The roll of everything of ours that runs. Each thing is written down when it starts, with what is needed to end it
 * and to prove its end, so that a kill searches for nothing.
 */
export class Roll {
  readonly #targets = new Map<string, Target>()
  readonly #listeners: (() => void)[] = []
  readonly #all: HeldSet | null
  readonly #gateway: HeldSet | null
  readonly #commands: HeldSet | null

  /**
   * `name` must be of this installation and of this run, so that nobody else's processes are ever in the set. What runs
   * of this installation left in sets with the prefix `earlier` is ended: whoever owned it is gone.
   */
  constructor(name: string, earlier: string | null = null) {
    if (earlier !== null) sweepHeldSets(earlier)
    this.#all = makeHeldSet(name)
    this.#gateway = this.#all?.inner('gateway') ?? null
    this.#commands = this.#all?.inner('commands') ?? null
  }

  /** Writes the gateway down and takes it into the held set. Call it before the process can start others. */
  gatewayStarted(pid: number): void {
    this.#gateway?.add(pid)
    this.#put({ id: 'gateway', kind: 'gateway', name: 'the gateway', ...marks(pid, innerNamespaceOf(pid)) })
  }

  /** A late end of an old gateway must not take a newer one off the roll. */
  gatewayEnded(pid: number | null): void {
    if (this.#targets.get('gateway')?.pid === pid) this.#drop('gateway')
  }

  /** Writes a sandbox down. Nothing has run in it yet. */
  sandboxStarted(info: SandboxInfo): void {
    const kind = kindOf(info.backend)
    const pid = kind === 'container' ? containerInit(info) : info.initPid
    if (kind === 'host-commands' && pid !== null) this.#commands?.add(pid)
    const inside = (kind === 'container' || kind === 'process-sandbox') && pid !== null
    this.#put({ id: info.id, kind, name: info.name, ...marks(pid, inside ? ownNamespaceOf(pid) : null) })
  }

  sandboxEnded(name: string): void {
    for (const target of this.#targets.values()) if (target.name === name) this.#drop(target.id)
  }

  /** Writes down which terminals are open; those of before that are not among them have ended. */
  terminalsAre(open: readonly { readonly id: string; readonly sandbox: string; readonly name: string }[]): void {
    const ids = new Set(open.map(one => one.id))
    for (const { id, kind } of [...this.#targets.values()]) if (kind === 'terminal' && !ids.has(id)) this.#drop(id)
    for (const { id, sandbox, name } of open)
      if (!this.#targets.has(id)) this.#put({ id, kind: 'terminal', name, ...marks(null, null), within: sandbox })
  }

  /** Writes down any other process of ours: a tunnel, a server of tools. The answer takes it off the roll. */
  processStarted(name: string, pid: number): () => void {
    const id = `process-${pid}-${startTimeOf(pid)}`
    this.#commands?.add(pid)
    this.#put({ id, kind: 'process', name, ...marks(pid, null) })
    return () => this.#drop(id)
  }

  inventory(): Inventory {
    const all = this.#all?.path
    const commands = this.#commands?.path
    return {
      targets: [...this.#targets.values()],
      held: all === undefined || commands === undefined ? null : { all, commands },
    }
  }

  onChange(tell: () => void): void {
    this.#listeners.push(tell)
  }

  /** Removes the held sets; those with members stay. */
  close(): void {
    this.#all?.remove()
  }

  #put(target: Target): void {
    this.#targets.set(target.id, target)
    for (const tell of this.#listeners) tell()
  }

  #drop(id: string): void {
    if (this.#targets.delete(id)) for (const tell of this.#listeners) tell()
  }
}

/** Only a number that means that container on this machine may ever be signalled. */
function containerInit({ id, initPid }: SandboxInfo): number | null {
  return initPid !== null && runsInContainer(initPid, id) ? initPid : null
}

function marks(pid: number | null, pidNamespace: string | null): Pick<Target, 'pid' | 'startedAt' | 'pidNamespace'> {
  return { pid, startedAt: pid === null ? null : startTimeOf(pid), pidNamespace }
}

/** The namespace of an init, unless it is our own: then everybody on the machine would be a survivor. */
function ownNamespaceOf(pid: number): string | null {
  const theirs = pidNamespaceOf(pid)
  return theirs === pidNamespaceOf(process.pid) ? innerNamespaceOf(pid) : theirs
}

function innerNamespaceOf(pid: number): string | null {
  const inner = childNamespaceOf(pid)
  return inner === pidNamespaceOf(process.pid) ? null : inner
}
