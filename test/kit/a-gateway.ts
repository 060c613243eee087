import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModelLease } from '../../src-main/contract/model/agent.ts'
import type { SessionView } from '../../src-main/contract/model/session.ts'
import type { ToolProgress } from '../../src-main/contract/model/tool-progress.ts'
import { gatewayRoutes, keeperForGatewayRoutes } from '../../src-main/contract/routes/gateway.ts'
import { client } from '../../src-main/contract/wire/client.ts'
import { Fault } from '../../src-main/contract/wire/fault.ts'
import { serve } from '../../src-main/contract/wire/serve.ts'
import { composeGateway } from '../../src-main/gateway/compose.ts'
import { reduceSession } from '../../src-main/gateway/core/conversation.ts'
import { pairWire } from '../../src-main/kit/node/pair-wire.ts'

/** One wish that the gateway brought to the Keeper's door. */
export type Wish = { id: string; session: string; tool: string; arguments: Record<string, unknown> }

/** The whole gateway over a wire in memory, with a Keeper whose door answers as the test says. Further models are fallbacks. */
export function aGateway(
  models: ModelLease | readonly [ModelLease, ...ModelLease[]],
  door: (wish: Wish) => AsyncIterable<ToolProgress> = noDoor,
  secrets: Readonly<Record<string, string>> = { MODEL_KEY: 'sk-test' },
) {
  const leases = 'provider' in models ? [models] : models
  const folder = mkdtempSync(join(tmpdir(), 'gh-gateway-'))
  const [keeperEnd, gatewayEnd] = pairWire()
  const wishes: Wish[] = []
  const ends: number[] = []
  serve(
    keeperEnd,
    keeperForGatewayRoutes,
    {
      'tool.call': wish => {
        wishes.push(wish)
        return door(wish)
      },
      'model.lease': async ({ failed }) => {
        const lease = leases[failed]
        if (!lease) throw new Fault('config-invalid')
        return { lease, more: failed + 1 < leases.length }
      },
      'secrets.lease': async ({ name }) => {
        const value = secrets[name]
        return value === undefined ? { status: 'refused', why: 'unknown' } : { status: 'ok', value, untilMs: 0 }
      },
    },
    {
      caller: () => ({ door: 'gateway', connection: 'g', presence: 'unproved' }),
      version: '0',
      newRef: () => 'R',
      newStop: () => new AbortController(),
      report: () => {},
    },
  )
  composeGateway({ wire: gatewayEnd, folder, version: '0', end: code => void ends.push(code) })
  const gateway = client(keeperEnd, gatewayRoutes, 'test')
  const send = async (text: string, session = 's1'): Promise<void> => {
    await gateway.call('turn.start', {
      session,
      agent: { id: 'main', name: 'the assistant', instructions: '', tools: ['exec'], maxSteps: 6 },
      audience: 'owner',
      channel: 'window',
      sender: 'you',
      text,
      headless: false,
    })
  }
  return {
    gateway,
    wishes,
    ends,
    send,
    settled: (session = 's1') => settled(gateway, session),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Follows a conversation until nothing runs in it, and answers with all of it. */
async function settled(
  gateway: ReturnType<typeof client<typeof gatewayRoutes>>,
  session: string,
): Promise<SessionView> {
  const feed = gateway.open('sessions.follow', { session })
  let view: SessionView | null = null
  for await (const item of feed) {
    view = 'snapshot' in item ? item.snapshot : view && reduceSession(view, item.change)
    if (view?.summary.state === 'idle') break
  }
  if (!view) throw new Error('the feed ended before its snapshot')
  return view
}

async function* noDoor(): AsyncGenerator<ToolProgress> {
  yield { kind: 'finished', outcome: 'refused', text: 'Refused: there is no door here.', exitCode: null, durationMs: 0 }
}
