import { describe, expect, it } from 'vitest'
import type { TerminalItem } from '../../../src-main/contract/model/sandbox.ts'
import type { Sandbox, Terminal } from '../../../src-main/sandbox/core/backend.ts'
import { TerminalDesk } from '../../../src-main/sandbox/node/terminal-desk.ts'

/** A shell that prints what a test tells it to, and remembers what was done to it. */
function aShell() {
  let data: (bytes: Uint8Array) => void = () => {}
  const ends: ((code: number | null) => void)[] = []
  const did: string[] = []
  const terminal: Terminal = {
    id: 't1',
    onData: tell => {
      data = tell
    },
    onEnd: tell => void ends.push(tell),
    write: text => void did.push(`write ${String(text)}`),
    resize: ({ rows, cols }) => void did.push(`resize ${rows}x${cols}`),
    pause: () => void did.push('pause'),
    resume: () => void did.push('resume'),
    end: () => void did.push('end'),
  }
  const sandbox = {
    where: 'Docker sandbox',
    info: () => ({ agent: 'main', id: 'box-1' }),
    openTerminal: async () => terminal,
  } as unknown as Sandbox
  return {
    sandbox,
    did,
    print: (text: string | Uint8Array) => data(Buffer.from(text)),
    exit: (code: number) => {
      for (const tell of ends) tell(code)
    },
  }
}

const open = (sandbox: Sandbox, stop = new AbortController()) => {
  const changes: number[] = []
  const desk: TerminalDesk = new TerminalDesk({ now: () => 5, after: () => () => {} }, () =>
    changes.push(desk.list().length),
  )
  return { desk, changes, stop, items: desk.open(sandbox, { rows: 24, cols: 80 }, stop.signal) }
}
const opened = { kind: 'opened', terminal: { id: 't1', agent: 'main', where: 'Docker sandbox', openedAt: 5 } }

describe('a terminal', () => {
  it('is listed while it is open, prints in order, and ends with its exit code', async () => {
    const shell = aShell()
    const { desk, changes, items } = open(shell.sandbox)
    expect((await items.next()).value).toEqual(opened)
    expect(desk.list()).toEqual([opened.terminal])
    expect(desk.running()).toEqual([{ id: 't1', sandbox: 'box-1', name: 'terminal of main in Docker sandbox' }])
    shell.print('one ')
    shell.print('two')
    expect((await items.next()).value).toEqual({ kind: 'data', text: 'one two' })
    desk.write('t1', 'ls\r')
    desk.resize('t1', { rows: 50, cols: 132 })
    shell.exit(3)
    expect((await items.next()).value).toEqual({ kind: 'ended', exitCode: 3 })
    expect((await items.next()).done).toBe(true)
    expect(desk.list()).toEqual([])
    expect(changes).toEqual([1, 0])
    expect(shell.did).toEqual(['write ls\r', 'resize 50x132', 'end'])
  })

  it('never cuts a character in two', async () => {
    const shell = aShell()
    const { items } = open(shell.sandbox)
    await items.next()
    const bytes = Buffer.from('é')
    shell.print(bytes.subarray(0, 1))
    shell.print(bytes.subarray(1))
    expect((await items.next()).value).toEqual({ kind: 'data', text: 'é' })
  })

  it('holds a fast program back until its reader has caught up, and loses nothing', async () => {
    const shell = aShell()
    const { items } = open(shell.sandbox)
    await items.next()
    const piece = 'x'.repeat(100_000)
    for (let n = 0; n < 5; n++) shell.print(piece)
    expect(shell.did).toEqual(['pause'])
    let taken = 0
    const read: TerminalItem[] = []
    while (taken < 500_000) {
      const item = (await items.next()).value as TerminalItem
      read.push(item)
      taken += item.kind === 'data' ? item.text.length : 0
    }
    expect(Math.max(...read.map(item => (item.kind === 'data' ? item.text.length : 0)))).toBeLessThanOrEqual(65_536)
    expect(shell.did).toEqual(['pause', 'resume'])
  })

  it('ends with its reader, and with everything else', async () => {
    const shell = aShell()
    const { desk, items, stop } = open(shell.sandbox)
    await items.next()
    stop.abort()
    expect(shell.did).toEqual(['end'])
    desk.endThese(['t1', 'never-opened'])
    expect(shell.did).toEqual(['end', 'end'])
  })

  it.each(['write', 'resize', 'end'] as const)('answers %s to one that is gone with a fault', verb => {
    const { desk } = open(aShell().sandbox)
    const acts = {
      write: () => desk.write('nope', 'x'),
      resize: () => desk.resize('nope', { rows: 1, cols: 1 }),
      end: () => desk.end('nope'),
    }
    expect(acts[verb]).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})
