import type Docker from 'dockerode'
import type { SandboxConfig } from '../../contract/model/sandbox.ts'
import type { SandboxLog } from '../core/backend.ts'
import { ensureBaseImage, findBusybox, IMAGE_NAME, imageId } from './base-image.ts'
import { agentProgram } from './resources.ts'

/** Finds, makes or fetches the image a sandbox starts from. */
export class ImageShelf {
  readonly #docker: Docker
  readonly #log: SandboxLog
  readonly #known = new Map<string, string>()

  constructor(docker: Docker, log: SandboxLog) {
    this.#docker = docker
    this.#log = log
  }

  /** The id of the image for these settings. */
  async idFor(config: SandboxConfig, architecture: string): Promise<string> {
    const key = `${config.image} ${architecture}`
    const known = this.#known.get(key)
    // The engine may have lost it meanwhile (a person pruned images); asking costs 1 ms.
    if (known !== undefined && (await imageId(this.#docker, known)) !== null) return known
    const id = config.image === 'auto' ? await this.#own(architecture) : await this.#named(config.image)
    this.#known.set(key, id)
    return id
  }

  /** The full image where it was built, else the small one, which is made on the spot. */
  async #own(architecture: string): Promise<string> {
    const full = await imageId(this.#docker, `${IMAGE_NAME}:full`)
    if (full !== null) return full
    const agent = agentProgram(architecture)
    if (agent === null) throw new Error(`There is no exec agent for ${architecture}.`)
    const busybox = findBusybox()
    if (busybox === null) throw new Error('There is no sandbox image yet. Run "gatehouse sandbox build".')
    this.#log('sandbox: using the small image (busybox); "gatehouse sandbox build" makes the full one')
    return ensureBaseImage(this.#docker, agent, busybox)
  }

  async #named(name: string): Promise<string> {
    const id = await imageId(this.#docker, name)
    if (id === null) throw new Error(`The image ${name} is not here. Run "gatehouse sandbox build".`)
    return id
  }
}
