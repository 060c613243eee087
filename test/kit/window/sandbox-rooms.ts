import type { ProbeResult, SandboxInfo, SandboxView } from '../../../src-main/contract/model/sandbox.ts'
import type { sandboxRoutes } from '../../../src-main/contract/routes/sandbox.ts'
import type { Handlers } from '../../../src-main/contract/wire/route.ts'
import { Watched } from '../../../src-main/kit/core/watched.ts'

/**
 * A sandbox room in which nothing runs. Its shell answers every line with what was typed; `flood` prints a megabyte a
 * second, `size` how large the page says the terminal is.
 */
export function sandboxRooms(): Handlers<typeof sandboxRoutes> {
  const view = new Watched<SandboxView, SandboxView>(
    { sandboxes: [aSandbox()], backends, terminals: [] },
    (_, next) => next,
  )
  let type: (text: string) => void = () => {}
  const list = (terminals: SandboxView['terminals']) => view.apply({ sandboxes: [aSandbox()], backends, terminals })
  let size = ''
  return {
    'sandbox.watch': (_input, _caller, stop) => view.watch(stop),
    'sandbox.explain': async ({ agent }) => ({
      agent,
      backend: 'docker',
      why: 'In Docker, one sandbox for each conversation.',
      facts: [{ label: 'Network', value: 'none' }],
    }),
    'sandbox.recreate': async () => ({ ended: 1 }),
    'sandbox.warm': async () => ({}),
    'sandbox.prune': async () => ({ removed: [] }),
    'sandbox.build': async function* () {},
    'sandbox.verify': async function* () {
      yield* probes
    },
    'terminal.open': async function* ({ agent, rows, cols }) {
      size = `${rows} ${cols}`
      const typed: string[] = []
      let wake: () => void = () => {}
      type = text => {
        typed.push(text)
        wake()
      }
      const terminal = { id: 't1', agent, where: 'Docker sandbox of agent main', openedAt: Date.now() }
      list([terminal])
      yield { kind: 'opened', terminal }
      yield { kind: 'data', text: '\u001b[32magent\u001b[0m:/workspace$ ' }
      for (let line = ''; ; ) {
        if (typed.length === 0) await new Promise<void>(resolve => (wake = resolve))
        const text = typed.shift() ?? ''
        line += text
        if (!text.includes('\r')) yield { kind: 'data', text }
        else if (line.trim() === 'exit' || line.includes('\u0004')) break
        else if (line.trim() === 'flood') {
          yield* flood()
          line = ''
        } else if (line.trim() === 'size') {
          yield { kind: 'data', text: `\r\nsize is ${size}\r\n$ ` }
          line = ''
        } else {
          yield { kind: 'data', text: `\r\n\u001b[1;38;2;250;120;10myou typed ${line.trim()}\u001b[0m\r\n$ ` }
          line = ''
        }
      }
      list([])
      yield { kind: 'ended', exitCode: 0 }
    },
    'terminal.write': async ({ text }) => {
      type(text)
      return {}
    },
    'terminal.resize': async ({ rows, cols }) => {
      size = `${rows} ${cols}`
      return {}
    },
    'terminal.end': async () => {
      type('\u0004\r')
      return {}
    },
  }
}

/** A megabyte a second for two seconds and a half, in items as large as the Keeper sends them. */
async function* flood(): AsyncGenerator<{ kind: 'data'; text: string }> {
  const item = '\u001b[32mok\u001b[0m a line of a build that has much to say, as builds have\r\n'
    .repeat(1000)
    .slice(0, 65_536)
  const began = performance.now()
  for (let sent = 0; sent < 40; sent++) {
    yield { kind: 'data', text: item }
    const due = began + (sent + 1) * 62.5
    await new Promise(resolve => setTimeout(resolve, Math.max(0, due - performance.now())))
  }
  yield { kind: 'data', text: '\r\nend of the flood\r\n$ ' }
}

function aSandbox(): SandboxInfo {
  return {
    id: 'c1',
    name: 'gatehouse-main-s1',
    backend: 'docker',
    agent: 'main',
    session: 's1',
    state: 'running',
    initPid: 4711,
    image: 'gatehouse-sandbox',
    createdAt: Date.now() - 600_000,
    lastUsedAt: Date.now() - 30_000,
    running: 1,
  }
}

const backends: SandboxView['backends'] = [
  { backend: 'docker', usable: true, why: 'Docker 20.10 answers.' },
  { backend: 'process', usable: false, why: 'bubblewrap is not installed.' },
]

const probe = { backend: 'docker' as const, found: '' }
const probes: ProbeResult[] = [
  { ...probe, id: 'home', title: 'Read the home folder of this machine', verdict: 'holds' },
  { ...probe, id: 'net', title: 'Reach the internet', verdict: 'holds' },
  { ...probe, id: 'root', title: 'Write to the system', verdict: 'open', found: '/etc/passwd was written' },
]
