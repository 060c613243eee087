import type { Clock } from '../kit/core/clock.ts'
import type { House } from './house.ts'

const LOOK_MS = 5_000
const DAY_MS = 24 * 60 * 60_000

/** An outage ends when a write works again, and old records go when their time is over, also while nobody acts. */
export function tendTrail(
  { trail, board }: Pick<House, 'trail' | 'board'>,
  clock: Clock,
  report: (what: string, cause: unknown) => void,
): () => void {
  const { rolledBack, damaged } = trail.opening
  const where = rolledBack
    ? `it ends at record ${rolledBack.foundSeq} and was at ${rolledBack.expectedSeq}`
    : 'a record does not fit'
  if (rolledBack !== null || damaged) board.trouble('audit-bent', { where })
  let cancel = (): void => {}
  let retiredAt = clock.now()
  const tend = async (): Promise<void> => {
    if (!trail.health().writing) await trail.probe()
    else if (clock.now() - retiredAt > DAY_MS) {
      retiredAt = clock.now()
      await trail.retire().catch(error => report('retention', error))
    }
    cancel = clock.after(LOOK_MS, () => void tend())
  }
  cancel = clock.after(LOOK_MS, () => void tend())
  return () => cancel()
}
