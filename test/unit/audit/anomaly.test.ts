import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Anomaly,
  anomalyEntry,
  namesSensitiveFile,
  nothingSeen,
  seeRecord,
} from '../../../src-main/audit/core/anomaly.ts'
import { watchAnomalies } from '../../../src-main/audit/node/anomaly-watch.ts'
import type { AuditEntry, AuditRecord } from '../../../src-main/contract/model/audit-entry.ts'
import type { AnomalyRule } from '../../../src-main/contract/model/config.ts'
import { aDecision, TrailYard } from './parts.ts'

const rule = (pattern: AnomalyRule['pattern'], more: Partial<AnomalyRule> = {}): AnomalyRule => ({
  id: pattern,
  pattern,
  count: 3,
  withinMinutes: 10,
  act: 'alert',
  ...more,
})

const agent = { who: 'agent:main', door: 'gateway', session: 's1', agent: 'main' } as const
const failed: AuditEntry = {
  kind: 'execution',
  ...agent,
  step: 'finished',
  tool: 'exec',
  result: 'failed',
  exitCode: 1,
}
const peek: AuditEntry = aDecision({ tool: 'read', subject: '/home/dev/.ssh/id_ed25519' })
const blocked: AuditEntry = aDecision({ verdict: 'deny', result: 'refused', subject: 'sudo id' })
const deniedTool: AuditEntry = aDecision({
  verdict: 'deny',
  result: 'refused',
  tool: 'web_fetch',
  subject: 'https://a.example',
})
const deniedByPerson: AuditEntry = { kind: 'approval', ...agent, approval: 'a1', step: 'denied', result: 'refused' }
const place = (destination: string): AuditEntry => ({
  kind: 'network',
  ...agent,
  verdict: 'allow',
  destination,
  result: 'ok',
})
const widened: AuditEntry = {
  kind: 'config',
  who: 'owner',
  door: 'cli',
  step: 'changed',
  area: 'allowlist',
  paths: ['exec'],
  loosens: true,
  result: 'ok',
}

let seq = 0
const at = (minute: number, entry: AuditEntry): AuditRecord =>
  ({
    prev: '0'.repeat(64),
    at: new Date(Date.UTC(2026, 10, 21, 9, minute)).toISOString(),
    seq: ++seq,
    ...entry,
  }) as AuditRecord

function run(rules: AnomalyRule[], records: AuditRecord[]): Anomaly[] {
  let state = nothingSeen
  return records.flatMap(record => {
    const seen = seeRecord(state, record, rules)
    state = seen.state
    return seen.anomalies
  })
}

describe('an anomaly rule', () => {
  it.each<[AnomalyRule['pattern'], AuditEntry[]]>([
    ['failed-commands', [failed, failed, failed]],
    ['sensitive-files', [peek, peek, peek]],
    ['blocked-commands', [blocked, blocked, blocked]],
    ['denied-tools', [deniedTool, deniedByPerson, deniedTool]],
    ['new-destinations', [place('a.example:443'), place('b.example:443'), place('c.example:443')]],
    ['allowlist-changes', [widened, widened, widened]],
  ])('for %s is provoked by three of them, and by nothing else', (pattern, entries) => {
    const records = entries.map((entry, minute) => at(minute, entry))
    const found = run([rule(pattern)], records)
    expect(found.map(one => [one.rule.id, one.records])).toEqual([[pattern, records.map(record => record.seq)]])
    const others = [failed, peek, blocked, deniedTool, place('a.example'), widened].filter(
      entry => !entries.includes(entry) && pattern !== 'new-destinations',
    )
    expect(
      run(
        [rule(pattern)],
        others.flatMap(entry => [at(0, entry), at(0, aDecision())]),
      ),
    ).toEqual([])
  })

  it('counts within its window only', () => {
    expect(run([rule('failed-commands')], [at(0, failed), at(1, failed), at(12, failed), at(13, failed)])).toEqual([])
  })

  it('begins anew after it was seen, so that one flood is one alarm', () => {
    const found = run(
      [rule('failed-commands')],
      Array.from({ length: 7 }, (_, minute) => at(minute, failed)),
    )
    expect(found).toHaveLength(2)
  })

  it('that pauses a session counts each session by itself', () => {
    const other = { ...failed, session: 's2' }
    const pause = rule('failed-commands', { act: 'pause-session' })
    expect(run([pause], [at(0, failed), at(0, other), at(0, failed), at(0, other)])).toEqual([])
    expect(run([pause], [at(0, failed), at(0, other), at(0, failed), at(1, failed)])).toMatchObject([
      { session: 's1', count: 3 },
    ])
  })

  it('does not count a place twice', () => {
    expect(
      run([rule('new-destinations')], [at(0, place('a')), at(1, place('a')), at(2, place('b')), at(3, place('a'))]),
    ).toEqual([])
  })

  it('knows the files that hold keys, and leaves the others alone', () => {
    const yes = [
      'cat ~/.ssh/config',
      'cp .env /tmp',
      '/home/dev/app/.env.production',
      'cat /etc/shadow',
      'ls /home/dev/.aws/',
      'head server.key',
      'C:\\Users\\dev\\.ssh\\id_rsa',
      'cat /proc/1/environ',
      'less "Login Data"',
    ]
    const no = [
      'cat README.md',
      'npm run env',
      'grep key src/a.ts',
      'cat .envrc.example',
      'vim keyboard.ts',
      'ls ssh',
      'cat tests/key.test.ts',
    ]
    expect(yes.filter(text => !namesSensitiveFile(text))).toEqual([])
    expect(no.filter(namesSensitiveFile)).toEqual([])
  })

  it('says in its record what was seen', () => {
    const [found] = run([rule('failed-commands', { act: 'kill' })], [at(0, failed), at(1, failed), at(2, failed)])
    expect(found && anomalyEntry(found)).toMatchObject({
      kind: 'anomaly',
      act: 'kill',
      count: 3,
      result: 'stopped',
      rule: 'failed-commands',
      reason: '3 commands failed within 10 minutes.',
      session: 's1',
    })
  })
})

describe('the watch over the trail', () => {
  let yard: TrailYard
  beforeEach(() => {
    yard = new TrailYard()
  })
  afterEach(() => yard.remove())

  const parts = (trail: Awaited<ReturnType<TrailYard['open']>>, acts: string[]) => ({
    trail,
    rules: () => [rule('failed-commands', { act: 'freeze-tools' })],
    act: (anomaly: Anomaly) => void acts.push(anomaly.rule.act),
    report: (what: string) => yard.reports.push(what),
  })

  it('acts, and writes down why', async () => {
    const trail = await yard.open()
    const acts: string[] = []
    await watchAnomalies(parts(trail, acts))
    for (let index = 0; index < 3; index += 1) await trail.append(failed)
    await expect
      .poll(() => trail.search({ kind: 'anomaly' }))
      .toMatchObject([{ rule: 'failed-commands', act: 'freeze-tools' }])
    expect(acts).toEqual(['freeze-tools'])
  })

  it('remembers what came before a restart, and does not act on it twice', async () => {
    const trail = await yard.open()
    await trail.append(failed)
    await trail.append(failed)
    const acts: string[] = []
    await watchAnomalies(parts(trail, acts))
    await trail.append(failed)
    await expect.poll(() => acts).toEqual(['freeze-tools'])
    await watchAnomalies(parts(trail, acts))
    await trail.append(aDecision())
    expect(acts).toEqual(['freeze-tools'])
  })
})
