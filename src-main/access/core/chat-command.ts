import type { KillLevel } from '../../contract/model/incident.ts'

/** A command typed into a chat that needs no model. */
export type ChatCommand =
  | { readonly command: 'approve' | 'deny'; readonly id: string; readonly reason: string | null }
  | { readonly command: 'status' | 'help' }
  /** `turn`: what this conversation is doing, and nothing else. */
  | { readonly command: 'stop'; readonly what: 'turn' | KillLevel }
  | { readonly command: 'unknown'; readonly name: string }

/** Reads a chat command, or null when the text is an ordinary message. Only a slash at the very start counts. */
export function readChatCommand(text: string): ChatCommand | null {
  const match = /^\/([a-z]+)(?:\s+([\s\S]*))?$/.exec(text.trim())
  if (!match) return null
  const name = match[1] ?? ''
  const rest = (match[2] ?? '').trim()
  if (name === 'approve' || name === 'deny') {
    const [id = '', ...words] = rest.split(/\s+/)
    return { command: name, id, reason: words.length === 0 ? null : words.join(' ') }
  }
  if (name === 'stop' || name === 'kill') return readStop(name === 'kill' ? rest || 'all' : rest)
  if (name === 'status' || name === 'help') return { command: name }
  return { command: 'unknown', name }
}

const stops: Readonly<Record<string, 'turn' | KillLevel>> = {
  '': 'turn',
  tools: 'tools',
  network: 'network',
  all: 'all',
  everything: 'all',
}

/** More words than we know are no reason to stop nothing: "/stop everything now" means it. */
function readStop(rest: string): ChatCommand {
  const [word = ''] = rest.toLowerCase().split(/[^a-z]+/)
  return Object.hasOwn(stops, word)
    ? { command: 'stop', what: stops[word] ?? 'turn' }
    : { command: 'unknown', name: `stop ${word}` }
}

/** Who typed a command, as the door and the access lists know it. */
export type ChatAuthor = {
  /** At one of our own doors with a person proved, or on the list of admins. */
  readonly standing: 'person' | 'admin' | 'other'
  /** A direct conversation of two, not a group. */
  readonly direct: boolean
  /** The conversation has read text of strangers. */
  readonly tainted: boolean
}

/** Why an author may not answer an approval from a chat; null when they may. */
export function whyNotAnswer(author: ChatAuthor): string | null {
  if (author.standing === 'other') return 'Only a listed admin, or you with your approver PIN, can answer this.'
  if (author.tainted && !author.direct)
    return 'This group has read text of strangers, so nothing can be approved from it. Use the window.'
  return null
}
