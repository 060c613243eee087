import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { SshTarget } from '../../src-main/contract/model/sandbox.ts'
import { endChild, findCommand, missingCommand, startChild, until } from './child.ts'

/** A real SSH server on this machine, for one test file. */
export type SshServer = {
  readonly target: SshTarget
  /** Ends the server and starts it again with another host key, as an impostor would. */
  impostor(): Promise<void>
  stop(): Promise<void>
}

/** Why there can be none here, or null. */
export function sshMissing(): string | null {
  const part = missingCommand(['sshd', 'ssh-keygen'])
  return part === null ? null : `needs an SSH server: "${part}" is not installed`
}

/**
 * Starts one on a free port; the login user is whoever runs the tests, with a key made for it. `onlyCommand` runs
 * whatever was asked for.
 */
export async function anSshServer(onlyCommand?: string): Promise<SshServer> {
  const folder = mkdtempSync(join(tmpdir(), 'gh-sshd-'))
  const keygen = (file: string) =>
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, file)])
  for (const file of ['host', 'other', 'user']) keygen(file)
  const port = await freePort()
  const limit = onlyCommand === undefined ? '' : `command="${onlyCommand}" `
  writeFileSync(join(folder, 'keys'), limit + readFileSync(join(folder, 'user.pub'), 'utf8'))
  chmodSync(join(folder, 'keys'), 0o600)
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const start = async (hostKey: string) => {
    const settings = [
      `HostKey ${join(folder, hostKey)}`,
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      'UsePAM no',
      'StrictModes no',
      `AuthorizedKeysFile ${join(folder, 'keys')}`,
      `PidFile ${join(folder, 'pid')}`,
      'PermitRootLogin yes',
      'MaxSessions 50',
      'MaxStartups 100',
      'PasswordAuthentication no',
    ]
    writeFileSync(join(folder, 'config'), `${settings.join('\n')}\n`)
    const child = startChild(findCommand('sshd') ?? 'sshd', ['-D', '-e', '-f', join(folder, 'config')])
    await until('the SSH server', () => listens(port))
    return child
  }
  let child = await start('host')
  const hostKey =
    execFileSync('ssh-keygen', ['-lf', join(folder, 'host.pub')], { encoding: 'utf8' }).split(' ')[1] ?? ''
  return {
    target: {
      host: '127.0.0.1',
      port,
      user: userInfo().username,
      hostKey,
      keyFile: join(folder, 'user'),
      folder: join(folder, 'there'),
    },
    async impostor() {
      await endChild(child)
      child = await start('other')
    },
    async stop() {
      await endChild(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
