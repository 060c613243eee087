/**
 * A word after expansion is plain text in which these characters stand for what only the run decides.
 * They are Unicode noncharacters, so no honest text contains them; input that does is refused as invalid.
 */
export const UNKNOWN_TEXT = '\uFDD0'
/** An unquoted expansion: may vanish or become several words. */
export const UNKNOWN_WORDS = '\uFDD1'
export const GLOB_STAR = '\uFDD2'
export const GLOB_ONE = '\uFDD3'
/** Process numbers that were looked up by the name of our own daemon. */
export const DAEMON_PIDS = '\uFDD4'
/** Process numbers of everything that runs. */
export const ALL_PIDS = '\uFDD5'
/** Text that came from the network. */
export const FETCHED = '\uFDD6'
/** A process substitution; the next character tells which one. */
export const SUBSTITUTED_FILE = '\uFDD7'

const ANY_MARK = /[\uFDD0-\uFDEF]/
const DYNAMIC = /[\uFDD0\uFDD1\uFDD4-\uFDD7]/
const GLOB = /[\uFDD2\uFDD3]/
const ALL_MARKS = /[\uFDD0-\uFDEF]/g

/** Whether the text is exactly what will be passed. */
export const isLiteral = (text: string): boolean => !ANY_MARK.test(text)

/** Whether some of the text is decided by a variable, a substitution or other run-time state. */
export const isDynamic = (text: string): boolean => DYNAMIC.test(text)

/** Whether the text holds an active file name pattern. */
export const hasGlob = (text: string): boolean => GLOB.test(text)

/** The text without anything unknown: what remains when every unknown part is empty. */
export const withoutMarks = (text: string): string => text.replace(ALL_MARKS, '')

const SHOWN: Record<string, string> = { [GLOB_STAR]: '*', [GLOB_ONE]: '?' }

/** The text for a person: patterns as written, unknown parts as an ellipsis. */
export const shown = (text: string): string =>
  ANY_MARK.test(text) ? text.replace(/\uFDD7[\s\S]|[\uFDD0-\uFDEF]/g, mark => SHOWN[mark] ?? '…') : text

const GLOBBED: Record<string, string> = { '*': GLOB_STAR, '?': GLOB_ONE }

/** Every process in turn, when that is what a pattern in `/proc` names. */
export const everyProcess = (text: string): string =>
  text.startsWith('/proc/') ? text.replace(/^\/proc\/[\uFDD2\uFDD3]+(?=\/|$)/, `/proc/${ALL_PIDS}`) : text

/** Turns the pattern characters of an unquoted value into active ones. */
export const activateGlobs = (text: string): string =>
  /[*?[]/.test(text) ? text.replace(/[*?]|\[[^\]/]+\]/g, piece => GLOBBED[piece] ?? GLOB_ONE) : text

/** Whether a pattern with marks can stand for `name`; unknown parts match nothing here. */
export function globMatches(pattern: string, name: string): boolean {
  let p = 0
  let n = 0
  let star = -1
  let mark = 0
  while (n < name.length) {
    const c = pattern[p]
    if (c === GLOB_ONE || (c !== undefined && c === name[n])) {
      p++
      n++
    } else if (c === GLOB_STAR) {
      star = p++
      mark = n
    } else if (star >= 0) {
      p = star + 1
      n = ++mark
    } else return false
  }
  while (pattern[p] === GLOB_STAR) p++
  return p === pattern.length
}
