import { createSocket } from 'node:dgram'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { syslogLine } from '../../../src-main/audit/core/syslog.ts'
import { exportLines, exportRecords } from '../../../src-main/audit/node/export.ts'
import { type ForwardTarget, forwardRecords, parseTarget } from '../../../src-main/audit/node/forward.ts'
import type { AuditRecord } from '../../../src-main/contract/model/audit-entry.ts'
import { aDecision, TrailYard } from './parts.ts'

let yard: TrailYard
beforeEach(async () => {
  yard = new TrailYard()
  const trail = await yard.open()
  await trail.append(aDecision({ subject: 'one', reason: 'a "b" ]\n\\' }))
  await trail.append(
    aDecision({ subject: 'zwölf', verdict: 'deny', result: 'refused', facts: { size: 3, ok: true, list: ['x'] } }),
  )
})
afterEach(() => yard.remove())

async function* records() {
  for await (const { record } of exportRecords(yard.folder, {})) yield record
}
const forward = (target: ForwardTarget): Promise<number> => forwardRecords(records(), target)

async function all(format: 'jsonl' | 'syslog' | 'otlp'): Promise<string[]> {
  const lines: string[] = []
  for await (const line of exportLines(yard.folder, format, {})) lines.push(line)
  return lines
}

describe('an export', () => {
  it('as JSON lines is the trail itself, byte for byte', async () => {
    expect((await all('jsonl')).join('')).toBe((await yard.bytes()).toString())
  })

  it('as syslog is RFC 5424 with the fields as structured data', async () => {
    const [first = '', second = ''] = await all('syslog')
    const shape =
      /^<(\d+)>1 (\S+) \S+ gatehouse \d+ decision \[gatehouse@32473 ((?:\w+="(?:[^"\\\]]|\\["\\\]])*" ?)+)\] \ufeff(\{.*\})\n$/
    expect(first).toMatch(shape)
    expect(shape.exec(first)?.slice(1, 4)).toEqual([
      '110',
      '2026-11-21T09:00:00.000Z',
      'seq="1" who="agent:main" door="gateway" result="ok" session="s1" agent="main"',
    ])
    expect(shape.exec(second)?.[1]).toBe('108')
  })

  it('as syslog cannot be broken out of by what a stranger wrote', () => {
    const record = { prev: '', at: 'T', seq: 1, ...aDecision({ who: 'x"] \n<0>1 evil' }) } as AuditRecord
    expect(syslogLine(record, 'a host', 1)).toContain('who="x\\"\\]  <0>1 evil"')
    expect(syslogLine(record, 'a host', 1).startsWith('<110>1 T a_host gatehouse')).toBe(true)
    expect(syslogLine(record, 'h', 1)).not.toContain('\n')
  })

  it('as OpenTelemetry is a request for /v1/logs', async () => {
    const [body = ''] = await all('otlp')
    const records = JSON.parse(body).resourceLogs[0].scopeLogs[0].logRecords
    expect(records).toHaveLength(2)
    expect(records[1]).toMatchObject({
      timeUnixNano: '1795251600000000000',
      severityText: 'WARN',
      eventName: 'gatehouse.decision',
    })
    expect(records[1].attributes).toContainEqual({ key: 'gatehouse.facts.size', value: { intValue: '3' } })
    expect(records[1].attributes).toContainEqual({
      key: 'gatehouse.facts.list',
      value: { arrayValue: { values: [{ stringValue: 'x' }] } },
    })
  })
})

describe('sending the trail to a collector', () => {
  it('over UDP', async () => {
    const got: string[] = []
    const server = createSocket('udp4', message => got.push(message.toString()))
    await new Promise<void>(resolve => server.bind(0, '127.0.0.1', resolve))
    const sent = await forward({ kind: 'syslog-udp', host: '127.0.0.1', port: server.address().port })
    await expect.poll(() => got.length).toBe(2)
    server.close()
    expect(sent).toBe(2)
    expect(got[1]).toContain('zwölf')
  })

  it.each(['tcp', 'unix'] as const)('over %s, with the length in front of each message', async how => {
    let got = Buffer.alloc(0)
    const server = createServer(socket => socket.on('data', bytes => (got = Buffer.concat([got, bytes]))))
    const path = join(yard.root, 'log.sock')
    await new Promise<void>(resolve =>
      how === 'unix' ? server.listen(path, resolve) : server.listen(0, '127.0.0.1', resolve),
    )
    const target =
      how === 'unix'
        ? { kind: 'syslog-unix' as const, path }
        : { kind: 'syslog-tcp' as const, host: '127.0.0.1', port: (server.address() as AddressInfo).port }
    await forward(target)
    const messages: string[] = []
    await expect
      .poll(() => {
        messages.length = 0
        for (let at = 0; at < got.length; ) {
          const blank = got.indexOf(' ', at)
          const length = Number(got.toString('latin1', at, blank))
          messages.push(got.toString('utf8', blank + 1, blank + 1 + length))
          at = blank + 1 + length
        }
        return messages.length
      })
      .toBe(2)
    server.close()
    expect(messages[0]).toMatch(/^<110>1 /)
    expect(messages[1]).toContain('zwölf')
  })

  it('over HTTP, and says when the collector refuses', async () => {
    const bodies: string[] = []
    const server = createHttp((request, response) => {
      let body = ''
      request.on('data', piece => (body += piece))
      request.on('end', () => {
        bodies.push(body)
        response.statusCode = request.url === '/v1/logs' ? 200 : 404
        response.end('{}')
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect(await forward({ kind: 'otlp-http', url: `${base}/v1/logs` })).toBe(2)
    await expect(forward({ kind: 'otlp-http', url: `${base}/nowhere` })).rejects.toThrow('the collector answered 404')
    server.close()
    expect(JSON.parse(bodies[0] ?? '').resourceLogs[0].scopeLogs[0].logRecords).toHaveLength(2)
  })

  it('reads where to', () => {
    expect(parseTarget('udp://127.0.0.1')).toEqual({ kind: 'syslog-udp', host: '127.0.0.1', port: 514 })
    expect(parseTarget('tcp://[::1]:6514')).toEqual({ kind: 'syslog-tcp', host: '::1', port: 6514 })
    expect(parseTarget('unix:/dev/log')).toEqual({ kind: 'syslog-unix', path: '/dev/log' })
    expect(parseTarget('http://localhost:4318/v1/logs')).toEqual({
      kind: 'otlp-http',
      url: 'http://localhost:4318/v1/logs',
    })
    expect(parseTarget('ftp://x')).toBeNull()
    expect(parseTarget('nonsense')).toBeNull()
  })
})
