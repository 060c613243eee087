import type { Finding } from '../inspector.ts'
import type { Setting } from '../setting.ts'
import type { PsCommand, PsWord } from './read-powershell.ts'
import { windowsPath } from './windows-path.ts'

/** One cmdlet with its words. */
export interface CmdletCall {
  name: string
  words: readonly PsWord[]
  command: PsCommand
  cwd: string
  setting: Setting
}

/** What one cmdlet does; null stands for nothing. */
export type CmdletRule = (call: CmdletCall) => (Finding | null)[]

/** The value of a named parameter; beginnings of its name count. */
export function parameter(call: CmdletCall, ...full: string[]): string | undefined {
  for (const [i, word] of call.words.entries()) {
    const given = /^-(\w+)(?::(.*))?$/s.exec(word.text)
    const name = given?.[1]?.toLowerCase()
    if (name === undefined || word.quoted) continue
    if (full.some(one => one === name || (name.length > 1 && one.startsWith(name))))
      return given?.[2] ?? call.words[i + 1]?.text ?? ''
  }
  return undefined
}

const SWITCHES =
  /^-(recurse|r|re|rec|recu|recur|force|fo|for|forc|confirm|whatif|wh|wi|verbose|append|ap|nonewline|noclobber|usebasicparsing|passthru|wait|asjob|literal|asplaintext|allversions|skipcertificatecheck|rf|fr)(:.*)?$/i

/** The words that stand without a name. */
export function positional(call: CmdletCall): string[] {
  const found: string[] = []
  for (let i = 0; i < call.words.length; i++) {
    const word = call.words[i]
    // `--` ends the names.
    if (!word || (word.text === '--' && !word.quoted)) continue
    if (/^-[a-z]/i.test(word.text) && !word.quoted) {
      if (!SWITCHES.test(word.text) && !word.text.includes(':')) i++
    } else found.push(word.text)
  }
  return found
}

/** Parameters that name what a cmdlet works on. */
export const NAMES_PATH = ['path', 'literalpath', 'filepath', 'lp', 'pspath']

/** The paths it works on: named, or the first word. */
export const paths = (call: CmdletCall): string[] => {
  const named = parameter(call, ...NAMES_PATH)
  const all = named === undefined ? positional(call).slice(0, 1) : [named]
  return all.flatMap(text => text.split(',')).filter(Boolean)
}

/** The absolute form of a path that it names. */
export const place = (call: CmdletCall, word: string): string => windowsPath(word, call.cwd, call.setting)

/** Everything that it and the commands before it in the pipeline say. */
export const said = (call: CmdletCall): string[] => [
  ...call.words.map(word => word.text),
  ...call.command.nested,
  ...call.command.before.map(one => one.text),
]
