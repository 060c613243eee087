import type { ExecResult } from '../contract/model/exec.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { StopSignal } from '../contract/wire/route.ts'
import type { FileRefusal } from '../sandbox/core/workspace.ts'
import type { Judged } from './judged.ts'
import { LiveOutput } from './live-output.ts'
import type { RedactingText } from './redaction.ts'
import { type FactSandboxes, placeOf } from './sandbox-facts.ts'
import type { ToolEnd } from './tool-door.ts'

/** What running a tool needs. */
export type ToolRunner = {
  readonly sandboxes: FactSandboxes
  readonly redaction: () => Promise<RedactingText>
  readonly defaultTimeoutMs: number
  /** How many bytes of each stream are kept. */
  readonly outputCap: number
}

/** Carries out one call that was judged and, where needed, approved. Exactly the plan runs, nothing derived from it again. */
export async function runTool(
  runner: ToolRunner,
  call: ToolCall,
  judged: Judged,
  stop: StopSignal,
  onOutput: (text: string) => void,
): Promise<ToolEnd> {
  const redaction = await runner.redaction()
  if (call.tool === 'exec') return runCommand(runner, call, judged, stop, redaction, onOutput)
  const end = await runFileTool(runner, call, stop)
  return { ...end, text: redaction.whole(end.text) }
}

async function runCommand(
  runner: ToolRunner,
  call: Extract<ToolCall, { tool: 'exec' }>,
  judged: Judged,
  stop: StopSignal,
  redaction: RedactingText,
  onOutput: (text: string) => void,
): Promise<ToolEnd> {
  const { plan } = judged
  const sandbox = await openSandbox(runner.sandboxes, call)
  // What was judged for a sandbox never runs on this machine because something changed in the last moment.
  if (sandbox.backend !== judged.runs) throw new Fault('sandbox-failed', { runs: sandbox.backend })
  const live = new LiveOutput(redaction, runner.outputCap, onOutput)
  const result = await sandbox.run(
    {
      command: { kind: 'shell', text: plan.act },
      cwd: plan.cwd,
      env: { ...plan.env },
      timeoutMs: call.arguments.timeoutMs ?? runner.defaultTimeoutMs,
      outputCap: runner.outputCap,
      background: 'end-with-command',
      agent: call.agent,
      session: call.sessionId,
    },
    {
      signal: stop,
      onOutput: ({ stream, bytes }) => live.take(stream, bytes),
    },
  )
  live.end(cutShort(result))
  return {
    outcome: result.outcome === 'failed' ? 'failed' : 'done',
    text: redaction.whole(resultText(result)),
    exitCode: result.exitCode,
  }
}

async function openSandbox(sandboxes: FactSandboxes, call: ToolCall) {
  const place = placeOf(call)
  try {
    return await sandboxes.forAgent(call.agent, place)
  } catch (error) {
    if (error instanceof Fault) throw error
    const choice = await sandboxes.choose(call.agent, place).catch(() => null)
    throw new Fault(choice?.backend === null ? 'docker-unavailable' : 'sandbox-failed', {}, { cause: error })
  }
}

/** What the model is told of a command. */
function resultText(result: ExecResult): string {
  const errors = result.stderr.trimEnd() === '' ? '' : `[stderr]\n${result.stderr.trimEnd()}`
  const exit = result.outcome === 'exited' && result.exitCode !== 0 ? `[exit code ${result.exitCode}]` : ''
  return [result.stdout.trimEnd(), errors, exit, cutShort(result)].filter(part => part !== '').join('\n')
}

/** Why a command did not end by itself: the model and whoever watches are told in the same words. */
function cutShort({ outcome, why }: ExecResult): string {
  const ends: Record<ExecResult['outcome'], string> = {
    exited: '',
    'timed-out': `[${why ?? 'It took too long and was stopped.'}]`,
    killed: `[${why ?? 'It was killed.'}]`,
    failed: `[${why ?? 'It could not run.'}]`,
  }
  return ends[outcome]
}

async function runFileTool(runner: ToolRunner, call: ToolCall, stop: StopSignal): Promise<ToolEnd> {
  const files = await runner.sandboxes.files(call.agent, call.sessionId)
  switch (call.tool) {
    case 'read': {
      const { path, offset, limit } = call.arguments
      return told(files.read(path, { offset, limit }), found => found.text)
    }
    case 'write':
      return told(files.write(call.arguments.path, call.arguments.content), done => `Written: ${done.bytes} bytes.`)
    case 'edit': {
      const { path, find, replace, all } = call.arguments
      return told(files.edit(path, find, replace, all === true ? 'all' : 'once'), done => `Replaced ${done.replaced}.`)
    }
    case 'list':
      return told(files.list(call.arguments.path), found =>
        found.entries.map(entry => `${entry.kind}\t${entry.bytes}\t${entry.name}`).join('\n'),
      )
    case 'search':
      return told(await files.search(call.arguments.query, call.arguments.path ?? '.', stop), found =>
        found.hits.map(hit => `${hit.path}:${hit.line}: ${hit.text}`).join('\n'),
      )
    default:
      return { outcome: 'failed', text: `The tool ${call.tool} is not available here.`, exitCode: null }
  }
}

function told<T extends { ok: true }>(result: T | FileRefusal, words: (result: T) => string): ToolEnd {
  return result.ok
    ? { outcome: 'done', text: words(result), exitCode: null }
    : { outcome: 'failed', text: result.why, exitCode: null }
}
