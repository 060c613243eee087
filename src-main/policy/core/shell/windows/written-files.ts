import { type CmdletCall, parameter, paths, positional } from './cmdlet-call.ts'
import type { Place } from './place.ts'
import type { PsWord } from './read-powershell.ts'
import { pipedText } from './started-shells.ts'
import { windowsPath } from './windows-path.ts'

/** What a command writes into which file is remembered, where both are known: the same line may run it. */
export function remembersWritten(name: string, words: readonly PsWord[], place: Place): void {
  const { command, scope, look } = place
  const call = { name, words, command, cwd: scope.cwd, setting: look.setting }
  const keep = (target: string | undefined, text: string | null, appends: boolean): void => {
    if (target === undefined || text === null) return
    const path = windowsPath(target, scope.cwd, look.setting)
    const before = appends ? look.writtenTo(path)?.text : undefined
    look.wrote(path, before == null ? text : `${before}\n${text}`, false)
  }
  const printed = command.expression ? literal(command.words) : name === 'write-output' ? literal(words) : null
  for (const target of command.redirects) keep(target, printed, command.text.includes('>>'))
  if (/^(set|add)-content$/.test(name))
    keep(paths(call)[0], givenValue(call) ?? pipedText(place), name === 'add-content')
  if (/^(out-file|tee-object)$/.test(name))
    keep(paths(call)[0], pipedText(place), /\s-app?e?n?d?\b/i.test(command.text))
  if (name === 'new-item') keep(paths(call)[0], parameter(call, 'value') ?? null, false)
}

/** Words that say nothing but themselves. */
const literal = (words: readonly PsWord[]): string | null =>
  words.length > 0 && words.every(word => word.literal) ? words.map(word => word.text).join(' ') : null

function givenValue(call: CmdletCall): string | null {
  const named = parameter(call, 'value')
  if (named !== undefined) return named
  return positional(call)[parameter(call, 'path', 'literalpath', 'lp', 'pspath') === undefined ? 1 : 0] ?? null
}
