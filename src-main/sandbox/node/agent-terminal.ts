import type { Terminal, TerminalPlan } from '../core/backend.ts'
import type { CommandLink } from './agent-link.ts'
import type { RunPlace } from './run-on-agent.ts'

/** Opens a shell on a real terminal inside a sandbox, through its exec agent. */
export function openAgentTerminal(link: CommandLink, id: string, plan: TerminalPlan, place: RunPlace): Terminal {
  const onData: ((bytes: Uint8Array) => void)[] = []
  const onEnd: ((exitCode: number | null) => void)[] = []
  let ended: { exitCode: number | null } | null = null
  const command = link.start(
    {
      // Interactive bash where there is one, and the plain shell of the image where there is none.
      argv: ['if command -v bash >/dev/null; then exec bash -i; else exec sh -i; fi'],
      shell: true,
      cwd: plan.cwd ?? place.workspace,
      env: { ...place.env, TERM: 'xterm-256color', ...plan.env },
      stdin: true,
      keepBackground: false,
      tty: { rows: plan.rows, cols: plan.cols },
    },
    {
      onOutput: (_stream, bytes) => {
        for (const tell of onData) tell(bytes)
      },
      onExit: exit => {
        ended = { exitCode: exit === 'lost' ? null : exit.exitCode }
        for (const tell of onEnd) tell(ended.exitCode)
      },
    },
  )
  return {
    id,
    onData: tell => void onData.push(tell),
    onEnd: tell => void (ended ? tell(ended.exitCode) : onEnd.push(tell)),
    write: text => command.stdin(typeof text === 'string' ? Buffer.from(text) : text),
    resize: size => command.resize(size),
    pause: () => command.pause(),
    resume: () => command.resume(),
    end: () => command.kill(9),
  }
}
