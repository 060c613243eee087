import { chownSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import Docker from 'dockerode'
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { SandboxConfig } from '../../../src-main/contract/model/sandbox.ts'
import { systemClock } from '../../../src-main/kit/node/system-clock.ts'
import type { SandboxesWorld } from '../../../src-main/sandbox/node/open-sandboxes.ts'
import { missingCommand, until } from '../../kit/child.ts'
import { anInternet, type Internet } from '../../kit/egress.ts'
import { anEngine, type Engine, engineMissing } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aSandboxRoom, type SandboxRoom, shell } from '../../kit/sandboxes.ts'

describeWhere(engineMissing())('the house of sandboxes', () => {
  let engine: Engine
  let docker: Docker
  let room: SandboxRoom
  const open = (settings: Partial<SandboxConfig> = {}, more: Partial<SandboxesWorld> = {}) => {
    room = aSandboxRoom(engine.dockerHost, settings, more)
    return room.sandboxes
  }
  const all = () => docker.listContainers({ all: true, filters: { label: ['gatehouse.home'] } })
  /** What a Keeper that was killed in another file had just created is its successor's to remove, not ours to wait for. */
  let earlier: ReadonlySet<string> = new Set()
  const containers = async () => (await all()).filter(each => !earlier.has(each.Id)).length

  beforeAll(async () => {
    engine = await anEngine()
    docker = new Docker({ socketPath: engine.socketPath })
    earlier = new Set((await all()).map(each => each.Id))
  })
  afterEach(async () => {
    await room?.close()
    await until('every container of ours to be gone', async () => (await containers()) === 0)
  })
  afterAll(() => engine.stop())

  it('shares a sandbox as the settings say, also when two ask at once', async () => {
    const perAgent = open()
    const [a, b] = await Promise.all([perAgent.forAgent('main', 's1'), perAgent.forAgent('main', 's2')])
    expect(a).toBe(b)
    expect(await perAgent.forAgent('other', 's1')).not.toBe(a)
    expect(
      perAgent
        .list()
        .map(each => each.agent)
        .sort(),
    ).toEqual(['main', 'other'])
  })

  it('gives every session its own, from a spare that runs already', async () => {
    const sandboxes = open({ scope: 'session' })
    await sandboxes.warm('main')
    const spare = sandboxes.list()[0]?.id
    const began = performance.now()
    const first = await sandboxes.forAgent('main', 's1')
    expect(performance.now() - began).toBeLessThan(100)
    expect(first.info()).toMatchObject({ id: spare, session: 's1' })
    await until('the next spare', () => sandboxes.list().length === 2)
    const second = await sandboxes.forAgent('main', 's2')
    expect(second.info().id).not.toBe(spare)
    await first.run(shell('sleep 61616 & echo x > /tmp/mine', { background: 'keep' }))
    expect((await second.run(shell('ps -o args | grep -c "[s]leep 61616"; ls /tmp'))).stdout).toBe('0\n')
  })

  it('keeps the workspace of an agent, and gives a session one of its own that can be wiped', async () => {
    const sandboxes = open({ scope: 'session', workspacePer: 'session' })
    await (await sandboxes.forAgent('main', 's1')).run(shell('echo private > note'))
    expect((await (await sandboxes.forAgent('main', 's2')).run(shell('ls'))).stdout).toBe('')
    expect((await sandboxes.files('main', 's1')).read('note')).toMatchObject({ ok: true, text: 'private\n' })
    await sandboxes.endSession('main', 's1', 'wipe')
    expect(existsSync(join(room.home.root, 'workspaces/main/sessions/s1'))).toBe(false)
    expect(existsSync(join(room.home.root, 'workspaces/main/sessions/s2'))).toBe(true)
  })

  it('lets file tools and commands work on the same files', async () => {
    const sandboxes = open()
    const files = await sandboxes.files('main', 's1')
    expect(files.write('src/a.sh', 'echo from a file\n')).toMatchObject({ ok: true })
    const sandbox = await sandboxes.forAgent('main', 's1')
    const result = await sandbox.run(shell('sh src/a.sh; echo more >> src/a.sh; rm src/a.sh; echo new > src/b'))
    expect(result).toMatchObject({ stdout: 'from a file\n', stderr: '' })
    expect(files.edit('src/b', 'new', 'edited')).toMatchObject({ ok: true })
    expect((await sandbox.run(shell('cat src/b; echo again > src/b'))).stdout).toBe('edited\n')
  })

  it('ends idle sandboxes, and removes what an earlier run left, and nothing else', async () => {
    let skew = 0
    const sandboxes = open({}, { clock: { ...systemClock, now: () => Date.now() + skew } })
    const busy = await sandboxes.forAgent('busy', 's')
    await sandboxes.forAgent('idle', 's')
    const running = busy.run(shell('sleep 30'))
    const labels = (await docker.getContainer(busy.info().id).inspect()).Config
    const stranger = { Image: labels.Image, Entrypoint: ['/bin/sleep'], Cmd: ['60'] }
    const left = await docker.createContainer({ ...stranger, Labels: labels.Labels, name: 'gh-test-left' })
    const other = await docker.createContainer({
      ...stranger,
      Labels: { 'gatehouse.home': 'another' },
      name: 'gh-test-other',
    })
    skew = 25 * 3600 * 1000
    const removed = await sandboxes.prune()
    await other.remove({ force: true }) // fails where prune took it
    // The idle agent may have a spare beside its sandbox; both go.
    const kinds = new Set(removed.map(name => name.replace(/-[0-9a-f]{8}$/, '')))
    expect([...kinds].sort()).toEqual(['gatehouse-idle', 'gh-test-left'])
    expect(sandboxes.list().map(each => each.agent)).toEqual(['busy'])
    await expect(left.inspect()).rejects.toMatchObject({ statusCode: 404 })
    busy.endNow()
    await running
  })

  it('refuses to share a folder that would give the machine away, also behind a link', async () => {
    const link = join(process.cwd(), 'node_modules', '.gh-test-link')
    try {
      symlinkSync('/etc', link)
    } catch {
      // left from a run that was stopped
    }
    onTestFinished(() => rmSync(link, { force: true }))
    for (const from of [homedir(), '/etc', link, '/var/run/docker.sock']) {
      room = aSandboxRoom(engine.dockerHost, { binds: [{ from, to: '/x', access: 'ro' }] })
      await expect(room.sandboxes.forAgent('main', 's')).rejects.toThrow('cannot be shared')
      await room.close()
    }
  })

  it('shows a folder that may be shared, as far as it may', async () => {
    const folder = `/srv/gh-test-${process.pid}`
    mkdirSync(folder)
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, 'a'), 'shared\n')
    if (process.getuid?.() === 0) chownSync(folder, 10001, 10001)
    const sandbox = await open({ binds: [{ from: folder, to: '/data', access: 'ro' }] }).forAgent('main', 's')
    expect(await sandbox.run(shell('cat /data/a; echo x > /data/b'))).toMatchObject({
      stdout: 'shared\n',
      stderr: expect.stringContaining('Read-only'),
    })
  })

  it('starts nothing after it was closed, and nothing that was on its way when all was ended', async () => {
    // Its start is recorded before it is handed out: at that moment it runs and is still on its way.
    const sandboxes = open({}, { audit: ({ what }) => void (what === 'sandbox.started' && sandboxes.endAll()) })
    await expect(sandboxes.forAgent('main', 's')).rejects.toThrow('stopped while this one started')
    await until('its container to be gone', async () => (await containers()) === 0)
    await sandboxes.close()
    await expect(sandboxes.forAgent('main', 's')).rejects.toThrow('shutting down')
  })

  it('does not start a sandbox whose start cannot be recorded', async () => {
    const sandboxes = open({}, { audit: () => Promise.reject(new Error('disk full')) })
    await expect(sandboxes.forAgent('main', 's')).rejects.toThrow('could not be recorded')
    expect(sandboxes.list()).toEqual([])
  })
})

/** The same way out for both kinds of sandbox that have one. */
const egressSuite = (
  title: string,
  missing: string | null,
  backend: 'docker' | 'process',
  { fetch, past }: { fetch: (url: string) => string; past: string },
) => {
  describeWhere(missing)(title, () => {
    let engine: Engine | null = null
    let net: Internet
    let room: SandboxRoom

    beforeAll(async () => {
      if (backend === 'docker') engine = await anEngine()
      net = await anInternet()
      net.names.set('allowed.test', ['93.184.215.14'])
      net.names.set('other.test', ['93.184.215.14'])
      room = aSandboxRoom(engine?.dockerHost, { backend, egress: ['allowed.test'] }, { outside: net.outside })
    })
    afterAll(async () => {
      await room.close()
      net.close()
      await engine?.stop()
    })

    it('reaches a listed name through the proxy, and the trail knows', async () => {
      const sandbox = await room.sandboxes.forAgent('main', 's')
      expect(await sandbox.run(shell(fetch('http://allowed.test/x')))).toMatchObject({ stdout: 'hello from outside' })
      expect(net.asked.at(-1)).toBe('GET allowed.test /x')
      expect(room.events.at(-1)).toMatchObject({ what: 'egress', agent: 'main', host: 'allowed.test', allowed: true })
    })

    it('reaches nothing else, by name, by address, or past the proxy', async () => {
      const sandbox = await room.sandboxes.forAgent('main', 's')
      net.reached.length = 0
      for (const url of [
        'http://other.test/',
        'http://93.184.215.14/',
        'http://127.0.0.1:1/',
        'http://169.254.169.254/latest',
      ])
        expect((await sandbox.run(shell(fetch(url)))).stdout).not.toContain('hello')
      expect((await sandbox.run(shell(past))).exitCode).not.toBe(0)
      expect(net.reached).toEqual([])
    })

    it('loses the network at once when it is cut, and gets it back', async () => {
      const sandbox = await room.sandboxes.forAgent('main', 's')
      room.sandboxes.cutNetwork()
      expect((await sandbox.run(shell(fetch('http://allowed.test/')))).stdout).not.toContain('hello')
      room.sandboxes.restoreNetwork()
      expect((await sandbox.run(shell(fetch('http://allowed.test/')))).stdout).toContain('hello')
    })

    it('cannot be kept from the proxy by a command that kills the relay', async () => {
      const sandbox = await room.sandboxes.forAgent('main', 's')
      await sandbox.run(
        shell(
          'for p in /proc/[0-9]*; do n=$(basename $p); [ "$n" = 1 ] || [ "$n" = $$ ] || [ "$n" = $PPID ] || kill -9 $n 2>/dev/null; done; :',
        ),
      )
      expect((await sandbox.run(shell(fetch('http://allowed.test/')))).stdout).toContain('hello')
    })
  })
}

egressSuite('a container with listed domains', engineMissing(), 'docker', {
  fetch: url =>
    `(printf 'GET ${url} HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n'; sleep 0.5) | nc -w 5 127.0.0.1 3128 | tail -1`,
  past: 'nc -w 2 93.184.215.14 80 < /dev/null',
})
const lacking = missingCommand(['bwrap', 'prlimit', 'curl'])
egressSuite('a process sandbox with listed domains', lacking === null ? null : `needs "${lacking}"`, 'process', {
  fetch: url => `curl -s -m 5 ${url}`,
  past: "curl -s -m 5 --noproxy '*' http://93.184.215.14/",
})
