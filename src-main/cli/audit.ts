import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { sayFinding } from '../audit/core/finding.ts'
import { exportLines, exportRecords } from '../audit/node/export.ts'
import { forwardRecords, parseTarget } from '../audit/node/forward.ts'
import { readRecord, searchTrail } from '../audit/node/search.ts'
import { verifyTrail } from '../audit/node/verify.ts'
import type { AuditCheck } from '../contract/model/audit-check.ts'
import { AuditKind, type AuditQuery, type AuditRecord } from '../contract/model/audit-entry.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { parseSince } from './since.ts'
import { paint, printable, type Terminal } from './terminal.ts'

/** The running Keeper, or the folder of the trail when none runs. */
export type TrailSource = { readonly keeper: People | null; readonly folder: string }

/** What is looked for, as it was typed. */
export type SearchOptions = {
  readonly since: string | null
  readonly until: string | null
  readonly session: string | null
  readonly agent: string | null
  readonly kind: string | null
  readonly text: string | null
  readonly limit: number
  readonly json: boolean
}

/** `gatehouse audit verify`. Without a running Keeper the chain is checked and the seals are not, and it says so. */
export async function verifyAudit(
  source: TrailSource,
  options: { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const check = source.keeper
    ? await source.keeper.call('audit.verify', {})
    : await verifyOffline(source.folder, terminal)
  if (check === null) return ExitCode.failed
  if (options.json) terminal.out(JSON.stringify(check))
  else for (const line of sayCheck(check)) terminal.out(line)
  // An empty trail is what is left when somebody removed it; a house that ran has its start in it.
  return check.intact && check.segments > 0 ? ExitCode.ok : ExitCode.failed
}

async function verifyOffline(folder: string, terminal: Terminal): Promise<AuditCheck | null> {
  try {
    return await verifyTrail({ folder })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    terminal.err(`There is no audit trail in ${folder}.`)
    return null
  }
}

/** Without the key a chain that somebody wrote anew, or cut, looks whole: that is not to be called so. */
function title(check: AuditCheck): string {
  if (!check.intact) return paint('red', 'The audit trail was damaged or changed.')
  if (check.segments === 0)
    return paint('yellow', 'The audit trail is empty. Gatehouse never leaves it so once it has run.')
  return check.seals === 'not-checked'
    ? paint('yellow', 'Nothing wrong was found, as far as it can be checked without the key.')
    : paint('green', 'The audit trail is whole.')
}

/** The outcome of a check in sentences. */
export function sayCheck(check: AuditCheck): string[] {
  const size = `${check.records} records in ${check.segments} ${check.segments === 1 ? 'segment' : 'segments'}`
  const span = check.firstAt === null ? '' : `, ${check.firstAt} to ${check.lastAt ?? check.firstAt}`
  const lines = [title(check)]
  lines.push(`  ${size}${span}`)
  for (const finding of check.findings) lines.push(`  ${paint('red', '✗')} ${printable(sayFinding(finding))}`)
  for (const record of check.repairs)
    lines.push(`  ${paint('yellow', '!')} ${record.at} ${printable(record.reason ?? record.kind)}`)
  if (check.seals === 'not-checked')
    lines.push('  The seals were not checked: that needs the key, so start Gatehouse and ask again.')
  if (check.anchor === 'not-checked')
    lines.push(
      '  The end was not compared with the anchor in the keychain, so a cut-off end or an old copy would not show.',
    )
  if (check.anchor === 'none') lines.push('  No anchor was kept yet, so a cut-off end would not show.')
  return lines
}

/** `gatehouse audit search`. */
export async function searchAudit(source: TrailSource, options: SearchOptions, terminal: Terminal): Promise<ExitCode> {
  const query = queryOf(options, terminal)
  if (!query) return ExitCode.usage
  const found = source.keeper
    ? await source.keeper.call('audit.search', query)
    : await searchTrail(source.folder, query)
  if (found.length === 0 && !options.json) terminal.err('Nothing was found.')
  for (const record of found.reverse()) terminal.out(options.json ? JSON.stringify(record) : sayRecord(record))
  return ExitCode.ok
}

function queryOf(options: Omit<SearchOptions, 'json'>, terminal: Terminal): AuditQuery | null {
  const now = Date.now()
  const times: Partial<Record<'since' | 'until', number>> = {}
  for (const name of ['since', 'until'] as const) {
    const given = options[name]
    const at = given === null ? null : parseSince(given, now)
    if (given !== null && at === null) {
      terminal.err(`--${name} is no time. Use 90s, 2h, 3d or 2026-11-21.`)
      return null
    }
    if (at !== null) times[name] = at
  }
  const kind = options.kind === null ? undefined : AuditKind.safeParse(options.kind)
  if (kind && !kind.success) {
    terminal.err(`There is no such kind. The kinds are ${AuditKind.options.join(', ')}.`)
    return null
  }
  if (!Number.isInteger(options.limit) || options.limit < 1 || options.limit > 1000) {
    terminal.err('--limit is a number from 1 to 1000.')
    return null
  }
  return {
    ...times,
    ...(options.session === null ? {} : { session: options.session }),
    ...(options.agent === null ? {} : { agent: options.agent }),
    ...(options.text === null ? {} : { text: options.text }),
    ...(kind ? { kind: kind.data } : {}),
    limit: options.limit,
  }
}

/** `gatehouse audit tail [-f]`. */
export async function tailAudit(
  source: TrailSource,
  options: { last: number; follow: boolean; json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const say = (record: AuditRecord) => terminal.out(options.json ? JSON.stringify(record) : sayRecord(record))
  if (!source.keeper) {
    const found = await searchTrail(source.folder, { limit: Math.max(1, Math.min(1000, options.last)) })
    for (const record of found.reverse()) say(record)
    if (options.follow) terminal.err('Gatehouse is not running, so nothing new is written.')
    return ExitCode.ok
  }
  const feed = source.keeper.open('audit.tail', { last: options.last })
  for await (const item of feed) {
    for (const record of 'snapshot' in item ? item.snapshot : item.change) say(record)
    if (!options.follow) break
  }
  return ExitCode.ok
}

/** How `gatehouse audit export` was called. */
export type ExportOptions = {
  readonly format: string
  readonly to: string | null
  readonly send: string | null
  readonly since: string | null
  readonly until: string | null
}

/** `gatehouse audit export`: to standard output, to a file that only its owner may read, or to a collector. */
export async function exportAudit(source: TrailSource, options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  const { format } = options
  if (format !== 'jsonl' && format !== 'syslog' && format !== 'otlp') {
    terminal.err('The formats are jsonl, syslog and otlp.')
    return ExitCode.usage
  }
  const query = queryOf({ ...options, session: null, agent: null, kind: null, text: null, limit: 1 }, terminal)
  if (!query) return ExitCode.usage
  const { limit: _limit, before: _before, ...range } = query
  if (options.send !== null) return sendAudit(source, options.send, range, terminal)
  const pieces = source.keeper
    ? source.keeper.open('audit.export', {
        ...range,
        format,
        ...(options.to === null ? {} : { to: options.to.slice(0, 300) }),
      })
    : exportLines(source.folder, format, range)
  const file = options.to === null ? null : await open(options.to, 'wx', 0o600)
  try {
    for await (const piece of pieces) {
      if (file) await file.writeFile(piece)
      else terminal.raw(piece)
    }
  } finally {
    await file?.close()
  }
  if (options.to !== null) terminal.err(`Written to ${options.to}, readable by you only.`)
  return ExitCode.ok
}

async function sendAudit(
  source: TrailSource,
  to: string,
  range: Pick<AuditQuery, 'since' | 'until'>,
  terminal: Terminal,
): Promise<ExitCode> {
  const target = parseTarget(to)
  if (!target) {
    terminal.err('Send to udp://host:514, tcp://host:601, unix:/dev/log or http://host:4318/v1/logs.')
    return ExitCode.usage
  }
  const sent = await forwardRecords(recordsFrom(source, to, range), target).catch(error => {
    terminal.err(`Not everything was sent: ${printable(error instanceof Error ? error.message : String(error))}.`)
    return null
  })
  if (sent === null) return ExitCode.failed
  terminal.out(`${sent} records sent.`)
  return ExitCode.ok
}

/** From the running Keeper, which writes down first who takes the trail where; from the folder alone when none runs. */
async function* recordsFrom(
  { keeper, folder }: TrailSource,
  to: string,
  range: Pick<AuditQuery, 'since' | 'until'>,
): AsyncGenerator<AuditRecord> {
  if (!keeper) {
    for await (const { record } of exportRecords(folder, range)) yield record
    return
  }
  for await (const piece of keeper.open('audit.export', { ...range, format: 'jsonl', to: to.slice(0, 300) }))
    for (const line of piece.split('\n')) {
      const record = readRecord(line)
      if (record) yield record
    }
}

/** One record on one line for people. */
export function sayRecord(record: AuditRecord): string {
  const paths = 'paths' in record && Array.isArray(record.paths) ? record.paths.join(', ') : ''
  const what =
    'subject' in record && record.subject ? record.subject : [paths, record.reason].filter(Boolean).join(': ')
  const word = 'verdict' in record ? record.verdict : 'step' in record ? record.step : 'act' in record ? record.act : ''
  const where = [record.session, record.agent].filter(Boolean).join('/')
  const tool =
    'tool' in record && record.tool
      ? ` ${record.tool}`
      : 'secret' in record
        ? ` ${record.secret}`
        : 'route' in record
          ? ` ${record.route}`
          : 'part' in record
            ? ` ${record.part}`
            : ''
  const rule = record.rule ? ` [${record.rule}]` : ''
  const line = `${record.at} #${record.seq} ${record.kind} ${word}${tool} ${record.result} ${record.who} via ${record.door}${where ? ` in ${where}` : ''}${rule}${what ? `: ${what}` : ''}`
  return printable(line.replace(/\s+/g, ' '))
}

/** The folder of the trail in a data folder. */
export const auditFolder = (home: string): string => join(home, 'audit')
