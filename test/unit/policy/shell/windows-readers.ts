import { Room } from '../../../../src-main/policy/core/shell/room.ts'
import { Scope } from '../../../../src-main/policy/core/shell/scope.ts'
import { settingOf } from '../../../../src-main/policy/core/shell/setting.ts'
import { bombsInCmd, bombsInPowerShell } from '../../../../src-main/policy/core/shell/windows/bombs.ts'
import { withoutPrefix } from '../../../../src-main/policy/core/shell/windows/cmd-prefix.ts'
import { dotnetFindings } from '../../../../src-main/policy/core/shell/windows/dotnet.ts'
import { folded, foldedAt } from '../../../../src-main/policy/core/shell/windows/fold-powershell.ts'
import { filledIn, rememberLoop } from '../../../../src-main/policy/core/shell/windows/loops-of-cmd.ts'
import { bodiesOf } from '../../../../src-main/policy/core/shell/windows/loops-of-powershell.ts'
import { readCmd } from '../../../../src-main/policy/core/shell/windows/read-cmd.ts'
import { type PsCommand, readPowerShell } from '../../../../src-main/policy/core/shell/windows/read-powershell.ts'
import { slashed } from '../../../../src-main/policy/core/shell/windows/spelling.ts'
import { rememberValue, withValues } from '../../../../src-main/policy/core/shell/windows/values-of-cmd.ts'
import { remembersFunction, suppositions } from '../../../../src-main/policy/core/shell/windows/values-of-powershell.ts'
import {
  isPlace,
  isRegistry,
  startsByItself,
  windowsPath,
  withPlaces,
} from '../../../../src-main/policy/core/shell/windows/windows-path.ts'

const home = 'C:\\Users\\dev'
const setting = settingOf({
  command: '',
  shell: 'cmd',
  cwd: `${home}\\app`,
  home,
  user: 'dev',
  workspace: `${home}\\app`,
})

/** A command as a short value: words that are only known when they run carry `~`, quoted ones `'`. */
const shownCommand = ({ words, before, nested, redirects, expression, text }: PsCommand): unknown => ({
  words: words.map(word => `${word.literal ? '' : '~'}${word.quoted ? "'" : ''}${word.text}`),
  ...(before.length > 0 ? { before: before.map(one => one.text) } : {}),
  ...(nested.length > 0 ? { nested } : {}),
  ...(redirects.length > 0 ? { redirects } : {}),
  ...(expression ? { expression } : {}),
  text,
})

/** What each command of a text is filled in to by the variables, functions and loops before it. */
function filledPowerShell(text: string): unknown {
  const [scope, room] = [new Scope(setting.cwd), new Room()]
  const commands = readPowerShell(text)
  return commands.map((command, at) => {
    remembersFunction(command, commands[at + 1], scope)
    const supposed = suppositions(command, command.text, scope, room)
    return [...bodiesOf(command, commands[at + 1], room), ...supposed]
  })
}

function filledCmd(text: string): unknown {
  const [scope, room] = [new Scope(setting.cwd), new Room()]
  return readCmd(text).map(part => {
    rememberLoop(part.words, scope, setting.product)
    const known = withValues(part, scope, room)
    rememberValue(withoutPrefix(part.words), scope)
    const parts = filledIn(part, scope, room).map(({ words, redirects }) => [...words, ...redirects])
    return known === null ? parts : [...parts, known]
  })
}

/** What a text for a shell of Windows comes to, by the reader that is asked. */
export const READERS: Readonly<{ [name: string]: (text: string) => unknown }> = {
  'cmd parts': readCmd,
  'cmd prefix': text => withoutPrefix(text.split(' ')),
  'cmd filled': filledCmd,
  'cmd bomb': bombsInCmd,
  'ps parts': text => readPowerShell(text).map(shownCommand),
  'ps filled': filledPowerShell,
  'ps bomb': bombsInPowerShell,
  'ps value': text => folded(text),
  'ps value at': text => foldedAt(text, 2),
  'ps calls': text => dotnetFindings(text, setting).map(({ ruleId, reason }) => `${ruleId}: ${reason}`),
  slashed,
  path: word => windowsPath(word, setting.cwd, setting),
  places: word => withPlaces(word, setting),
  'is place': isPlace,
  'is registry': isRegistry,
  'starts by itself': startsByItself,
}
