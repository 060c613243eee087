import { type SandboxConfig, WORKSPACE_NAME } from '../../contract/model/sandbox.ts'
import type { SandboxOwner } from './backend.ts'

/** Where things are inside every container of ours. */
export const Inside = {
  workspace: WORKSPACE_NAME,
  home: '/home/agent',
  agentProgram: '/usr/local/bin/gatehouse-agent',
  egressFolder: '/run/gatehouse',
  egressSocket: '/run/gatehouse/egress.sock',
  egressPort: 3128,
  wireFolder: '/run/gatehouse-wire',
  wireName: 'wire.sock',
} as const

/** The label by which our containers are known; its value is the installation they belong to. */
export const OWNER_LABEL = 'gatehouse.home'

/** What the planner must know of the world. */
export type ContainerWorld = {
  readonly owner: SandboxOwner
  /** Name of the container. */
  readonly name: string
  /** A short digest of the data folder, so that two installations never touch each other's containers. */
  readonly home: string
  readonly imageId: string
  /** Whether our agent is in the image; where none can run, the first process only waits for the end of its input. */
  readonly agent: boolean
  /** Host folder of the workspace, or null where the engine is on another machine. */
  readonly workspaceFolder: string | null
  /** Host folder that holds the one socket that leads out, or null for no way out. */
  readonly egressFolder: string | null
  /** Host folder that holds the socket on which we wait for the agent, or null where the engine must carry its words. */
  readonly wireFolder: string | null
  readonly user: { readonly uid: number; readonly gid: number }
  readonly heartbeatSeconds: number
}

/** Plans one hardened container. Pure: the same settings always give the same container. */
export function planContainer(config: SandboxConfig, world: ContainerWorld) {
  const { limits } = config
  return {
    name: world.name,
    Image: world.imageId,
    // Without our agent the first process must be somebody else, or commands could reach into it and keep it alive.
    User: world.agent ? `${world.user.uid}:${world.user.gid}` : '0:0',
    WorkingDir: Inside.workspace,
    Hostname: 'sandbox',
    Env: environment(config, world),
    Entrypoint: [world.agent ? Inside.agentProgram : 'cat'],
    Cmd: world.agent ? agentArguments(world) : [],
    Labels: labels(config, world),
    Tty: false,
    // The end of this stream is the dead-man switch: when we are gone, the agent reads end-of-file and ends.
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      AutoRemove: true,
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      // The engine's default seccomp profile stays on: it is lost only by naming another one here.
      SecurityOpt: ['no-new-privileges:true'],
      Privileged: false,
      NetworkMode: 'none',
      IpcMode: 'private',
      PidsLimit: limits.processes,
      Memory: limits.memoryMb * MB,
      // Equal to Memory means no swap: a memory hog must not push the person's own programs out.
      MemorySwap: limits.memoryMb * MB,
      NanoCpus: Math.round(limits.cpus * 1e9),
      Ulimits: [
        { Name: 'nofile', Soft: limits.openFiles, Hard: limits.openFiles },
        { Name: 'core', Soft: 0, Hard: 0 },
      ],
      Tmpfs: temporary(config, world),
      Mounts: mounts(config, world),
      // json-file would write every byte of output to the host's disk: measured 1.2 GB for 400 MB of output.
      LogConfig: { Type: 'none', Config: {} },
      // With any other policy Docker starts a container again that was killed by its init process.
      RestartPolicy: { Name: 'no' },
      OomScoreAdj: 500,
    },
  }
}

const MB = 1024 * 1024

function agentArguments(world: ContainerWorld): string[] {
  const relay = ['--relay-port', String(Inside.egressPort), '--relay-to', Inside.egressSocket]
  return [
    ...['--beat', String(world.heartbeatSeconds)],
    ...(world.wireFolder === null ? [] : ['--wire', `${Inside.wireFolder}/${Inside.wireName}`]),
    ...(world.egressFolder === null ? [] : relay),
  ]
}

function environment(config: SandboxConfig, world: ContainerWorld): string[] {
  const base = { PATH: DEFAULT_PATH, HOME: Inside.home, LANG: 'C.UTF-8', USER: 'agent', ...config.env }
  const all = world.egressFolder === null ? base : { ...base, ...proxyEnvironment() }
  return Object.entries(all).map(([name, value]) => `${name}=${value}`)
}

/** What every command of a sandbox finds in its environment. */
export function commandEnvironment(config: SandboxConfig, egress: boolean): Record<string, string> {
  const base = { PATH: DEFAULT_PATH, HOME: Inside.home, LANG: 'C.UTF-8', USER: 'agent', ...config.env }
  return egress ? { ...base, ...proxyEnvironment() } : base
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

function proxyEnvironment(): Record<string, string> {
  const proxy = `http://127.0.0.1:${Inside.egressPort}`
  const names = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'all_proxy']
  return { ...Object.fromEntries(names.map(name => [name, proxy])), NODE_USE_ENV_PROXY: '1' }
}

function labels(config: SandboxConfig, world: ContainerWorld): Record<string, string> {
  return {
    [OWNER_LABEL]: world.home,
    'gatehouse.agent': world.owner.agent,
    'gatehouse.session': world.owner.session ?? '',
    'gatehouse.scope': config.scope,
    'gatehouse.workspace': config.workspace,
  }
}

function temporary(config: SandboxConfig, world: ContainerWorld): Record<string, string> {
  const owner = `uid=${world.user.uid},gid=${world.user.gid}`
  const tmp = { '/tmp': `rw,nosuid,nodev,size=${config.limits.tmpMb}m,mode=1777` }
  const home = { [Inside.home]: `rw,exec,nosuid,nodev,size=${config.limits.tmpMb}m,mode=0700,${owner}` }
  const scratch = { [Inside.workspace]: `rw,exec,nosuid,nodev,size=${config.limits.tmpMb}m,mode=0700,${owner}` }
  return hasWorkspace(config, world) ? { ...tmp, ...home } : { ...tmp, ...home, ...scratch }
}

function hasWorkspace(config: SandboxConfig, world: ContainerWorld): boolean {
  return config.workspace !== 'none' && world.workspaceFolder !== null
}

type Mount = {
  Type: 'bind'
  Source: string
  Target: string
  ReadOnly: boolean
  BindOptions: { Propagation: 'rprivate' }
}

function mounts(config: SandboxConfig, world: ContainerWorld): Mount[] {
  const workspace =
    hasWorkspace(config, world) && world.workspaceFolder !== null
      ? [mount(world.workspaceFolder, Inside.workspace, config.workspace === 'ro')]
      : []
  // Read-only is enough to connect to a socket, and nobody inside can put another one in its place.
  const egress = world.egressFolder === null ? [] : [mount(world.egressFolder, Inside.egressFolder, true)]
  const wire = world.wireFolder === null ? [] : [mount(world.wireFolder, Inside.wireFolder, true)]
  const binds = config.binds.map(bind => mount(bind.from, bind.to, bind.access === 'ro'))
  return [...workspace, ...binds, ...egress, ...wire]
}

function mount(source: string, target: string, readOnly: boolean): Mount {
  return {
    Type: 'bind',
    Source: source,
    Target: target,
    ReadOnly: readOnly,
    BindOptions: { Propagation: 'rprivate' },
  }
}
