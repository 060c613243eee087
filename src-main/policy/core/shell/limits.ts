/** Commands longer than this are not read to their end: 64 KB hold any honest command line. */
export const LONGEST_COMMAND = 65_536

/** Openers inside each other beyond this make every parser slow; nobody writes them by hand. */
const DEEPEST_NESTING = 150

/** Why a text is not given to the parser at all, or null when it may be. */
export function tooMuch(command: string): string | null {
  return nesting(command) > DEEPEST_NESTING ? 'The command is nested too deeply to check.' : null
}

/** How many openers stand open at most, told without reading quotes: an upper bound. */
function nesting(text: string): number {
  let open = 0
  let most = 0
  let ticks = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 40 || c === 123 || c === 91) {
      if (++open > most) most = open
    } else if (c === 41 || c === 125 || c === 93) {
      if (open > 0) open--
    } else if (c === 96) ticks++
    else if (c === 34 && text.charCodeAt(i + 1) === 36) ticks++
  }
  return Math.max(most, ticks > 4000 ? ticks : 0)
}

/** Characters that no honest command holds: noncharacters, lone halves of a pair, the replacement for broken bytes, NUL. */
const INVALID =
  /[\uFDD0-\uFDEF\uFFFE\uFFFF\uFFFD\0]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Whether the text holds something that is no text. */
export const hasInvalidText = (command: string): boolean => INVALID.test(command)

/** The text with everything that is no text replaced, so that it can still be judged. */
export const withoutInvalidText = (command: string): string =>
  hasInvalidText(command) ? command.replace(new RegExp(INVALID.source, 'g'), '\u00B7') : command
