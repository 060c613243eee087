import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Docker from 'dockerode'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { tar } from '../../../src-main/sandbox/core/tar.ts'
import { findBusybox } from '../../../src-main/sandbox/node/base-image.ts'
import { type Child, endChild, missingCommand, startChild, until } from '../../kit/child.ts'
import { aPrivateEngine, engineMissing, type PrivateEngine } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aSandboxRoom, type SandboxRoom, shell } from '../../kit/sandboxes.ts'

const digestOf = (bytes: Uint8Array | string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** The registry must be on the loopback of the engine, which has a network of its own: that takes root to enter. */
const missing =
  engineMissing() ??
  (process.getuid?.() !== 0 || missingCommand(['dockerd', 'nsenter']) !== null
    ? 'needs root, dockerd and nsenter'
    : null) ??
  (findBusybox() === null ? 'needs a static busybox' : null)

describeWhere(missing)('an image from a registry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gh-registry-'))
  let engine: PrivateEngine
  let registry: Child
  let address: string
  let room: SandboxRoom

  /** Publishes an image whose file `/word` says `word`, and answers with its digest. */
  const publish = (word: string, tags: string[], architecture = 'amd64') => {
    mkdirSync(join(folder, 'blobs'), { recursive: true })
    mkdirSync(join(folder, 'v2/tools/manifests'), { recursive: true })
    const keep = (bytes: Uint8Array | string) => {
      writeFileSync(join(folder, 'blobs', digestOf(bytes)), bytes)
      return { size: bytes.length, digest: digestOf(bytes) }
    }
    const file = (path: string, bytes: Uint8Array) => ({ path, bytes, mode: 0o755, kind: 'file' as const })
    const link = (path: string) => ({ path, target: 'busybox', mode: 0o777, kind: 'link' as const })
    const entries = [
      { path: 'bin/', mode: 0o755, kind: 'folder' as const },
      file('bin/busybox', readFileSync(findBusybox() ?? '')),
      ...['bin/sh', 'bin/cat', 'bin/echo', 'bin/ps'].map(link),
      file('word', Buffer.from(word)),
    ]
    const layer = tar(entries, text => Buffer.from(text))
    const rootfs = { type: 'layers', diff_ids: [digestOf(layer)] }
    const settings = keep(JSON.stringify({ architecture, os: 'linux', config: {}, rootfs }))
    const type = 'application/vnd.docker'
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: `${type}.distribution.manifest.v2+json`,
      config: { mediaType: `${type}.container.image.v1+json`, ...settings },
      layers: [{ mediaType: `${type}.image.rootfs.diff.tar.gzip`, ...keep(gzipSync(layer)) }],
    })
    for (const name of [digestOf(manifest), ...tags]) writeFileSync(join(folder, 'v2/tools/manifests', name), manifest)
    return { digest: digestOf(manifest), manifest }
  }
  const build = async (image: string) => {
    room = aSandboxRoom(engine.dockerHost, { image })
    const lines: string[] = []
    for await (const line of room.sandboxes.build('main')) lines.push(line)
    return lines
  }
  const word = async () => (await (await room.sandboxes.forAgent('main', 's')).run(shell('cat /word'))).stdout

  beforeAll(async () => {
    engine = await aPrivateEngine()
    const program = join(import.meta.dirname, 'registry-for-image.ts')
    registry = startChild('nsenter', [`--net=/proc/${engine.pid}/ns/net`, process.execPath, program, folder])
    await until('the registry', () => registry.output().includes('port'))
    address = `127.0.0.1:${/port (\d+)/.exec(registry.output())?.[1]}/tools`
  })
  afterEach(() => room.close())
  afterAll(async () => {
    await endChild(registry)
    await engine.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is fetched by its digest with progress, gets our agent, and runs', async () => {
    const { digest } = publish('one', ['latest'])
    const lines = await build(`${address}@${digest}`)
    expect(lines[0]).toBe(`Fetching ${address}@${digest}…`)
    expect(lines).toContain(`Digest: ${digest}`)
    expect(lines.some(line => /^Fetched \d+ %( of [\d.]+ MB)?$/.test(line))).toBe(true)
    expect(lines.some(line => line.endsWith('Pull complete'))).toBe(true)
    expect(lines.at(-1)).toBe('Done.')
    expect(await word()).toBe('one')
  })

  it('by a tag is shown with its digest, and is not fetched again when the tag is moved', async () => {
    const { digest } = publish('two', ['moving'])
    expect(await build(`${address}:moving`)).toContain(`To pin it, write ${address}@${digest} in the settings.`)
    await room.close()
    publish('another one', ['moving'])
    await build(`${address}:moving`)
    expect(await word()).toBe('two')
  })

  it('that is not what its digest says is refused, and nothing of it stays', async () => {
    const { manifest } = publish('three', [])
    const promised = digestOf('something else')
    writeFileSync(join(folder, 'v2/tools/manifests', promised), manifest)
    expect((await build(`${address}@${promised}`)).at(-1)).toMatch(/^Failed: .*digest/i)
    const docker = new Docker({ socketPath: engine.socketPath })
    const known = (await docker.listImages({ digests: true })).flatMap(each => each.RepoDigests ?? [])
    expect(known.some(each => each.includes(promised) || each.includes(digestOf(manifest)))).toBe(false)
    await expect(room.sandboxes.forAgent('main', 's')).rejects.toThrow('is not here')
  })

  it('whose layer is not what the manifest says is refused', async () => {
    const { digest, manifest } = publish('four', [])
    const layer = (JSON.parse(manifest) as { layers: { digest: string }[] }).layers[0]?.digest ?? ''
    writeFileSync(join(folder, 'blobs', layer), gzipSync(tar([], text => Buffer.from(text))))
    expect((await build(`${address}@${digest}`)).at(-1)).toMatch(/^Failed: /)
  })
})
