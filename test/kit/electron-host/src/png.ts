import { inflateSync } from 'node:zlib'

/** A picture: four bytes a pixel, red, green, blue, alpha. */
export interface Pixels {
  width: number
  height: number
  rgba: Buffer
}

const channels: Record<number, number> = { 0: 1, 2: 3, 4: 2, 6: 4 }
const signature = '89504e470d0a1a0a'

/** Whether these bytes begin as a PNG does. */
export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).toString('hex') === signature
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function predict(filter: number, left: number, up: number, corner: number): number {
  return [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
}

function unfilter(raw: Buffer, height: number, rowBytes: number, step: number): Buffer {
  const out = Buffer.alloc(height * rowBytes)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (rowBytes + 1)] ?? 0
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x
      const left = x >= step ? (out[at - step] ?? 0) : 0
      const up = y > 0 ? (out[at - rowBytes] ?? 0) : 0
      const corner = x >= step && y > 0 ? (out[at - rowBytes - step] ?? 0) : 0
      out[at] = (raw[y * (rowBytes + 1) + 1 + x] ?? 0) + predict(filter, left, up, corner)
    }
  }
  return out
}

/** Reads an 8-bit PNG without a palette and without interlacing; says so when it is another kind. */
export function decodePng(bytes: Buffer): Pixels {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const [depth = 0, colour = 0, , , interlace = 0] = bytes.subarray(24, 29)
  const step = channels[colour]
  if (depth !== 8 || !step || interlace)
    throw new Error(
      `a PNG with depth ${depth}, colour type ${colour}, interlace ${interlace} cannot be read; save it as png32`,
    )
  const data: Buffer[] = []
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  }
  const samples = unfilter(inflateSync(Buffer.concat(data)), height, width * step, step)
  const rgba = Buffer.alloc(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const given = samples.subarray(pixel * step, pixel * step + step)
    const grey = step < 3
    rgba.set(
      [
        given[0] ?? 0,
        given[grey ? 0 : 1] ?? 0,
        given[grey ? 0 : 2] ?? 0,
        (step % 2 === 0 ? given[step - 1] : 255) ?? 255,
      ],
      pixel * 4,
    )
  }
  return { width, height, rgba }
}
