import { createHash } from 'node:crypto'
import { ExecPlan } from '../contract/model/exec.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import type { Sandboxes, SessionPlace } from '../sandbox/node/open-sandboxes.ts'
import type { WorkspaceFiles } from '../sandbox/node/workspace-files.ts'

/**
 * Walks PATH by hand: `command -v` answers with a bare name where the shell has the program built in, as busybox does,
 * and it is the file that an answer binds to.
 */
const FIND_PROGRAM = `case "$1" in */*) p=$1 ;; *) p=; IFS=:; for d in $PATH; do if [ -x "$d/$1" ]; then p=$d/$1; break; fi; done ;; esac
[ -n "$p" ] && readlink -f "$p"`

/** Which session asks, as the sandbox room needs to know it: the owner's own direct conversation, or any other. */
export function placeOf(call: ToolCall): SessionPlace {
  return { session: call.sessionId, main: call.audience === 'owner' && call.origin.direct }
}

/**
 * The file that a program name leads to inside the sandbox, links followed: what an answer binds to. Null when the
 * sandbox cannot be asked; then a change is found out when the command runs, because null must still be null.
 */
export async function programPath(sandboxes: Sandboxes, call: ToolCall, program: string): Promise<string | null> {
  if (program.startsWith('-')) return null // no program has such a name, and a shell would read it as an option
  try {
    const sandbox = await sandboxes.forAgent(call.agent, placeOf(call))
    const argv = ['sh', '-c', FIND_PROGRAM, 'sh', program]
    const plan = ExecPlan.parse({
      command: { kind: 'argv', argv },
      timeoutMs: 5_000,
      agent: call.agent,
      session: call.sessionId,
    })
    const { outcome, exitCode, stdout } = await sandbox.run(plan)
    return outcome === 'exited' && exitCode === 0 ? stdout.trim() : null
  } catch {
    return null // no sandbox now: running it will fail with words that say why
  }
}

/** What the scripts of a command contain right now. One that cannot be read has a digest of its own kind, so a later change shows. */
export function scriptDigests(files: WorkspaceFiles, paths: readonly string[]): { path: string; sha256: string }[] {
  return paths.map(path => {
    const found = files.read(path, { limit: Number.MAX_SAFE_INTEGER })
    const content = found.ok ? `text:${found.text}` : `none:${found.code}`
    return { path, sha256: createHash('sha256').update(content).digest('hex') }
  })
}
