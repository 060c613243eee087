import type { ExecPlan } from '../../contract/model/exec.ts'

/** Why a command did not end by itself. */
export type Ending = 'timed-out' | 'stopped' | 'flooded' | 'lost' | 'kernel' | 'signal'

/** The words a person (and the agent) reads about it. */
export function endWords(why: Ending, plan?: Pick<ExecPlan, 'timeoutMs'>): string {
  switch (why) {
    case 'timed-out':
      return `It ran longer than ${seconds(plan?.timeoutMs)} and was ended with everything it had started.`
    case 'stopped':
      return 'It was stopped before it finished.'
    case 'flooded':
      return 'It printed far more than can be kept and was ended. Send its output to a file instead.'
    case 'lost':
      return 'The sandbox ended while it ran. The next command gets a new sandbox.'
    case 'kernel':
      return 'It was killed, most likely because it used more memory than the sandbox has.'
    case 'signal':
      return 'It was ended by a signal.'
  }
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? 'it may' : `${Math.round(ms / 100) / 10} s`
}

/** Linux error numbers that starting a command can give. */
const ERRORS: Readonly<Record<number, string>> = {
  2: 'does not exist in the sandbox, or its folder does not',
  7: 'has too many or too long arguments',
  8: 'is not a program',
  11: 'could not start: too many commands run at once',
  12: 'could not start: the sandbox has no memory left',
  13: 'may not be run',
  20: 'could not start: its working folder is not a folder',
  24: 'could not start: too many open files',
}

/** Why a command never ran, in words. */
export function startError(errno: number, plan: Pick<ExecPlan, 'command' | 'cwd'>): string {
  const name = plan.command.kind === 'argv' ? plan.command.argv[0] : 'The shell'
  return `${name} ${ERRORS[errno] ?? `could not start (error ${errno})`} (folder ${plan.cwd}).`
}
