import { createSocket } from 'node:dgram'
import { mkdtempSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditHandlers } from '../../../src-main/audit/node/routes.ts'
import { exportAudit, searchAudit, tailAudit, verifyAudit } from '../../../src-main/cli/audit.ts'
import type { People } from '../../../src-main/cli/connect.ts'
import { showLogs } from '../../../src-main/cli/logs.ts'
import { parseSince } from '../../../src-main/cli/since.ts'
import type { Terminal } from '../../../src-main/cli/terminal.ts'
import { auditRoutes } from '../../../src-main/contract/routes/audit.ts'
import { client } from '../../../src-main/contract/wire/client.ts'
import { serve } from '../../../src-main/contract/wire/serve.ts'
import { openLog } from '../../../src-main/kit/node/logger.ts'
import { pairWire } from '../../../src-main/kit/node/pair-wire.ts'
import { aDecision, TrailYard } from '../audit/parts.ts'

/** A terminal that remembers. */
function aTerminal(): Terminal & { said: string[]; errors: string[] } {
  const said: string[] = []
  const errors: string[] = []
  return {
    said,
    errors,
    out: line => void said.push(line.replace(/\u001b\[\d+m/g, '')),
    err: line => void errors.push(line),
    raw: text => void said.push(text),
    secret: async () => null,
    ask: async () => null,
    interactive: false,
  }
}

let yard: TrailYard
beforeEach(async () => {
  yard = new TrailYard()
  const trail = await yard.open()
  for (const subject of ['git status', 'rm -rf build \u001b[2J']) await trail.append(aDecision({ subject, rule: 'r1' }))
  await trail.close()
})
afterEach(() => yard.remove())

const offline = () => ({ keeper: null, folder: yard.folder })
const search = { since: null, until: null, session: null, agent: null, kind: null, text: null, limit: 100, json: false }

describe('gatehouse audit without a running Gatehouse', () => {
  it('verify checks the chain and says what it could not check', async () => {
    const terminal = aTerminal()
    expect(await verifyAudit(offline(), { json: false }, terminal)).toBe(0)
    expect(terminal.said).toEqual([
      'Nothing wrong was found, as far as it can be checked without the key.',
      '  2 records in 1 segment, 2026-11-21T09:00:00.000Z to 2026-11-21T09:00:00.000Z',
      '  The seals were not checked: that needs the key, so start Gatehouse and ask again.',
      '  The end was not compared with the anchor in the keychain, so a cut-off end or an old copy would not show.',
    ])
  })

  it('verify names the place and fails', async () => {
    await yard.rewriteLines(
      (await yard.lines()).map((line, index) => (index === 0 ? line.replace('git', 'got') : line)),
    )
    const terminal = aTerminal()
    expect(await verifyAudit(offline(), { json: false }, terminal)).toBe(1)
    expect(terminal.said).toContain(
      '  ✗ segment-000000000001.jsonl, line 1 (record 1): was changed after it was written.',
    )
  })

  it('verify does not call an empty trail whole', async () => {
    for (const name of await yard.segments()) await rm(join(yard.folder, name))
    const terminal = aTerminal()
    expect(await verifyAudit(offline(), { json: false }, terminal)).toBe(1)
    expect(terminal.said[0]).toBe('The audit trail is empty. Gatehouse never leaves it so once it has run.')
  })

  it('verify says when there is no trail', async () => {
    const terminal = aTerminal()
    expect(await verifyAudit({ keeper: null, folder: '/nowhere/audit' }, { json: false }, terminal)).toBe(1)
    expect(terminal.errors).toEqual(['There is no audit trail in /nowhere/audit.'])
  })

  it('search and tail print one safe line for each record', async () => {
    const terminal = aTerminal()
    expect(await searchAudit(offline(), { ...search, text: 'BUILD' }, terminal)).toBe(0)
    await tailAudit(offline(), { last: 1, follow: false, json: false }, terminal)
    const line =
      '2026-11-21T09:00:00.000Z #2 decision allow exec ok agent:main via gateway in s1/main [r1]: rm -rf build'
    expect(terminal.said.map(said => said.trim())).toEqual([line, line])
  })

  it('search explains what it does not understand', async () => {
    const terminal = aTerminal()
    expect(await searchAudit(offline(), { ...search, since: 'soon' }, terminal)).toBe(2)
    expect(await searchAudit(offline(), { ...search, kind: 'thing' }, terminal)).toBe(2)
    expect(await searchAudit(offline(), { ...search, limit: 0 }, terminal)).toBe(2)
    expect(terminal.errors[0]).toBe('--since is no time. Use 90s, 2h, 3d or 2026-11-21.')
  })

  it('export writes a file for its owner only, and never over another', async () => {
    const to = join(yard.root, 'out.jsonl')
    const options = { format: 'jsonl', to, send: null, since: null, until: null }
    expect(await exportAudit(offline(), options, aTerminal())).toBe(0)
    expect(await readFile(to, 'utf8')).toBe((await yard.bytes()).toString())
    expect((await stat(to)).mode & 0o777).toBe(0o600)
    await expect(exportAudit(offline(), options, aTerminal())).rejects.toMatchObject({ code: 'EEXIST' })
  })
})

describe('gatehouse audit export --send, from a running Gatehouse', () => {
  it('is in the trail, with the place, before the first record goes', async () => {
    const trail = await yard.open()
    const [here, there] = pairWire()
    serve(there, auditRoutes, auditHandlers(trail), {
      caller: () => ({ door: 'cli', connection: 'c', presence: 'unproved' }),
      version: '1',
      newRef: () => 'R',
      newStop: () => new AbortController(),
      report: () => {},
    })
    const got: string[] = []
    const collector = createSocket('udp4', message => got.push(message.toString()))
    await new Promise<void>(resolve => collector.bind(0, '127.0.0.1', resolve))
    const send = `udp://127.0.0.1:${collector.address().port}`
    const keeper = client(here, auditRoutes, 'test') as unknown as People
    const options = { format: 'jsonl', to: null, send, since: null, until: null }
    const terminal = aTerminal()
    expect(await exportAudit({ keeper, folder: yard.folder }, options, terminal)).toBe(0)
    await expect.poll(() => got.length).toBe(3)
    collector.close()
    expect(terminal.said).toEqual(['3 records sent.'])
    expect((await trail.tail(1))[0]).toMatchObject({
      kind: 'transfer',
      step: 'exported',
      subject: `audit trail as jsonl to ${send}`,
      door: 'cli',
    })
    await trail.close()
  })
})

describe('gatehouse logs', () => {
  let folder: string
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'gh-logs-')), 'logs')
  })
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

  const options = { follow: false, since: null, process: null, lines: 100, json: false }
  const redact = (text: string) => text

  it('shows all processes in the order of time', async () => {
    const keeper = openLog({ folder, name: 'keeper', redact })
    const gateway = openLog({ folder, name: 'gateway', redact })
    keeper.log.info('one')
    await new Promise(resolve => setTimeout(resolve, 5))
    gateway.log.warn({ n: 2 }, 'two')
    const terminal = aTerminal()
    await showLogs(folder, options, terminal)
    expect(terminal.said.map(line => line.slice(25))).toEqual(['INFO  keeper: one', 'WARN  gateway: two {"n":2}'])
    await showLogs(folder, { ...options, process: 'gateway', lines: 1 }, terminal)
    expect(terminal.said).toHaveLength(3)
  })

  it('follows over a rotation', async () => {
    const { log } = openLog({ folder, name: 'keeper', redact, maxBytes: 400, keep: 3 })
    log.info('before')
    const terminal = aTerminal()
    const stop = new AbortController()
    const following = showLogs(folder, { ...options, follow: true }, terminal, stop.signal)
    await expect.poll(() => terminal.said.length).toBe(1)
    for (let index = 0; index < 3; index += 1) {
      log.info(`after ${index}`)
      await expect.poll(() => terminal.said.at(-1)).toMatch(new RegExp(`after ${index}$`))
    }
    stop.abort()
    await following
  })

  it('says when there is none', async () => {
    const terminal = aTerminal()
    expect(await showLogs(folder, options, terminal)).toBe(1)
    expect(await showLogs(folder, { ...options, since: 'never' }, terminal)).toBe(2)
  })
})

describe('a point in time', () => {
  it('is read as people write it', () => {
    const now = Date.UTC(2026, 10, 21, 12)
    expect(parseSince('90s', now)).toBe(now - 90_000)
    expect(parseSince('1.5h', now)).toBe(now - 5_400_000)
    expect(parseSince('2d', now)).toBe(now - 172_800_000)
    expect(parseSince('2026-11-21', now)).toBe(new Date('2026-11-21T00:00').getTime())
    expect(parseSince('2026-11-21T09:00:00Z', now)).toBe(Date.UTC(2026, 10, 21, 9))
    expect(parseSince('yesterday', now)).toBeNull()
  })
})
