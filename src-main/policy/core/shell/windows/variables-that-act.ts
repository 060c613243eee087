import { ask, type Finding, type Inspector, type Invocation } from '../inspector.ts'
import { environmentFinding } from '../tables/environment-variables.ts'

/** Variables by which programs of .NET load code first. */
const LOADS = /^(dotnet_startup_hooks|cor(eclr)?_profiler(_path(_\d\d)?)?|complus_\w*profiler\w*)$/i

/** Programs that a variable may name; compilers and editors are everyday ones here under other names than elsewhere. */
const STARTED =
  /^(GIT_(SSH|SSH_COMMAND|ASKPASS|EXTERNAL_DIFF|PROXY_COMMAND|PAGER)|SSH_ASKPASS|PAGER|MANPAGER|LESSOPEN)$/

/** What a variable that is set for all later programs makes them do. Search paths have rules of their own. */
export function variableFindings(name: string, value: string, invocation: Invocation, look: Inspector): Finding[] {
  if (LOADS.test(name) && value !== '')
    return [ask('environment.loader', `${name} loads foreign code into the program.`, 'runs-code')]
  const upper = name.toUpperCase()
  if (/PATH$|^SHELL$/.test(upper)) return []
  const found = environmentFinding(upper, value, invocation, look)
  return found && (found.ruleId !== 'environment.program' || STARTED.test(upper)) ? [found] : []
}
