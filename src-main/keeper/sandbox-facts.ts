import { createHash } from 'node:crypto'
import { ExecPlan } from '../contract/model/exec.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import { Inside } from '../sandbox/core/plan-container.ts'
import type { Sandboxes, SessionPlace } from '../sandbox/node/open-sandboxes.ts'

/**
 * Walks PATH by hand, for one name after the other: `command -v` answers with a bare name where the shell has the
 * program built in, as busybox does, and it is the file that an answer binds to.
 */
const FIND_PROGRAMS = `for n in "$@"; do
case "$n" in */*) p=$n ;; *) p=; IFS=:; for d in $PATH; do if [ -x "$d/$n" ]; then p=$d/$n; break; fi; done ;; esac
{ [ -n "$p" ] && readlink -f "$p"; } || echo "$n"
done`

/** So many programs of one line are looked up: a longer one is not covered by a list, and nobody reads it. */
const MOST_PROGRAMS = 64

/** Which session asks, as the sandbox room needs to know it: the owner's own direct conversation, or any other. */
export function placeOf(call: ToolCall): SessionPlace {
  return { session: call.sessionId, main: call.audience === 'owner' && call.origin.direct }
}

/** The part of the sandbox room that facts of a call come from. */
export type FactSandboxes = Pick<Sandboxes, 'forAgent' | 'files' | 'choose'>

/**
 * The files that program names lead to inside the sandbox, links followed: what an answer binds to. A name that leads
 * nowhere stands for itself. Null when the sandbox cannot be asked; then a change is found out when the command runs,
 * because null must still be null.
 */
export async function programPaths(
  sandboxes: FactSandboxes,
  call: ToolCall,
  programs: readonly string[],
  cwd: string,
): Promise<string | null> {
  // No program has a name with a dash in front, and a shell would read it as an option.
  const names = programs.filter(name => !name.startsWith('-')).slice(0, MOST_PROGRAMS)
  if (names.length === 0) return null
  const printed = await askInside(sandboxes, call, ['sh', '-c', FIND_PROGRAMS, 'sh', ...names], cwd)
  return printed === null ? null : printed.split('\n').join(', ')
}

/** What the scripts of a command contain right now. One that cannot be read has a digest of its own kind, so a later change shows. */
export async function scriptDigests(
  sandboxes: FactSandboxes,
  call: ToolCall,
  paths: readonly string[],
): Promise<{ path: string; sha256: string }[]> {
  return Promise.all(
    paths.map(async path => {
      const found = await fileDigest(sandboxes, call, path)
      return { path, sha256: 'sha256' in found ? found.sha256 : digestOfText(`none:${found.why}`) }
    }),
  )
}

/** SHA-256 of a file as the agent names it; `why` where there is none. */
export async function fileDigest(
  sandboxes: FactSandboxes,
  call: ToolCall,
  path: string,
): Promise<{ sha256: string } | { why: string }> {
  const files = await sandboxes.files(call.agent, call.sessionId)
  const found = files.digest(path)
  if (found.ok) return { sha256: found.sha256 }
  // What is no part of the workspace only the sandbox can see: its /tmp, for example, which every command of it can write.
  if (!INSIDE_ONLY.has(found.code)) return { why: found.code }
  const printed = await askInside(sandboxes, call, ['sh', '-c', 'sha256sum < "$1"', 'sh', seenFromWorkspace(path)])
  const sha256 = /^[0-9a-f]{64}/.exec(printed ?? '')?.[0]
  return sha256 === undefined ? { why: 'unread' } : { sha256 }
}

/** Commands start in the workspace, whatever it is called there. */
const seenFromWorkspace = (path: string): string =>
  path.startsWith(`${Inside.workspace}/`) ? `.${path.slice(Inside.workspace.length)}` : path

/** Refusals that only say that we cannot look; the sandbox can. */
const INSIDE_ONLY: ReadonlySet<string> = new Set(['outside', 'no-access', 'elsewhere'])

async function askInside(
  sandboxes: FactSandboxes,
  call: ToolCall,
  argv: string[],
  cwd?: string,
): Promise<string | null> {
  try {
    const sandbox = await sandboxes.forAgent(call.agent, placeOf(call))
    const plan = ExecPlan.parse({
      command: { kind: 'argv', argv },
      ...(cwd !== undefined && { cwd }),
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

const digestOfText = (text: string): string => createHash('sha256').update(text).digest('hex')
