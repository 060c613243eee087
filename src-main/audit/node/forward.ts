import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { hostname } from 'node:os'
import type { AuditRecord } from '../../contract/model/audit-entry.ts'
import { version } from '../../kit/core/version.ts'
import { otlpLogs } from '../core/otlp.ts'
import { syslogLine } from '../core/syslog.ts'
import { inBatches, otlpBatch } from './export.ts'

/** Where records can be sent. */
export type ForwardTarget =
  | { readonly kind: 'syslog-udp' | 'syslog-tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'syslog-unix'; readonly path: string }
  | { readonly kind: 'otlp-http'; readonly url: string; readonly headers?: Readonly<Record<string, string>> }

/** Sends groups of records, in order. `send` rejects when they did not arrive as far as that can be known; UDP cannot know. */
export interface Forwarder {
  send(records: readonly AuditRecord[]): Promise<void>
  close(): Promise<void>
}

/** A collector that has not answered by then is taken as gone. */
const patienceMs = 10_000
/** RFC 5426: larger datagrams are cut on the way; what does not fit goes without its JSON. */
const largestDatagram = 60_000

/** Reads `udp://host:514`, `tcp://host:601`, `unix:/dev/log`, `http://host:4318/v1/logs`; null when it is none of these. */
export function parseTarget(text: string): ForwardTarget | null {
  if (text.startsWith('unix:')) return { kind: 'syslog-unix', path: text.slice(5).replace(/^\/\/(?=\/)/, '') }
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol === 'http:' || url.protocol === 'https:') return { kind: 'otlp-http', url: text }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (host === '') return null
  if (url.protocol === 'udp:') return { kind: 'syslog-udp', host, port: Number(url.port || 514) }
  if (url.protocol === 'tcp:') return { kind: 'syslog-tcp', host, port: Number(url.port || 601) }
  return null
}

/** Opens the way to a collector. */
export async function openForwarder(target: ForwardTarget): Promise<Forwarder> {
  switch (target.kind) {
    case 'syslog-udp':
      return udp(target.host, target.port)
    case 'syslog-tcp':
      return stream({ host: target.host, port: target.port })
    case 'syslog-unix':
      return stream({ path: target.path })
    case 'otlp-http':
      return otlp(target.url, target.headers ?? {})
  }
}

const lineOf = (record: AuditRecord): string => syslogLine(record, hostname(), process.pid)

function udp(host: string, port: number): Forwarder {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  socket.on('error', () => {}) // each message has an answer of its own below
  const sendOne = (record: AuditRecord): Promise<void> => {
    const bytes = Buffer.from(lineOf(record))
    return new Promise((resolve, reject) => {
      socket.send(bytes.subarray(0, largestDatagram), port, host, error => (error ? reject(error) : resolve()))
    })
  }
  return {
    async send(records) {
      for (const record of records) await sendOne(record)
    },
    close: () => new Promise(resolve => socket.close(() => resolve())),
  }
}

/** RFC 6587 octet counting: a message may hold a line end, and a reader always knows where the next begins. */
async function stream(place: { host: string; port: number } | { path: string }): Promise<Forwarder> {
  const socket = connect(place)
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('the collector does not answer')))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve())
    socket.once('error', reject)
  })
  let broken: Error | null = null
  socket.on('error', error => {
    broken = error
  })
  return {
    async send(records) {
      if (broken) throw broken
      const text = records.map(record => {
        const line = lineOf(record)
        return `${Buffer.byteLength(line)} ${line}`
      })
      await new Promise<void>((resolve, reject) => {
        socket.write(text.join(''), error => (error ? reject(error) : resolve()))
      })
    },
    close: () => new Promise(resolve => socket.end(() => resolve())),
  }
}

function otlp(url: string, headers: Readonly<Record<string, string>>): Forwarder {
  return {
    async send(records) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(otlpLogs(records, version)),
        signal: AbortSignal.timeout(patienceMs),
        redirect: 'error', // A collector that sends us elsewhere would take the records there.
      })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`the collector answered ${answer.status}`)
    },
    close: async () => {},
  }
}

/** Sends records to a collector, in their order; answers how many went. */
export async function forwardRecords(records: AsyncIterable<AuditRecord>, target: ForwardTarget): Promise<number> {
  const forwarder = await openForwarder(target)
  let sent = 0
  try {
    for await (const batch of inBatches(records, otlpBatch)) {
      await forwarder.send(batch)
      sent += batch.length
    }
  } finally {
    await forwarder.close()
  }
  return sent
}
