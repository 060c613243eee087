import type { CommandAnalysis } from '../../../contract/model/decision.ts'
import { judgeEnvironment } from './call-environment.ts'
import { Engine } from './engine.ts'
import { bashFromFish } from './fish.ts'
import { ask, type Inspector } from './inspector.ts'
import { hasInvalidText, LONGEST_COMMAND, tooMuch, withoutInvalidText } from './limits.ts'
import { Scope } from './scope.ts'
import { type AnalyseInput, settingOf } from './setting.ts'
import { summarise } from './summarise.ts'
import { judgeCmd } from './windows/judge-cmd.ts'
import { judgePowerShell } from './windows/judge-powershell.ts'
import { bashFromZsh, runsInPattern } from './zsh.ts'

export type { AnalyseInput } from './setting.ts'

/**
 * Tells what a command line would really do: every effective command, its verdict and the reasons.
 * Total and deterministic: any text ends in an answer, and what cannot be understood is asked about.
 */
export function analyseCommand(input: AnalyseInput): CommandAnalysis {
  const setting = settingOf(input)
  const engine = new Engine(setting, { powershell: judgePowerShell, cmd: judgeCmd, fish: judgeFish })
  try {
    judgeAll(input, engine)
  } catch {
    // A fault of ours must never let a command pass: what was found so far stays, and the rest is asked about.
    engine.note(ask('unclear.fault', 'The command could not be checked to its end.', 'unknown'), '', [])
    engine.cannotBind()
  }
  return summarise(engine, input)
}

function judgeAll(input: AnalyseInput, engine: Engine): void {
  if (hasInvalidText(input.command))
    engine.note(ask('unclear.text', 'The command holds characters that are no text.', 'unknown'), '', [])
  const scope = new Scope(engine.setting.cwd)
  judgeEnvironment(input.env ?? {}, scope, engine)
  let command = withoutInvalidText(input.command)
  if (command.length > LONGEST_COMMAND) {
    engine.note(ask('limit.size', 'The command is too long to check to its end.', 'unknown'), '', [])
    engine.cannotBind()
    command = command.slice(0, LONGEST_COMMAND)
  }
  const refused = tooMuch(command)
  if (refused) {
    engine.note(ask('limit.depth', refused, 'unknown'), '', [])
    engine.cannotBind()
    return judgePieces(command, engine)
  }
  judgeText(command, scope, engine)
}

function judgeText(command: string, scope: Scope, engine: Engine): void {
  switch (engine.setting.shell) {
    case 'powershell':
      return judgePowerShell(command, scope, [], engine)
    case 'cmd':
      return judgeCmd(command, scope, [], engine)
    case 'fish':
      return judgeFish(command, scope, [], engine)
    case 'zsh':
      if (runsInPattern(command))
        engine.note(ask('dynamic.code', 'A file name pattern or a variable is expanded as code.', 'runs-code'), '', [])
      return judgeScript(bashFromZsh(command), scope, engine)
    default:
      return judgeScript(command, scope, engine)
  }
}

function judgeScript(command: string, scope: Scope, engine: Engine): void {
  const before = engine.judged.length
  engine.script(command, scope, [], null)
  // What did not parse is looked at once more piece by piece: an error must not hide a refusal behind it.
  if (engine.judged.slice(before).some(one => one.findings.some(finding => finding.ruleId === 'unclear.syntax')))
    judgePieces(command, engine)
}

/** Judges each line and part on its own; only refusals count. */
function judgePieces(command: string, engine: Engine): void {
  // A brace glued to its neighbour is a slip of the pen that hides what was meant.
  if (/\{[^\s,}]/.test(command)) engine.supposeText(command.replace(/\(\)\s*\{/g, '() { ').replace(/&\s*\}/g, '& }'))
  for (const piece of command.split(/[\n;|&(){}`]+/).slice(0, 400)) {
    const text = piece.trim()
    if (text === '' || text.length > 4000) continue
    engine.supposeText(text)
  }
}

function judgeFish(text: string, scope: Scope, via: readonly string[], look: Inspector): void {
  look.script(bashFromFish(text), scope, via, null)
}
