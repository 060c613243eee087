import { z } from 'zod'
import { ProbeResult, SandboxExplanation, SandboxView, TerminalItem } from '../model/sandbox.ts'
import { command, feed, nothing, query, type RouteTable, stream } from '../wire/route.ts'

const people = ['window', 'tray', 'cli', 'dashboard'] as const
const Agent = z.strictObject({ agent: z.string().min(1).max(256) })
const TerminalId = z.string().min(1).max(200)

/** Where commands run. Looking, ending and rebuilding are anybody's; a shell of one's own takes a proved person. */
export const sandboxRoutes = {
  'sandbox.watch': feed({ from: people, input: nothing, snapshot: SandboxView, change: SandboxView }),
  'sandbox.explain': query({ from: people, input: Agent, output: SandboxExplanation }),
  'sandbox.recreate': command({ from: people, input: Agent, output: z.strictObject({ ended: z.int() }) }),
  'sandbox.warm': command({ from: people, input: Agent, output: nothing }),
  'sandbox.prune': command({ from: people, input: nothing, output: z.strictObject({ removed: z.array(z.string()) }) }),
  /** Lines about its progress, until it is done. */
  'sandbox.build': stream({
    from: people,
    input: z.strictObject({ agent: z.string().min(1).max(256).nullable() }),
    item: z.strictObject({ line: z.string() }),
  }),
  /** Tries to get out of the sandbox of an agent, or of every backend of this machine, from the inside. */
  'sandbox.verify': stream({
    from: people,
    input: z.strictObject({ agent: z.string().min(1).max(256) }),
    item: ProbeResult,
  }),
  'terminal.open': stream({
    from: ['window', 'cli', 'dashboard'],
    needs: 'person',
    input: z.strictObject({
      agent: z.string().min(1).max(256),
      session: z.string().min(1).max(256),
      rows: z.int().min(1).max(1000),
      cols: z.int().min(1).max(1000),
    }),
    item: TerminalItem,
  }),
  'terminal.write': command({
    from: ['window', 'cli', 'dashboard'],
    needs: 'person',
    input: z.strictObject({ id: TerminalId, text: z.string().max(1_000_000) }),
    output: nothing,
  }),
  'terminal.resize': command({
    from: ['window', 'cli', 'dashboard'],
    needs: 'person',
    input: z.strictObject({ id: TerminalId, rows: z.int().min(1).max(1000), cols: z.int().min(1).max(1000) }),
    output: nothing,
  }),
  /** Ending is always safe, so it needs no proof. */
  'terminal.end': command({ from: people, input: z.strictObject({ id: TerminalId }), output: nothing }),
} satisfies RouteTable
