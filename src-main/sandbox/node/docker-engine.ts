import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Docker from 'dockerode'
import type { BackendName, BackendReport } from '../../contract/model/sandbox.ts'
import { type EngineAddress, readEngineAddress } from '../core/engine-address.ts'

/** Opens an engine by its address, or the usual one of this machine. Throws, in words, what may not be used. */
export function openEngine(host?: string): Docker {
  const address = engineAddress(host)
  if (address === null) return new Docker()
  if (address.kind === 'socket') return new Docker({ socketPath: address.path })
  const { host: name, port } = address
  if (address.kind === 'ssh') {
    const hostVerifier = (key: Buffer) => fingerprint(key) === address.hostKey
    const sshOptions = { agent: process.env['SSH_AUTH_SOCK'], hostVerifier, readyTimeout: 10_000 }
    return new Docker({ host: name, port, protocol: 'ssh', username: address.user, sshOptions } as Docker.DockerOptions)
  }
  if (!address.tls) return new Docker({ host: name, port, protocol: 'http' })
  const file = (each: string) => readFileSync(join(process.env['DOCKER_CERT_PATH'] ?? '', each))
  const certificates = { ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem') }
  return new Docker({ host: name, port, protocol: 'https', ...certificates })
}

/** The engine's address: the named one, or that of DOCKER_HOST; null for the usual one of this machine. */
export function engineAddress(host?: string): EngineAddress | null {
  const text = host ?? process.env['DOCKER_HOST']
  const certificates = process.env['DOCKER_CERT_PATH'] === undefined ? 'missing' : 'there'
  return text === undefined ? null : readEngineAddress(text, certificates)
}

/** The fingerprint of a host key as `ssh-keygen -lf` prints it. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
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
  if (error instanceof Error && /host denied|verification failed/i.test(error.message))
    return 'The machine of the Docker engine shows another host key than the pinned one. Nothing was sent.'
  const isOurs =
    error instanceof Error && code === '' && !('statusCode' in error) && !error.message.startsWith('no answer')
  // What we found out ourselves (no image, no agent for the processor) has its words already.
  if (isOurs) return error.message
  return `The Docker engine does not answer (${error instanceof Error ? error.message : String(error)}). Restart Docker.`
}
