import type { CommandAnalysis } from '../../contract/model/decision.ts'
import type { ToolCall } from '../../contract/model/tool-call.ts'
import { workingFolder } from '../../contract/model/working-folder.ts'
import type { PolicyFacts, ShellReader } from './facts.ts'
import { shellReader } from './shell-reader.ts'

/** What the shell analysis makes of a call's command, with the patterns of the settings; null where there is none. */
export function analyseCall(
  call: ToolCall,
  { settings, world }: Pick<PolicyFacts, 'settings' | 'world'>,
  shell: ShellReader = shellReader,
): CommandAnalysis | null {
  if (call.tool !== 'exec') return null
  const wish = call.arguments
  return shell.analyse({
    command: wish.command,
    shell: wish.shell ?? world.shell,
    cwd: workingFolder(wish.cwd, world),
    home: world.home,
    user: world.user,
    workspace: world.workspace,
    env: wish.env ?? {},
    userRules: { deny: settings.patterns.deniedCommands, danger: settings.patterns.dangerousText },
  })
}
