import type { Call } from '../call.ts'
import { deny } from '../inspector.ts'
import { worstTarget } from '../paths.ts'
import { ownPath } from '../tables/files.ts'
import type { Language } from '../tables/interpreters.ts'
import { callsWithWords, quotedTexts } from './guessed-commands.ts'
import { codeFinding } from './inline-code.ts'

/** Commands of an editor that hold code of another language. */
const LANGUAGE_OF: readonly (readonly [RegExp, Language])[] = [
  [/^lua(?:do)?\s+(.+)$/s, 'lua'],
  [/^py(?:thon|thon3|3|x)?\s+(.+)$/s, 'python'],
  [/^perl(?:do)?\s+(.+)$/s, 'perl'],
  [/^ruby(?:do)?\s+(.+)$/s, 'ruby'],
]

/** What a command of an editor does that nobody may approve; it is asked about anyway. */
export function vimCommand(text: string, call: Call): void {
  const command = text.trim().replace(/^:+/, '')
  for (const [shape, language] of LANGUAGE_OF) {
    const code = shape.exec(command)?.[1]
    if (code !== undefined) call.say(...codeFinding(language, code, call))
  }
  if (/\b(?:system|systemlist|jobstart|job_start|term_start|termopen)\s*\(/.test(command))
    for (const line of [...quotedTexts(command), ...callsWithWords(command)]) guess(line, call)
  const removed = /\bdelete\s*\(\s*(?:expand\()?['"]([^'"]+)['"]\)?\s*,\s*['"]rf['"]/.exec(command)?.[1]
  if (removed !== undefined) {
    const path = call.path(removed.replace(/^\$HOME\b/, '~'))
    const worst = worstTarget(path, call.look.setting)
    if (worst) call.say(deny('hard.delete-home', `It deletes ${worst}.`, 'destroys'))
    if (ownPath(path, call.look.setting))
      call.say(deny('hard.self', 'It deletes what belongs to Gatehouse.', 'destroys'))
  }
}

/** Judges a line as a shell would run it; only refusals count. */
export function guess(line: string, call: Call): void {
  if (line.length > 1000) return
  const via = [...call.inv.via, call.name]
  // Plain words need no shell to be read.
  const argv = /^[\w\s./-]+$/.test(line) ? line.trim().split(/\s+/) : ['sh', '-c', line]
  call.look.suppose({ ...call.inv, argv, env: [], redirects: [], input: null, via, written: null })
}
