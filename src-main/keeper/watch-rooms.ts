import { configPath, watchFiles } from '../config/node/open-config.ts'
import type { Config } from '../contract/model/config.ts'
import type { Clock } from '../kit/core/clock.ts'
import { crashFacts } from '../supervisor/core/crash-facts.ts'
import { watchForAnomalies } from './anomalies.ts'
import type { Foundation } from './foundation.ts'
import { grantsPath } from './grants.ts'
import type { House } from './house.ts'
import { modelWords } from './models.ts'
import { asksNothing } from './policy-settings.ts'
import { remindOfSecrets } from './remind-of-secrets.ts'
import { tendTrail } from './tend-trail.ts'

/** Docker comes and goes without telling; looking costs well under a millisecond. */
const LOOK_MS = 5_000

/** Carries what the rooms say to the one status that every surface shows. The answer ends it. */
export async function watchRooms(house: House, base: Foundation, clock: Clock): Promise<() => Promise<void>> {
  const { board, desk, supervisor, config } = house
  const ends: (() => unknown)[] = []
  ends.push(desk.watched.onChange((_change, queue) => board.say({ pending: queue.pending.length })))
  const { killSwitch, roll } = house.incident
  board.say({ lockdown: killSwitch.lockdown })
  board.trouble('watchdog-missing', {})
  ends.push(
    killSwitch.watched.onChange((_change, { lockdown, watchdog }) => {
      board.say({ lockdown })
      if (lockdown) void house.elevations.endAll('everything was locked down')
      board.trouble('watchdog-missing', watchdog ? null : {})
    }),
  )
  ends.push(house.incident.watch())
  ends.push(
    supervisor.watched.onChange((_change, gateway) => {
      board.say({ gateway })
      if (gateway.state === 'running' && gateway.pid !== null) roll.gatewayStarted(gateway.pid)
      if (gateway.state === 'gave-up') void sayGaveUp(house, gateway.reason ?? '')
      else board.trouble('gateway-gave-up', null)
    }),
  )
  ends.push(
    house.trail.onHealth(health => board.trouble('audit-unwritable', health.writing ? null : { why: health.why })),
  )
  ends.push(tendTrail(house, clock, base.report))
  const afterDays = (): number => config.current().secrets.remindAfterDays
  ends.push(remindOfSecrets({ vault: base.keys.vault, board, afterDays }, clock))
  ends.push(config.subscribe(() => sayConfig(house, config.current())))
  ends.push(house.grants.sealed.subscribe(() => sayGrants(house)))
  const { home } = base.folder
  ends.push(
    watchFiles(home, [
      { path: configPath(home), reload: () => config.reload() },
      { path: grantsPath(home), reload: () => house.grants.sealed.reload() },
    ]),
  )
  sayConfig(house, config.current())
  sayGrants(house)
  if (base.damaged.length > 0) board.trouble('file-damaged', { files: base.damaged.join(', ') })
  if (base.keys.why !== null) board.trouble('keychain-unavailable', { why: base.keys.why })
  const pinSet = await house.presence.isSet()
  board.say({ pinSet })
  if (!pinSet) board.trouble('approver-pin-unset', {})
  ends.push(watchSandboxes(house, clock))
  ends.push(await watchForAnomalies(house, base, clock))
  return async () => {
    for (const end of ends) await end()
  }
}

/** Says it at once, and then again with what was changed last and how to go back. */
async function sayGaveUp({ board, config, supervisor }: House, reason: string): Promise<void> {
  board.trouble('gateway-gave-up', { reason })
  const versions = await config.history().catch(() => [])
  if (supervisor.watched.state.state === 'gave-up') board.trouble('gateway-gave-up', crashFacts(reason, versions))
}

function sayConfig(house: House, config: Config): void {
  const { board } = house
  const pending = house.config.pending()
  board.say({ model: modelWords(config) })
  board.trouble('practice-model', modelWords(config) === 'Practice model' ? {} : null)
  board.trouble('mode-auto', asksNothing(config) ? {} : null)
  board.trouble('config-invalid', pending?.reason === 'invalid' ? { where: pending.problems[0]?.message ?? '' } : null)
  board.trouble(
    'config-changed-outside',
    pending !== null && pending.reason !== 'invalid' ? { reason: pending.reason } : null,
  )
}

function sayGrants({ board, grants }: House): void {
  const pending = grants.sealed.pending()
  board.trouble('grants-changed-outside', pending === null ? null : { reason: pending.reason })
}

function watchSandboxes(house: House, clock: Clock): () => void {
  let ended = false
  let cancel = (): void => {}
  const look = async (): Promise<void> => {
    const agent = house.config.current().gateway.defaultAgent
    const choice = await house.sandboxes.choose(agent, { session: 'status', main: true }).catch(() => null)
    if (ended) return
    const where = choice?.backend === 'host' ? 'On this machine, without a sandbox.' : 'In a sandbox.'
    const noWall = choice === null || choice.backend === null
    house.board.say({ sandbox: noWall ? `Nowhere. ${choice?.why ?? ''}`.trim() : `${where} ${choice.why}` })
    const off = house.config.current().policy.shell === 'off'
    house.board.trouble('docker-off', noWall && !off ? { why: choice?.why ?? 'It does not answer.' } : null)
    cancel = clock.after(LOOK_MS, () => void look())
  }
  void look()
  return () => {
    ended = true
    cancel()
  }
}
