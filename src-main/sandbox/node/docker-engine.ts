import Docker from 'dockerode'
import type { BackendName, BackendReport } from '../../contract/model/sandbox.ts'

/** Opens an engine by its address: `unix://…`, `tcp://host:port`, `ssh://…`, or the usual one of this machine. */
export function openEngine(host?: string): Docker {
  const address = host ?? process.env['DOCKER_HOST']
  if (address === undefined) return new Docker()
  if (address.startsWith('unix://')) return new Docker({ socketPath: address.slice('unix://'.length) })
  const url = new URL(address)
  const protocol = url.protocol === 'ssh:' ? 'ssh' : url.protocol === 'https:' ? 'https' : 'http'
  const port = url.port || (protocol === 'ssh' ? '22' : '2375')
  return new Docker({ host: url.hostname, port, protocol, ...(url.username ? { username: url.username } : {}) })
}

/** What the engine says about itself, asked with a deadline: a hung engine must not hang us. */
export type EngineFacts = { readonly architecture: string; readonly version: string }

/** Asks whether an engine is there and can run Linux containers. */
export async function probeEngine(
  docker: Docker,
  name: BackendName,
  withinMs = 3000,
): Promise<{ report: BackendReport; facts: EngineFacts | null }> {
  const no = (why: string) => ({ report: { backend: name, usable: false, why }, facts: null })
  try {
    const version = await within(withinMs, docker.version())
    if (version.Os !== 'linux')
      return no('The Docker engine runs Windows containers; Gatehouse needs Linux containers.')
    const facts = { architecture: version.Arch, version: version.Version }
    return { report: { backend: name, usable: true, why: `Docker ${version.Version} answers.` }, facts }
  } catch (error) {
    return no(engineError(error))
  }
}

/** Gives a promise a deadline. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Why the engine cannot be used, in words that say what to do. */
export function engineError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return 'No Docker engine was found. Install Docker, or start it if it is installed.'
  if (code === 'ECONNREFUSED') return 'The Docker engine does not run. Start Docker.'
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'The Docker engine stopped in the middle of it. Start Docker.'
  if (code === 'EACCES') return 'This user may not use Docker. Add yourself to the group "docker" and log in again.'
  const isOurs =
    error instanceof Error && code === '' && !('statusCode' in error) && !error.message.startsWith('no answer')
  // What we found out ourselves (no image, no agent for the processor) has its words already.
  if (isOurs) return error.message
  return `The Docker engine does not answer (${error instanceof Error ? error.message : String(error)}). Restart Docker.`
}
