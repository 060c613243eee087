import { makeCodec } from './codec.ts'

/** The codec of the main process's end. */
export const codec = makeCodec({
  encode: bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: text => Buffer.from(text, 'base64'),
})
