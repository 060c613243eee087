import type { People } from '../connect.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'

/** Tells the program how a command ended. */
export type Done = (code: number) => void

/** Runs a command against the running Keeper, and turns whatever goes wrong into words and an exit code. */
export async function withKeeper(
  asJson: boolean,
  act: (keeper: People, terminal: Terminal) => Promise<ExitCode>,
): Promise<number> {
  const { processTerminal } = await import('../terminal.ts')
  const terminal = processTerminal()
  const { connectKeeper } = await import('../connect.ts')
  let keeper: People | null = null
  try {
    keeper = await connectKeeper()
    return await act(keeper, terminal)
  } catch (error) {
    const { tellFault } = await import('../words/faults.ts')
    return tellFault(error, terminal, asJson)
  } finally {
    keeper?.close()
  }
}
