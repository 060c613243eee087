import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { Inside } from '../core/plan-container.ts'
import { type TarEntry, tar } from '../core/tar.ts'

/** The repository name of the images that we build ourselves. */
export const IMAGE_NAME = 'gatehouse/sandbox'

/** Where a static busybox is found; Debian's package is `busybox-static`. */
const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox', '/usr/local/bin/busybox']

/** A static busybox of this machine, or null. */
export function findBusybox(): string | null {
  return BUSYBOX.find(file => existsSync(file)) ?? null
}

/**
 * Makes sure that the smallest usable image is there: busybox and our agent, imported through the engine's own
 * call. No registry, no build daemon, about 80 ms. Cached by what is in it.
 */
export async function ensureBaseImage(docker: Docker, agentFile: string | null, busyboxFile: string): Promise<string> {
  const bytes = baseTree(agentFile === null ? null : readFileSync(agentFile), readFileSync(busyboxFile))
  const tag = `base-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`
  const known = await imageId(docker, `${IMAGE_NAME}:${tag}`)
  if (known !== null) return known
  await importTree(docker, bytes, tag)
  const made = await imageId(docker, `${IMAGE_NAME}:${tag}`)
  if (made === null) throw new Error('The engine took the image but does not know it.')
  return made
}

/** The id of an image by name, or null when the engine does not have it. */
export async function imageId(docker: Docker, name: string): Promise<string | null> {
  return (await imageFacts(docker, name))?.id ?? null
}

/** What the engine knows of an image, or null when it does not have it. */
export async function imageFacts(docker: Docker, name: string): Promise<{ id: string; architecture: string } | null> {
  try {
    const { Id, Architecture } = await docker.getImage(name).inspect()
    return { id: Id, architecture: Architecture }
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return null
    throw error
  }
}

/** Imports a file tree as an image. */
export async function importTree(docker: Docker, bytes: Uint8Array | Readable, tag: string): Promise<void> {
  const body = bytes instanceof Readable ? bytes : Readable.from([Buffer.from(bytes)])
  const progress = await docker.importImage(body, { repo: IMAGE_NAME, tag })
  await new Promise<void>((done, fail) =>
    docker.modem.followProgress(progress, error => (error ? fail(error) : done())),
  )
}

const folder = (path: string, mode = 0o755): TarEntry => ({ path: `${path}/`, mode, kind: 'folder' })
const file = (path: string, text: string | Uint8Array, mode = 0o644): TarEntry => ({
  path,
  mode,
  kind: 'file',
  bytes: typeof text === 'string' ? Buffer.from(text) : text,
})
const link = (path: string, target: string): TarEntry => ({ path, mode: 0o777, kind: 'link', target })

/** Folders and files that every image of ours has. */
function commonTree(agent: Uint8Array | null): TarEntry[] {
  const places = ['etc', 'usr', 'usr/local', 'usr/local/bin', 'run', 'run/gatehouse', 'home', 'home/agent', 'workspace']
  return [
    ...['bin', 'dev', 'proc', 'sys', ...places].map(path => folder(path)),
    folder('tmp', 0o1777),
    file('etc/passwd', 'root:x:0:0:root:/:/bin/sh\nagent:x:10001:10001:agent:/home/agent:/bin/sh\n'),
    file('etc/group', 'root:x:0:\nagent:x:10001:\n'),
    ...(agent === null ? [] : [file(Inside.agentProgram.slice(1), agent, 0o755)]),
  ]
}

function baseTree(agent: Uint8Array | null, busybox: Uint8Array): Uint8Array {
  const links = APPLETS.map(name => link(`bin/${name}`, 'busybox'))
  const encode = (text: string) => Buffer.from(text)
  return tar([...commonTree(agent), file('bin/busybox', busybox, 0o755), folder('usr/bin'), ...links], encode)
}

/**
 * What an agent uses every day. Network servers, mount and the like of busybox are left out on purpose, and its wget,
 * because Debian's static build of it crashes where there are no shared libraries.
 */
const APPLETS = (
  'sh ash cat ls cp mv rm mkdir rmdir ln touch chmod echo printf test [ true false pwd env head tail wc sort uniq cut tr ' +
  'sed awk grep egrep fgrep find xargs tee date sleep seq basename dirname readlink realpath stat du df id whoami ' +
  'ps kill killall timeout nohup setsid yes od hexdump md5sum sha1sum sha256sum base64 tar gzip gunzip zcat diff patch cmp ' +
  'which expr dd mktemp mkfifo nc vi less more clear tty stty uname hostname free uptime top unzip bc'
).split(' ')
