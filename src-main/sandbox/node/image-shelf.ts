import type Docker from 'dockerode'
import type { SandboxConfig } from '../../contract/model/sandbox.ts'
import type { SandboxLog } from '../core/backend.ts'
import { Lines } from '../core/lines.ts'
import { ensureBaseImage, findBusybox, IMAGE_NAME, imageId } from './base-image.ts'
import { addAgent, buildFullImage, pullPinned } from './build-image.ts'
import { agentProgram } from './resources.ts'

const tagFor = (id: string) => `on-${id.replace('sha256:', '').slice(0, 16)}`

/** Finds, makes or fetches the image a sandbox starts from. */
export class ImageShelf {
  readonly #docker: Docker
  readonly #log: SandboxLog
  /** The small image, once it was made or found: finding it means hashing two megabytes. */
  #base: string | null = null

  constructor(docker: Docker, log: SandboxLog) {
    this.#docker = docker
    this.#log = log
  }

  /** The id of the image for these settings. */
  async idFor(config: SandboxConfig, architecture: string): Promise<string> {
    return config.image === 'auto' ? this.#own(architecture) : this.#named(config.image)
  }

  /** The full image where it was built, else the small one, which is made on the spot. */
  async #own(architecture: string): Promise<string> {
    const full = await imageId(this.#docker, `${IMAGE_NAME}:full`)
    if (full !== null) return full
    // The engine may have lost it meanwhile (a person pruned images); asking costs 1 ms.
    if (this.#base !== null && (await imageId(this.#docker, this.#base)) !== null) return this.#base
    const agent = agentProgram(architecture)
    if (agent === null) throw new Error(`There is no exec agent for ${architecture}.`)
    const busybox = findBusybox()
    if (busybox === null) throw new Error('There is no sandbox image yet. Run "gatehouse sandbox build".')
    this.#log('sandbox: using the small image (busybox); "gatehouse sandbox build" makes the full one')
    this.#base = await ensureBaseImage(this.#docker, agent, busybox)
    return this.#base
  }

  /** Somebody else's image becomes a sandbox when our agent is put on top of it; that is done once per image. */
  async #named(name: string): Promise<string> {
    const id = await imageId(this.#docker, name)
    if (id === null) throw new Error(`The image ${name} is not here. Run "gatehouse sandbox build".`)
    const made = await imageId(this.#docker, `${IMAGE_NAME}:${tagFor(id)}`)
    if (made === null) throw new Error(`The image ${name} is not ready for sandboxes. Run "gatehouse sandbox build".`)
    return made
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
    const { Arch } = await this.#docker.version()
    const agent = agentProgram(Arch)
    if (agent === null) throw new Error(`There is no exec agent for ${Arch}.`)
    if (config.image === 'auto') return void (await buildFullImage(this.#docker, agent, tell))
    const present = await imageId(this.#docker, config.image)
    const base = present === null ? await pullPinned(this.#docker, config.image, tell) : config.image
    if (present === null && !config.image.includes('@sha256:')) tell(`To pin it, write ${base} in the settings.`)
    const id = await imageId(this.#docker, base)
    if (id === null) throw new Error(`The engine does not know ${base}.`)
    await addAgent(this.#docker, base, agent, tagFor(id), tell)
    tell('Done.')
  }
}
