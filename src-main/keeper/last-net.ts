import type { Keeper } from './keeper.ts'

/**
 * Holds what no catch of this process held. A promise that failed while nobody waited is written down, and the house goes
 * on. An error thrown into nothing may have left anything half done, so the promise this answers resolves: end in order.
 */
export function spreadLastNet(keeper: Pick<Keeper, 'report' | 'tellCrash'>): Promise<void> {
  process.on('unhandledRejection', cause => keeper.report('a promise nobody waited for failed', cause))
  return new Promise(fell => {
    process.on('uncaughtException', cause => {
      keeper.report('an error was thrown into nothing: everything ends', cause)
      void keeper.tellCrash().finally(fell)
    })
  })
}
