import type { Clock } from '../kit/core/clock.ts'
import type { Vault } from '../vault/node/vault.ts'
import type { StatusBoard } from './status-board.ts'

/** Ages change by the day; a quarter of one is soon enough. */
const LOOK_MS = 6 * 60 * 60_000

/** Shows a condition while secrets are due to be replaced, and takes it away when they were. The answer ends it. */
export function remindOfSecrets(
  world: { vault: Pick<Vault, 'list' | 'onChange'>; board: Pick<StatusBoard, 'trouble'>; afterDays: () => number },
  clock: Clock,
): () => void {
  let cancel = (): void => {}
  const look = async (): Promise<void> => {
    cancel()
    cancel = clock.after(LOOK_MS, () => void look())
    const listed = await world.vault.list(world.afterDays())
    if (listed.status !== 'ok') return // a vault that cannot be read says so itself
    const due = listed.secrets.filter(({ age }) => age.reminder !== 'fresh').map(({ name }) => name)
    world.board.trouble('secret-due', due.length === 0 ? null : { secrets: due.join(', ').slice(0, 300) })
  }
  const end = world.vault.onChange(() => void look())
  void look()
  return () => {
    end()
    cancel()
  }
}
