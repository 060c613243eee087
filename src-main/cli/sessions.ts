import type { Entry, SessionSummary, SessionView } from '../contract/model/session.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { paint, printable, type Terminal } from './terminal.ts'

/** `gatehouse sessions list`. */
export async function listSessions(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const list = await first<SessionSummary[]>(keeper.open('sessions.watch', {}))
  if (options.json) terminal.out(JSON.stringify(list))
  else if (list.length === 0) terminal.out('No conversations yet. Start one with: gatehouse chat')
  else for (const session of list) terminal.out(sessionLine(session))
  return ExitCode.ok
}

/** `gatehouse sessions show ID`. */
export async function showSession(
  keeper: People,
  id: string,
  options: { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const view = await first<SessionView>(keeper.open('sessions.follow', { session: id }))
  if (options.json) terminal.out(JSON.stringify(view))
  else for (const line of viewLines(view)) terminal.out(line)
  return ExitCode.ok
}

/** `gatehouse sessions reset|remove|abort ID`. */
export async function changeSession(
  keeper: People,
  verb: 'reset' | 'remove' | 'abort',
  session: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const route = verb === 'reset' ? 'sessions.reset' : verb === 'remove' ? 'sessions.remove' : 'chat.stop'
  await keeper.call(route, { session })
  terminal.out(
    { reset: 'The conversation is empty now.', remove: 'The conversation is deleted.', abort: 'Stopped.' }[verb],
  )
  return ExitCode.ok
}

async function first<T>(feed: AsyncIterableIterator<{ snapshot: T } | { change: unknown }>): Promise<T> {
  try {
    for await (const item of feed) if ('snapshot' in item) return item.snapshot
  } finally {
    await feed.return?.()
  }
  throw new Error('the feed ended before its snapshot')
}

function sessionLine(session: SessionSummary): string {
  const when = new Date(session.updatedAt).toLocaleString()
  const state = session.state === 'idle' ? '' : paint('yellow', ` ${session.state}`)
  return `${session.id}  ${printable(session.title)}${state}\n  ${paint('dim', `${when}, ${session.entries} entries, agent ${session.agent}`)}`
}

function viewLines(view: SessionView): string[] {
  return [paint('bold', printable(view.summary.title)), ...view.entries.map(entryLine)]
}

function entryLine(entry: Entry): string {
  switch (entry.kind) {
    case 'user':
      return `${paint('bold', 'You')}  ${printable(entry.text)}`
    case 'assistant':
      return printable(entry.text)
    case 'notice':
      return paint('yellow', printable(entry.text))
    case 'tool':
      return `${paint('dim', `$ ${entry.tool}: ${printable(entry.asked)} (${entry.state})`)}\n${printable(entry.output.trimEnd())}`
  }
}
