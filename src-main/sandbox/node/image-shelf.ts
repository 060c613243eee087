import type Docker from 'dockerode'
import type { SandboxConfig } from '../../contract/model/sandbox.ts'
import type { SandboxLog } from '../core/backend.ts'
import { Lines } from '../core/lines.ts'
import { ensureBaseImage, findBusybox, IMAGE_NAME, imageFacts, imageId } from './base-image.ts'
import { addAgent, buildFullImage, pullPinned } from './build-image.ts'
import { agentProgram, sameProcessor } from './resources.ts'

const tagFor = (id: string) => `on-${id.replace('sha256:', '').slice(0, 16)}`

/** The exec agent for a processor, or null where there is none. */
export type Agents = (architecture: string) => string | null

/** What a container starts from, and whether our agent is in it. */
export type ReadyImage = { readonly id: string; readonly agent: boolean }

/** Finds, makes or fetches the image a sandbox starts from. */
export class ImageShelf {
  readonly #docker: Docker
  readonly #log: SandboxLog
  readonly #agents: Agents
  /** The small image, once it was made or found: finding it means hashing two megabytes. */
  #base: string | null = null

  constructor(docker: Docker, log: SandboxLog, agents: Agents = agentProgram) {
    this.#docker = docker
    this.#log = log
    this.#agents = agents
  }

  /** The image for these settings on an engine for this processor. */
  async ready(config: SandboxConfig, architecture: string): Promise<ReadyImage> {
    return config.image === 'auto' ? this.#own(architecture) : this.#named(config.image)
  }

  /** The full image where it was built, else the small one, which is made on the spot. */
  async #own(architecture: string): Promise<ReadyImage> {
    const agent = this.#agents(architecture)
    const full = await imageId(this.#docker, `${IMAGE_NAME}:full`)
    if (full !== null) return { id: full, agent: agent !== null }
    // The engine may have lost it meanwhile (a person pruned images); asking costs 1 ms.
    if (this.#base === null || (await imageId(this.#docker, this.#base)) === null)
      this.#base = await this.#makeBase(agent, architecture)
    return { id: this.#base, agent: agent !== null }
  }

  async #makeBase(agent: string | null, architecture: string): Promise<string> {
    const busybox = sameProcessor(architecture, process.arch) ? findBusybox() : null
    if (busybox === null) throw new Error('There is no sandbox image yet. Run "gatehouse sandbox build".')
    this.#log('sandbox: using the small image (busybox); "gatehouse sandbox build" makes the full one')
    return ensureBaseImage(this.#docker, agent, busybox)
  }

  /** Somebody else's image becomes a sandbox when our agent is put on top of it; that is done once per image. */
  async #named(name: string): Promise<ReadyImage> {
    const found = await imageFacts(this.#docker, name)
    if (found === null) throw new Error(`The image ${name} is not here. Run "gatehouse sandbox build".`)
    // The agent must be for the image's processor, which an engine that emulates may not share.
    if (this.#agents(found.architecture) === null) return { id: found.id, agent: false }
    const made = await imageId(this.#docker, `${IMAGE_NAME}:${tagFor(found.id)}`)
    if (made === null) throw new Error(`The image ${name} is not ready for sandboxes. Run "gatehouse sandbox build".`)
    return { id: made, agent: true }
  }

  /** Builds, or fetches and prepares, what these settings need. */
  build(config: SandboxConfig): Lines {
    const lines = new Lines()
    this.#build(config, line => lines.put(line))
      .catch(error => lines.put(`Failed: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => lines.end())
    return lines
  }

  async #build(config: SandboxConfig, tell: (line: string) => void): Promise<void> {
    if (config.image === 'auto') {
      const { Arch } = await this.#docker.version()
      return void (await buildFullImage(this.#docker, this.#agents(Arch), tell))
    }
    const present = await imageId(this.#docker, config.image)
    const base = present === null ? await pullPinned(this.#docker, config.image, tell) : config.image
    if (present === null && !config.image.includes('@sha256:')) tell(`To pin it, write ${base} in the settings.`)
    const found = await imageFacts(this.#docker, base)
    if (found === null) throw new Error(`The engine does not know ${base}.`)
    const agent = this.#agents(found.architecture)
    if (agent === null) tell(`There is no exec agent for ${found.architecture}: commands go through the engine.`)
    else await addAgent(this.#docker, base, agent, tagFor(found.id), tell)
    tell('Done.')
  }
}
