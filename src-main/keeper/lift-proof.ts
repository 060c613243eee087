import type { Caller } from '../contract/wire/caller.ts'
import { Fault } from '../contract/wire/fault.ts'

/** What the operating system says when it is asked whether the owner of the account sits here. */
export type SystemWord = 'confirmed' | 'refused' | 'not-offered'

/** Asks the person in front of the machine, in the way of the operating system; `why` ends the sentence "… is trying to". */
export type AskSystem = (why: string) => Promise<SystemWord>

type Proofs = {
  readonly askSystem: AskSystem
  readonly presence: { isSet(): Promise<boolean>; of(connection: string): Caller['presence'] }
}

/**
 * Why a caller may not lift a lockdown, or null. Whoever sits at an unlocked machine is not yet its owner: the window
 * asks the operating system, or the approver PIN where that offers nothing. The other doors needed the PIN to get here.
 */
export async function whyNotLift({ askSystem, presence }: Proofs, caller: Caller): Promise<string | null> {
  if (caller.door !== 'window' && caller.door !== 'tray') return null
  const word = await askSystem('lift the lockdown')
  if (word === 'confirmed') return null
  if (word === 'refused') return 'Your system did not confirm that it is you. Try again.'
  // Nothing was ever set that could be asked for; the window itself is the proof then.
  if (!(await presence.isSet())) return null
  if (presence.of(caller.connection) === 'person') return null
  throw new Fault('person-needed', { route: 'incident.lift' })
}
