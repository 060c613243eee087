import type { OfferedModel } from '../contract/model/agent.ts'
import type { LeaseDesk } from '../vault/node/lease-desk.ts'
import type { Foundation } from './foundation.ts'
import { modelFor, modelsOf } from './models.ts'

/** What the gateway says of the model it wants. */
export type ModelWish = { readonly agent: string; readonly session: string; readonly failed: number }

/**
 * Lends a connection the model of an agent, or the next one where so many did not answer. That another model, and perhaps
 * another company, gets the conversation is in the trail before it does.
 */
export async function lendModel(
  base: Pick<Foundation, 'config' | 'record'>,
  leases: Pick<LeaseDesk, 'lend'>,
  { agent, session, failed }: ModelWish,
  connection: string,
): Promise<OfferedModel> {
  const config = base.config.current()
  const offered = modelFor(config, agent, failed)
  if (failed > 0) {
    const [before, next] = modelsOf(config, agent).slice(failed - 1)
    await base.record({
      kind: 'lifecycle',
      who: 'gateway',
      door: 'gateway',
      part: `model ${before}`,
      step: 'gave-up',
      result: 'failed',
      reason: `It did not answer; ${next} goes on.`,
      agent,
      session,
    })
  }
  const { lease } = offered
  if (lease.provider !== 'practice' && lease.key !== null) await leases.lend(connection, lease.key)
  return offered
}
