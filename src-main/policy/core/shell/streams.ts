import { type Stream, textStream, unknownStream } from './inspector.ts'

/** What a here-document or here-string hands on; nothing certain when it can hold several texts. */
export function hereStream(texts: readonly string[]): Stream {
  const only = texts.length === 1 ? texts[0] : undefined
  return textStream(only === undefined ? null : `${only}\n`, 'here-doc')
}

/** What two commands print one after the other. */
export function together(a: Stream, b: Stream): Stream {
  // Most often nothing is known of either, and a long list must not make as many of them.
  if (a === NOTHING && isNothing(b)) return a
  if (isNothing(a) && isNothing(b)) return NOTHING
  return {
    ...unknownStream(),
    text: a.text !== null && b.text !== null ? a.text + b.text : null,
    decoded: a.decoded || b.decoded,
    fetched: a.fetched || b.fetched,
    pids: a.pids ?? b.pids,
  }
}

/** A pipe of which nothing is known. */
const NOTHING: Stream = unknownStream()

const isNothing = ({ text, decoded, fetched, pids }: Stream): boolean =>
  text === null && !decoded && !fetched && pids === null
