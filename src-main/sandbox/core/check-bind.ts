import type { Bind } from '../../contract/model/sandbox.ts'
import { Inside } from './plan-container.ts'

/** What the check must know of the machine. Paths are real paths: the caller has followed every link. */
export type BindWorld = {
  readonly homeFolder: string
  readonly dataFolder: string
  /** The agent's own workspace, which lies in the data folder and may be shared. */
  readonly workspaces: string
}

/** Folders of the system. A bind of any of them, of what holds them, or of what is in them is refused. */
const SYSTEM = [
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/lib',
  '/lib64',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/sys',
  '/usr',
  '/var/lib',
  '/var/run',
  '/var/log',
  '/var/spool',
  '/System',
  '/Library',
  '/private/etc',
  '/private/var/db',
  '/Applications',
]
/** Folders of a person that hold keys, sessions or start-up scripts. */
const PRIVATE = [
  '.ssh',
  '.aws',
  '.gnupg',
  '.kube',
  '.docker',
  '.config',
  '.local',
  '.mozilla',
  '.password-store',
  '.npmrc',
  '.netrc',
  '.bashrc',
  '.profile',
  '.zshrc',
  'Library',
  'AppData',
]
const SOCKETS = /(^|\/)(docker|containerd|podman|crio)(\.raw|-cli)?\.sock$|\/(S\.gpg-agent|agent\.sock|bus)$/

/** Places inside the container that belong to us or to the kernel. */
const TAKEN = [
  Inside.workspace,
  Inside.home,
  Inside.egressFolder,
  Inside.agentProgram,
  '/proc',
  '/sys',
  '/dev',
  '/etc',
  '/tmp',
  '/bin',
  '/lib',
  '/lib64',
  '/sbin',
  '/usr',
  '/run',
]

/** Why a folder of the host may not be shown to a sandbox, or null when it may. */
export function checkBind(bind: Bind, world: BindWorld): string | null {
  const { from, to } = bind
  if (!clean(from) || !clean(to)) return `${from} → ${to}: both sides must be absolute paths without "..".`
  if (SOCKETS.test(from)) return `${from} is a socket that gives away control of this machine.`
  if (from === '/') return 'The whole disk cannot be shared with a sandbox.'
  if (holds(world.dataFolder, from) && !holds(world.workspaces, from)) return `${from} belongs to Gatehouse itself.`
  if (holds(from, world.dataFolder)) return `${from} contains the data folder of Gatehouse.`
  if (holds(from, world.homeFolder)) return `${from} contains your whole home folder. Share one project folder instead.`
  const secret = PRIVATE.find(name => holds(`${world.homeFolder}/${name}`, from))
  if (secret !== undefined) return `${from} holds keys or settings of yours (~/${secret}).`
  const system = SYSTEM.find(folder => holds(folder, from) || holds(from, folder))
  if (system !== undefined && !holds(world.homeFolder, from) && !holds(world.workspaces, from)) {
    return `${from} is a folder of the system (${system}).`
  }
  const taken = TAKEN.find(folder => holds(folder, to) || holds(to, folder))
  if (taken !== undefined && !to.startsWith(`${Inside.workspace}/`))
    return `${to} is taken inside the sandbox (${taken}).`
  return null
}

/** Whether `path` is `folder` or lies below it. */
function holds(folder: string, path: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`)
}

function clean(path: string): boolean {
  return (
    path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..') && !/\/\/|\/\.\/|.\/$/.test(path)
  )
}
