import { mkdtempSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Anchor, AnchorStore } from '../../../src-main/audit/core/anchor.ts'
import { type AuditTrail, openTrail, type TrailParts } from '../../../src-main/audit/node/trail.ts'
import type { AuditEntry } from '../../../src-main/contract/model/audit-entry.ts'

/** A clock whose hands the test turns. */
export function handClock(start = Date.UTC(2026, 10, 21, 9)) {
  let now = start
  let alarms: { at: number; act: () => void }[] = []
  return {
    now: () => now,
    after(afterMs: number, act: () => void) {
      const alarm = { at: now + afterMs, act }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter(other => other !== alarm)
      }
    },
    turn(ms: number) {
      now += ms
      const due = alarms.filter(alarm => alarm.at <= now)
      alarms = alarms.filter(alarm => alarm.at > now)
      for (const alarm of due) alarm.act()
    },
  }
}

/** An anchor in memory, as the keychain would keep it: outside the folder. */
export function memoryAnchor(): AnchorStore & { value: Anchor | null } {
  return {
    value: null,
    async read() {
      return this.value
    },
    async keep(anchor) {
      this.value = anchor
    },
  }
}

export const sealKey = new Uint8Array(32).fill(7)

/** A folder with everything a trail needs, and ways to harm it. */
export class TrailYard {
  readonly root = mkdtempSync(join(tmpdir(), 'gh-trail-'))
  readonly folder = join(this.root, 'audit')
  readonly clock = handClock()
  readonly anchor = memoryAnchor()
  readonly reports: string[] = []
  #open: AuditTrail[] = []

  async open(more: Partial<TrailParts> = {}): Promise<AuditTrail> {
    const trail = await openTrail({
      folder: this.folder,
      sealKey,
      clock: this.clock,
      redact: text => text,
      anchor: this.anchor,
      anchorEveryMs: 0,
      report: (what, cause) => this.reports.push(`${what}: ${cause}`),
      ...more,
    })
    this.#open.push(trail)
    return trail
  }

  async segments(): Promise<string[]> {
    return (await readdir(this.folder)).filter(name => name.startsWith('segment-')).sort()
  }

  /** The bytes of a segment; the last one unless said otherwise. */
  async bytes(index = -1): Promise<Buffer> {
    return readFile(join(this.folder, await this.#name(index)))
  }

  async rewrite(bytes: Uint8Array, index = -1): Promise<void> {
    await writeFile(join(this.folder, await this.#name(index)), bytes)
  }

  async lines(index = -1): Promise<string[]> {
    return (await this.bytes(index)).toString('utf8').split('\n').slice(0, -1)
  }

  async rewriteLines(lines: readonly string[], index = -1): Promise<void> {
    await this.rewrite(Buffer.from(lines.map(line => `${line}\n`).join('')), index)
  }

  async remove(): Promise<void> {
    for (const trail of this.#open) await trail.close()
    await rm(this.root, { recursive: true, force: true })
  }

  async #name(index: number): Promise<string> {
    const name = (await this.segments()).at(index)
    if (name === undefined) throw new Error('no segment')
    return name
  }
}

/** A decision about a command. */
export const aDecision = (more: Partial<Extract<AuditEntry, { kind: 'decision' }>> = {}): AuditEntry => ({
  kind: 'decision',
  who: 'agent:main',
  door: 'gateway',
  result: 'ok',
  verdict: 'allow',
  tool: 'exec',
  subject: 'git status',
  session: 's1',
  agent: 'main',
  reason: 'Nothing dangerous in it.',
  ...more,
})
