import type { ShellMode } from '../../contract/model/policy.ts'
import type { BackendName, BackendReport, SandboxConfig } from '../../contract/model/sandbox.ts'

/** Where a session's commands run, with the reason; or why they run nowhere. */
export type Choice =
  | { readonly backend: BackendName; readonly why: string }
  | { readonly backend: null; readonly why: string }

/** What the choice depends on beside the settings. */
export type Circumstances = {
  readonly shell: ShellMode
  /** The owner's own direct conversation, as opposed to groups, channels and schedules. */
  readonly main: boolean
  /** A person lets this session run on this machine for now. */
  readonly elevated?: boolean
  readonly reports: readonly BackendReport[]
}

/** Strongest first: a kernel of its own behind an engine, then namespaces of ours. `host` is never chosen, only named. */
const STRENGTH: readonly BackendName[] = ['docker', 'remote-docker', 'process', 'ssh']

/**
 * Chooses where commands of a session run. Leaving the sandbox takes two settings that a person made: shell mode
 * `host`, and a sandbox setting that names the host or leaves this session out. A wall that was named and is not there
 * is a refusal, never a reason to take a weaker one.
 */
export function chooseBackend(config: SandboxConfig, at: Circumstances): Choice {
  if (at.shell === 'off') return { backend: null, why: 'Commands are switched off (shell mode off).' }
  if (at.elevated) return { backend: 'host', why: 'You let this session run on this machine for a while.' }
  const leavesOut = config.when === 'off' || (config.when === 'non-main' && at.main)
  if (at.shell === 'host' && leavesOut)
    return { backend: 'host', why: `This session is not sandboxed (when: ${config.when}).` }
  if (config.backend === 'host') return hostOrNot(at.shell)
  if (config.backend !== 'auto') return named(config.backend, at.reports)
  return strongest(config, at.reports)
}

function hostOrNot(shell: ShellMode): Choice {
  if (shell === 'host') return { backend: 'host', why: 'The settings name this machine itself.' }
  return {
    backend: null,
    why: 'The settings name the host, but the shell mode does not allow it. Set it to "host", or choose a sandbox.',
  }
}

function named(backend: BackendName, reports: readonly BackendReport[]): Choice {
  const report = reports.find(each => each.backend === backend)
  if (report?.usable) return { backend, why: `The settings name it. ${report.why}` }
  return { backend: null, why: report?.why ?? `The backend ${backend} is not set up.` }
}

function strongest(config: SandboxConfig, reports: readonly BackendReport[]): Choice {
  const isSetUp = (name: BackendName) =>
    name === 'ssh' ? config.ssh !== undefined : name === 'remote-docker' ? config.remoteDocker !== undefined : true
  const candidates = STRENGTH.filter(isSetUp)
  const found = candidates.find(name => reports.some(each => each.backend === name && each.usable))
  const reportOf = (name: BackendName) => reports.find(each => each.backend === name)
  if (found === undefined) {
    const whys = candidates.map(name => reportOf(name)?.why ?? `${name} was not looked at.`)
    return { backend: null, why: `No sandbox can be used here. ${whys.join(' ')}` }
  }
  const passed = candidates.slice(0, candidates.indexOf(found)).map(name => reportOf(name)?.why ?? '')
  const because = passed.length === 0 ? 'the strongest one:' : `the strongest one that works. ${passed.join(' ')}`
  return { backend: found, why: `Chosen as ${because} ${reportOf(found)?.why ?? ''}`.replaceAll(/ {2,}/g, ' ').trim() }
}
