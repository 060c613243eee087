import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { Client, type ClientChannel, type ConnectConfig } from 'ssh2'
import type { BackendReport, SandboxConfig, SshTarget } from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Sandbox, SandboxAudit, SandboxBackend, SandboxLog, SandboxOwner } from '../core/backend.ts'
import { AgentLink, type AgentWire, HEARTBEAT } from './agent-link.ts'
import { AgentSandbox, startRecorded } from './agent-sandbox.ts'
import { fingerprint, within } from './docker-engine.ts'
import { agentProgram } from './resources.ts'

/** What the SSH backend needs of the rest of the room. */
export type SshWorld = { readonly clock: Clock; readonly audit: SandboxAudit; readonly log: SandboxLog }

const CONNECT_MS = 10_000

/** Sandboxes on another machine: what an agent can break is that machine, and never this one. */
export class SshBackend implements SandboxBackend {
  readonly name = 'ssh'
  readonly #world: SshWorld
  readonly #open = new Set<AgentSandbox>()

  constructor(world: SshWorld) {
    this.#world = world
  }

  async probe(): Promise<BackendReport> {
    return { backend: 'ssh', usable: true, why: 'It is reached when a command runs.' }
  }

  async open(owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    const target = config.ssh
    if (target === undefined) throw new Error('No SSH machine is set up for this agent.')
    const client = await connectPinned(target)
    try {
      return await this.#start(client, target, owner, config)
    } catch (error) {
      client.destroy()
      throw error
    }
  }

  async #start(client: Client, target: SshTarget, owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox> {
    const machine = (await output(client, 'uname -sm')).trim()
    const [system, processor = ''] = machine.split(' ')
    const agentFile = system === 'Linux' ? agentProgram(processor) : null
    if (agentFile === null) throw new Error(`There is no exec agent for that machine (${machine.slice(0, 60)}).`)
    const home = (await output(client, 'pwd')).trim()
    const folder = target.folder.startsWith('/') ? target.folder : `${home}/${target.folder}`
    const program = await bringAgent(client, agentFile, folder)
    const channel = await openChannel(client, `exec ${quote(program)} --beat ${HEARTBEAT.limitSeconds}`)
    const { clock, audit, log } = this.#world
    const link = new AgentLink(channelWire(client, channel, log), clock)
    if (!(await link.greeted(CONNECT_MS))) throw new Error('The exec agent did not start on that machine.')
    const place = `${target.user}@${target.host}`
    const name = `ssh-${owner.agent}-${randomBytes(4).toString('hex')}`
    const sandbox = new AgentSandbox({
      link,
      info: { id: name, name, backend: 'ssh', ...owner, initPid: null, image: machine },
      place: {
        where: `${place} over SSH`,
        workspace: `${folder}/workspace`,
        env: {
          PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
          HOME: home,
          LANG: 'C.UTF-8',
          USER: target.user,
          ...config.env,
        },
      },
      clock,
      audit,
      afterEnd: () => {
        this.#open.delete(sandbox)
        client.end()
      },
      force: () => void client.destroy(),
    })
    this.#open.add(sandbox)
    return await startRecorded(sandbox, audit)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map(sandbox => sandbox.close()))
  }
}

/**
 * Connects, and goes no further when the machine shows another key than the pinned one: no user name, no
 * proof of a key and no command is sent to whoever answers. The socket is ours because of `noDelay`: 216 → 45 ms.
 */
function connectPinned(target: SshTarget): Promise<Client> {
  return new Promise((resolve, fail) => {
    const client = new Client()
    let shown = ''
    const options: ConnectConfig = {
      username: target.user,
      hostVerifier: (key: Buffer) => {
        shown = fingerprint(key)
        return shown === target.hostKey
      },
      readyTimeout: CONNECT_MS,
      keepaliveInterval: 5000,
      keepaliveCountMax: 3,
      ...authentication(target),
    }
    const socket = connect({ host: target.host, port: target.port, noDelay: true })
    // For good: a connection that dies of a time-out reports a second error after the first.
    client.on('error', error => fail(new Error(sshWords(error, target, shown), { cause: error })))
    socket.on('error', error => fail(new Error(sshWords(error, target, shown), { cause: error })))
    client.on('ready', () => {
      client.setNoDelay(true)
      resolve(client)
    })
    client.connect({ ...options, sock: socket })
  })
}

function authentication(target: SshTarget): ConnectConfig {
  if (target.keyFile !== undefined) return { privateKey: readFileSync(target.keyFile) }
  const agent = process.env['SSH_AUTH_SOCK']
  return agent === undefined ? {} : { agent }
}

function sshWords(error: Error & { level?: string; code?: string }, target: SshTarget, shown: string): string {
  const at = `${target.host}:${target.port}`
  if (shown !== '' && shown !== target.hostKey) {
    return `${at} shows another host key (${shown}) than the pinned one (${target.hostKey}). Nothing was sent. If the machine was reinstalled, check the new key on the machine itself, then change the settings.`
  }
  if (error.level === 'client-authentication') return `${at} does not accept the key of ${target.user}.`
  if (error.level === 'client-timeout') return `${at} does not answer.`
  if (error.code === 'ECONNREFUSED') return `${at} refuses connections: no SSH server runs there.`
  return `${at} could not be reached (${error.code ?? error.level ?? 'unknown reason'}).`
}

function openChannel(client: Client, command: string): Promise<ClientChannel> {
  return new Promise((resolve, fail) =>
    client.exec(command, (error, channel) => (error ? fail(error) : resolve(channel))),
  )
}

async function output(client: Client, command: string, input?: Buffer): Promise<string> {
  const channel = await openChannel(client, command)
  const done = new Promise<string>((resolve, fail) => {
    let text = ''
    channel.on('data', (bytes: Buffer) => (text += bytes.toString()))
    channel.on('close', (code: number | null) =>
      code === 0 ? resolve(text) : fail(new Error(`It failed there (${code}): ${command.slice(0, 80)}`)),
    )
  })
  channel.end(input)
  return within(30_000, done)
}

/** Puts the agent there once; its name is the digest of its content, which the other machine has to confirm. */
async function bringAgent(client: Client, agentFile: string, folder: string): Promise<string> {
  const bytes = readFileSync(agentFile)
  const digest = createHash('sha256').update(bytes).digest('hex')
  const program = `${folder}/agent-${digest.slice(0, 16)}`
  const check = `[ "$(sha256sum < ${quote(program)} 2>/dev/null)" = ${quote(`${digest}  -`)} ]`
  const present = await output(client, `mkdir -p ${quote(`${folder}/workspace`)} && (${check} && echo yes || echo no)`)
  if (present.trim() === 'yes') return program
  // A new name first, then a rename: two of us at once must not run each other's half.
  const half = `${program}.${randomBytes(4).toString('hex')}`
  await output(
    client,
    `cat > ${quote(half)} && chmod 700 ${quote(half)} && mv ${quote(half)} ${quote(program)} && ${check}`,
    bytes,
  )
  return program
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

function channelWire(client: Client, channel: ClientChannel, log: SandboxLog): AgentWire {
  channel.stderr.on('data', (bytes: Buffer) => log(bytes.toString()))
  channel.on('error', () => channel.destroy())
  return {
    write: bytes => void channel.write(bytes),
    onBytes: tell => void channel.on('data', tell),
    onEnd: tell => {
      channel.once('close', tell)
      client.once('close', tell)
    },
    end: () => void channel.end(),
  }
}
