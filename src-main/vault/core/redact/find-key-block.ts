import { endOf, type Finder } from './find-format.ts'

const begin =
  /-----? ?BEGIN(?: |%20|\+)(?:[A-Z0-9]+(?: |%20|\+)){0,4}(?:PRIVATE(?: |%20|\+)KEY(?: BLOCK)?|OPENVPN STATIC KEY V1)(?:-----| ----)/iy
/** What may stand between the lines of a key: breaks as they are or escaped, indentation, quotes and marks of a quotation. */
const lineBreak = /(?:[ \t\r\n>|#*"'+,]|\\{1,4}[nr]|%0[AaDd]|&#1[03];){1,200}/y
const bodyLine = /(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset):[^\n\\]{0,200}|[A-Za-z0-9+/=%]{1,4096})/y
const end =
  /-----? ?END(?: |%20|\+)(?:[A-Z0-9]+(?: |%20|\+)){0,4}(?:PRIVATE(?: |%20|\+)KEY(?: BLOCK)?|OPENVPN STATIC KEY V1)(?:-----| ----)/iy
/** A key of 16384 bits has about 13,000 characters; what runs on beyond that is something else. */
const longestBlock = 32_768

/** Whether a private key goes on to the end of the text; the stream then hides whatever follows until the block is over. */
export interface KeyBlock {
  readonly to: number
  readonly closed: boolean
  readonly lines: number
}

/** Reads the lines of a key from a place in it. */
export function readKeyBlock(text: string, from: number): KeyBlock {
  let at = from
  let lines = 0
  while (at < text.length && at - from < longestBlock) {
    const broken = endOf(lineBreak, text, at)
    const next = broken > 0 ? broken : at
    const closed = endOf(end, text, next)
    if (closed > 0) return { to: closed, closed: true, lines }
    const line = endOf(bodyLine, text, next)
    const ends = line < 0 || (broken < 0 && lines > 0)
    // A short line is the last of a key; anywhere else it is a word of a sentence.
    const header = /^[A-Z][A-Za-z-]{2,12}:/.test(text.slice(next, next + 16))
    if (ends || (line - next < 16 && !header && !closes(text, line))) return { to: at, closed: false, lines }
    at = line
    lines += 1
  }
  return { to: at, closed: false, lines }
}

function closes(text: string, from: number): boolean {
  if (from >= text.length) return true
  const broken = Math.max(from, endOf(lineBreak, text, from))
  return (
    broken >= text.length ||
    text.startsWith('-----END', broken) ||
    (text.charAt(broken - 1) === '\n' &&
      text.charAt(from) === '\n' &&
      /^=[A-Za-z0-9+/]{4}/.test(text.slice(broken, broken + 5)))
  )
}

/** A private key in its block, in a file, in JSON, indented, quoted or encrypted. The words alone, in a sentence, stay. */
export const keyBlock: Finder = (look, at) => {
  if (at < look.hiddenTo) return
  const from = endOf(begin, look.text, at)
  if (from < 0) {
    if (look.text.length - at < 60) look.undecided(at)
    return
  }
  const block = readKeyBlock(look.text, from)
  if (!block.closed && block.to >= look.text.length - 80) look.undecided(at)
  if (block.closed || block.lines > 0) look.hide(at, block.to, 'private key', 'format')
}

const putty = /Private-Lines:[ \t]*\d+\r?\n(?:[A-Za-z0-9+/=]+\r?\n?){1,400}/y

/** The private half of a PuTTY key file. */
export const puttyKey: Finder = (look, at) => {
  const to = endOf(putty, look.text, at)
  if (to === look.text.length || look.text.length - at < 40) look.undecided(at)
  if (to > 0) look.hide(at, to, 'private key', 'format')
}
