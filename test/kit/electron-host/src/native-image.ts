import { readFileSync } from 'node:fs'
import { decodePng, isPng, type Pixels } from './png.ts'
import { HostObject, strict } from './strict.ts'

/** A picture. Only PNG files have pixels here; others count as empty, as a broken file does in Electron. */
export class NativeImage extends HostObject {
  #png: Buffer
  #template = false

  constructor(png: Buffer) {
    super()
    this.#png = isPng(png) ? png : Buffer.alloc(0)
  }

  isEmpty(): boolean {
    return this.#png.length === 0
  }

  getSize(_scaleFactor?: number): { width: number; height: number } {
    if (this.isEmpty()) return { width: 0, height: 0 }
    return { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) }
  }

  toPNG(_options?: object): Buffer {
    return this.#png
  }

  toDataURL(_options?: object): string {
    return `data:image/png;base64,${this.#png.toString('base64')}`
  }

  /** Keeps its pixels: what is shown is scaled by whoever shows it. */
  resize(_options: object): NativeImage {
    return new NativeImage(this.#png)
  }

  addRepresentation(_options: object): void {}

  setTemplateImage(option: boolean): void {
    this.#template = option
  }

  isTemplateImage(): boolean {
    return this.#template
  }

  _pixels(): Pixels | undefined {
    return this.isEmpty() ? undefined : decodePng(this.#png)
  }
}

function fromPath(path: string): NativeImage {
  try {
    return new NativeImage(readFileSync(path))
  } catch {
    // As in Electron: a file that cannot be read is an empty image.
    return new NativeImage(Buffer.alloc(0))
  }
}

/** A path or an image, as many functions of Electron accept. */
export function toImage(given: unknown): NativeImage {
  return typeof given === 'string' ? fromPath(given) : (given as NativeImage)
}

/** The module's `nativeImage`. */
export const nativeImage = strict('nativeImage', {
  createEmpty: (): NativeImage => new NativeImage(Buffer.alloc(0)),
  createFromPath: fromPath,
  createFromBuffer: (buffer: Buffer, _options?: object): NativeImage => new NativeImage(buffer),
  createFromDataURL: (url: string): NativeImage =>
    new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
})
