import { describe, expect, it } from 'vitest'
import { chatOnce } from '../../../src-main/cli/chat.ts'
import type { People } from '../../../src-main/cli/connect.ts'
import type { Terminal } from '../../../src-main/cli/terminal.ts'
import type { SessionChange, ToolEntry } from '../../../src-main/contract/model/session.ts'
import { aSession } from '../../kit/window/nouns.ts'

/** Plays a conversation to the terminal and answers with what stands there. */
async function printed(changes: readonly SessionChange[]): Promise<string> {
  const summary = aSession({ id: 's', state: 'running' })
  const keeper = {
    call: async () => ({ session: 's' }),
    open: async function* () {
      yield { snapshot: { summary, entries: [] } }
      for (const change of changes) yield { change }
      yield { change: { kind: 'summary', summary: { ...summary, state: 'idle' } } }
    },
  }
  const seen: string[] = []
  const terminal: Terminal = {
    out: line => void seen.push(`${line}\n`),
    err: line => void seen.push(`${line}\n`),
    raw: text => void seen.push(text),
    secret: async () => null,
    ask: async () => null,
    interactive: false,
  }
  await chatOnce(keeper as unknown as People, 'run', { session: null, headless: false, json: false }, terminal)
  return seen.join('')
}

const call = (change: Partial<ToolEntry>): SessionChange => ({
  kind: 'entry',
  entry: {
    kind: 'tool',
    id: 't',
    at: 1,
    tool: 'exec',
    asked: 'ls',
    state: 'running',
    reasons: [],
    approval: null,
    where: '',
    output: '',
    exitCode: null,
    durationMs: null,
    ...change,
  },
})
const delta = (text: string): SessionChange => ({ kind: 'delta', id: 't', text })

describe('the output of a command in the terminal', () => {
  it('is printed once, as it comes', async () => {
    const changes = [
      call({}),
      delta('a.txt\n'),
      delta('b.txt\n'),
      call({ state: 'done', output: 'a.txt\nb.txt\n', exitCode: 0 }),
    ]
    expect(await printed(changes)).toBe('$ exec: ls\na.txt\nb.txt\n  exit code 0\n')
  })

  it('is printed at the end when none of it came before, and leaves no empty line when there is none', async () => {
    expect(await printed([call({}), call({ state: 'done', output: 'a.txt', exitCode: 0 })])).toBe(
      '$ exec: ls\na.txt\n  exit code 0\n',
    )
    expect(await printed([call({}), call({ state: 'done', exitCode: 1 })])).toBe('$ exec: ls\n  exit code 1\n')
  })

  it('is printed whole when what came before is not its beginning', async () => {
    const changes = [
      call({}),
      delta('aaa'),
      call({ state: 'done', output: 'a\n[… 9 bytes left out …]\nz', exitCode: 0 }),
    ]
    expect(await printed(changes)).toBe('$ exec: ls\naaa\na\n[… 9 bytes left out …]\nz\n  exit code 0\n')
  })

  it('shows what would move the cursor instead of obeying it', async () => {
    expect(await printed([call({}), delta('a\u202eb\u001b[2Jc\n')])).toBe('$ exec: ls\na⟨U+202E⟩bc\n')
  })
})
