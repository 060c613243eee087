import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder `resources/sandbox` of this installation: beside the sources in a checkout, beside `out` when built. */
export function sandboxResources(from: string = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'resources', 'sandbox')
    if (existsSync(found)) return found
  }
  throw new Error('The folder resources/sandbox is missing from this installation.')
}

/** One processor has many names: the kernel's, Docker's and Node's. */
const PROCESSORS: Readonly<Record<string, string>> = { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64' }
const processor = (name: string) => PROCESSORS[name] ?? name

/** Whether two names mean the same processor. */
export function sameProcessor(one: string, other: string): boolean {
  return processor(one) === processor(other)
}

/** The exec agent for a processor, or null where there is none. */
export function agentProgram(architecture: string, resources: string = sandboxResources()): string | null {
  const name = processor(architecture)
  const file = /^[a-z0-9]+$/.test(name) ? join(resources, 'bin', `agent-linux-${name}`) : null
  return file !== null && existsSync(file) ? file : null
}
