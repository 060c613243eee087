import type { ProbeResult, SandboxView } from '../contract/model/sandbox.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { paint, printable, type Terminal } from './terminal.ts'

type Json = { readonly json: boolean }

/** `gatehouse sandbox list`: what runs, and what this machine can run. */
export async function listSandboxes(keeper: People, { json }: Json, terminal: Terminal): Promise<ExitCode> {
  const view = await viewNow(keeper)
  if (json) terminal.out(JSON.stringify(view))
  else for (const line of viewLines(view, Date.now())) terminal.out(line)
  return ExitCode.ok
}

async function viewNow(keeper: People): Promise<SandboxView> {
  const feed = keeper.open('sandbox.watch', {})
  try {
    for await (const item of feed) return 'snapshot' in item ? item.snapshot : item.change
  } finally {
    await feed.return?.()
  }
  throw new Error('no view')
}

/** The view in lines for a person. */
export function viewLines(view: SandboxView, now: number): string[] {
  const running = view.sandboxes.map(each => {
    const busy = each.running === 0 ? `idle for ${since(now - each.lastUsedAt)}` : `${each.running} running`
    const whose = `agent ${each.agent}${each.session === null ? '' : `, session ${each.session}`}`
    return printable(`${each.name}  ${each.backend}  ${whose}  ${busy}`)
  })
  const terminals = view.terminals.map(each => printable(`terminal ${each.id}  ${each.where}`))
  const backends = view.backends.map(
    each =>
      `${each.usable ? paint('green', 'yes') : paint('yellow', 'no ')} ${each.backend.padEnd(13)} ${printable(each.why)}`,
  )
  return [
    ...(running.length === 0 ? ['No sandbox runs. One starts with the first command.'] : running),
    ...terminals,
    '',
    'What can be used here:',
    ...backends,
  ]
}

function since(ms: number): string {
  const minutes = Math.floor(Math.max(ms, 0) / 60_000)
  if (minutes < 1) return 'a moment'
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`
}

/** `gatehouse sandbox explain`. */
export async function explainSandbox(
  keeper: People,
  agent: string,
  { json }: Json,
  terminal: Terminal,
): Promise<ExitCode> {
  const found = await keeper.call('sandbox.explain', { agent })
  if (json) terminal.out(JSON.stringify(found))
  else {
    terminal.out(
      `Agent ${printable(found.agent)}: ${found.backend === null ? 'commands run nowhere' : `commands run in ${found.backend}`}`,
    )
    terminal.out(printable(found.why))
    if (found.backend !== null)
      for (const { label, value } of found.facts) terminal.out(`  ${label.padEnd(16)} ${printable(value)}`)
  }
  return found.backend === null ? ExitCode.failed : ExitCode.ok
}

/** `gatehouse sandbox recreate`. */
export async function recreateSandbox(
  keeper: People,
  agent: string,
  { json }: Json,
  terminal: Terminal,
): Promise<ExitCode> {
  const { ended } = await keeper.call('sandbox.recreate', { agent })
  terminal.out(
    json
      ? JSON.stringify({ ended })
      : `${ended === 0 ? 'None was running' : `Ended ${ended}`}. The next command gets a new one.`,
  )
  return ExitCode.ok
}

/** `gatehouse sandbox warm`. */
export async function warmSandbox(
  keeper: People,
  agent: string,
  { json }: Json,
  terminal: Terminal,
): Promise<ExitCode> {
  await keeper.call('sandbox.warm', { agent })
  terminal.out(json ? '{}' : `A sandbox for ${printable(agent)} runs.`)
  return ExitCode.ok
}

/** `gatehouse sandbox prune`. */
export async function pruneSandboxes(keeper: People, { json }: Json, terminal: Terminal): Promise<ExitCode> {
  const { removed } = await keeper.call('sandbox.prune', {})
  if (json) terminal.out(JSON.stringify({ removed }))
  else terminal.out(removed.length === 0 ? 'Nothing to remove.' : `Removed: ${printable(removed.join(', '))}`)
  return ExitCode.ok
}

/** `gatehouse sandbox build`. */
export async function buildImage(
  keeper: People,
  agent: string | null,
  { json }: Json,
  terminal: Terminal,
): Promise<ExitCode> {
  let last = ''
  for await (const { line } of keeper.open('sandbox.build', { agent })) {
    last = line
    terminal.out(json ? JSON.stringify({ line }) : printable(line))
  }
  return last.startsWith('Failed') ? ExitCode.failed : ExitCode.ok
}

/** `gatehouse sandbox verify`: a table, and a failure when a wall does not hold. */
export async function verifySandboxes(
  keeper: People,
  agent: string,
  { json }: Json,
  terminal: Terminal,
): Promise<ExitCode> {
  const results: ProbeResult[] = []
  let backend = ''
  for await (const result of keeper.open('sandbox.verify', { agent })) {
    results.push(result)
    if (json) terminal.out(JSON.stringify(result))
    else {
      if (result.backend !== backend) terminal.out(paint('bold', result.backend))
      terminal.out(probeLine(result))
    }
    backend = result.backend
  }
  const open = results.filter(each => each.verdict === 'open' || each.verdict === 'unknown')
  if (!json)
    terminal.out(
      results.length === 0
        ? 'No sandbox can be used here.'
        : open.length === 0
          ? 'Every wall holds.'
          : `${open.length} of ${results.length} walls do not hold.`,
    )
  return results.length > 0 && open.length === 0 ? ExitCode.ok : ExitCode.failed
}

const VERDICTS = {
  holds: ['green', 'holds  '],
  open: ['red', 'OPEN   '],
  'no-wall': ['yellow', 'no wall'],
  unknown: ['yellow', 'unknown'],
} as const

function probeLine({ verdict, title, found }: ProbeResult): string {
  const [colour, word] = VERDICTS[verdict]
  return `  ${paint(colour, word)}  ${title}${found === '' ? '' : `: ${printable(found)}`}`
}
