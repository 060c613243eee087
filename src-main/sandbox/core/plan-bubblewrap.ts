import type { SandboxConfig } from '../../contract/model/sandbox.ts'
import { Inside } from './plan-container.ts'

/** What the planner must know of the machine. */
export type BubblewrapWorld = {
  readonly agentFile: string
  readonly workspaceFolder: string | null
  readonly egressFolder: string | null
  /** Whether we are root: then bubblewrap needs no user namespace, and the agent must become somebody else. */
  readonly rootBecomes: { readonly uid: number; readonly gid: number } | null
  /** Top folders of the system that are links (`/bin` → `usr/bin`), and those that are real. */
  readonly systemLinks: Readonly<Record<string, string>>
  readonly systemFolders: readonly string[]
  /** Files of /etc that programs need and that hold nothing private. */
  readonly etcFiles: readonly string[]
  /** File descriptors, open in the child: the system-call filter, and where bubblewrap reports to. */
  readonly seccompFd: number | null
  readonly infoFd: number
  readonly heartbeatSeconds: number
}

/** Where the agent is in a process sandbox: the system's own folders are read-only there. */
export const PROCESS_AGENT = '/.gatehouse-agent'
/** Kernel settings live here, and root of any namespace may write some of them: the one proved hole of bubblewrap. */
const KERNEL_FOLDERS = [
  '/proc/sys',
  '/proc/sysrq-trigger',
  '/proc/irq',
  '/proc/bus',
  '/proc/fs',
  '/proc/acpi',
  '/proc/scsi',
]

/** Plans the arguments of bubblewrap. Pure. Only what is named here exists inside. */
export function planBubblewrap(config: SandboxConfig, world: BubblewrapWorld): string[] {
  const size = String(config.limits.tmpMb * 1024 * 1024)
  const temporary = (path: string) => ['--perms', '1777', '--size', size, '--tmpfs', path]
  return [
    ...(world.rootBecomes
      ? ['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try']
      : ['--unshare-all', '--disable-userns']),
    // --as-pid-1: the agent itself is the namespace's init, so its end is the end of everything below it.
    ...['--die-with-parent', '--new-session', '--as-pid-1', '--clearenv', '--hostname', 'sandbox'],
    ...['--cap-drop', 'ALL', ...(world.rootBecomes ? ['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID'] : [])],
    ...Object.entries(world.systemLinks).flatMap(([name, target]) => ['--symlink', target, name]),
    ...world.systemFolders.flatMap(name => ['--ro-bind', name, name]),
    ...['/etc', '/etc/ssl'].flatMap(name => ['--perms', '0755', '--dir', name]),
    ...world.etcFiles.flatMap(name => ['--ro-bind-try', name, name]),
    ...['--proc', '/proc', ...KERNEL_FOLDERS.flatMap(name => ['--ro-bind-try', name, name])],
    ...[
      '--dev',
      '/dev',
      ...temporary('/dev/shm'),
      ...temporary('/tmp'),
      ...temporary('/run'),
      ...temporary(Inside.home),
    ],
    ...workspace(config, world, temporary),
    ...config.binds.flatMap(bind => [bind.access === 'rw' ? '--bind' : '--ro-bind', bind.from, bind.to]),
    ...(world.egressFolder === null ? [] : ['--ro-bind', world.egressFolder, Inside.egressFolder]),
    ...['--ro-bind', world.agentFile, PROCESS_AGENT, '--remount-ro', '/'],
    ...(world.seccompFd === null ? [] : ['--seccomp', String(world.seccompFd)]),
    ...['--info-fd', String(world.infoFd), '--chdir', '/', '--', PROCESS_AGENT],
    ...(world.rootBecomes ? ['--user', `${world.rootBecomes.uid}:${world.rootBecomes.gid}`] : []),
    ...['--beat', String(world.heartbeatSeconds)],
    ...(world.egressFolder === null
      ? []
      : ['--relay-port', String(Inside.egressPort), '--relay-to', Inside.egressSocket]),
  ]
}

function workspace(config: SandboxConfig, world: BubblewrapWorld, temporary: (path: string) => string[]): string[] {
  if (config.workspace === 'none' || world.workspaceFolder === null) return temporary(Inside.workspace)
  return [config.workspace === 'ro' ? '--ro-bind' : '--bind', world.workspaceFolder, Inside.workspace]
}

/** Limits that can be set without a container engine: per process, not for the sandbox as a whole. */
export function planLimits(config: SandboxConfig): string[] {
  const { memoryMb, openFiles, processes } = config.limits
  const bytes = memoryMb * 1024 * 1024
  // --data counts what a process really writes to; --as would stop runtimes that reserve far more than they use.
  return [`--data=${bytes}`, `--nofile=${openFiles}`, `--nproc=${processes + 64}`, '--core=0']
}
