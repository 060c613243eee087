import type { EndedTarget, KillLevel, KillReport, SurvivingTarget } from '../../contract/model/incident.ts'
import type { Target } from './inventory.ts'

/** A living process, as a look at the machine found it. */
export type LiveProcess = { readonly pid: number; readonly name: string; readonly of: Target | null }

/** What one look at the machine found. */
export type Look = {
  readonly atMs: number
  /** Ids of targets that are certainly gone. */
  readonly gone: readonly string[]
  /** Processes that should not be there: first processes, and whoever lives in their namespaces or in the held set. */
  readonly alive: readonly LiveProcess[]
  /** Ids of targets of which nothing can be said from here. */
  readonly unknown: readonly string[]
}

/** Two looks in a row must find nothing: something may have been on its way between two processes during the first. */
export const EMPTY_LOOKS = 2

/** Whether a look found nothing left. */
export function isEmpty(look: Look): boolean {
  return look.alive.length === 0
}

/** Whether looking may stop: the last two looks found nothing. */
export function isSettled(looks: readonly Look[]): boolean {
  return looks.length >= EMPTY_LOOKS && looks.slice(-EMPTY_LOOKS).every(isEmpty)
}

/** What a report says besides what was looked at. */
export type PullFacts = {
  readonly id: string
  readonly level: KillLevel
  readonly drill: boolean
  readonly by: string
  readonly reason: string
  readonly at: number
  readonly approvalsDenied: number
  readonly networkCut: boolean
  readonly troubles: readonly string[]
}

/**
 * Turns looks into what a person is told: what ended and when, what did not by name, and what nobody can say.
 * `endedAt` holds the first moment each target was seen to be gone.
 */
export function reportOf(
  facts: PullFacts,
  targets: readonly Target[],
  looks: readonly Look[],
  endedAt: ReadonlyMap<string, number>,
): KillReport {
  const last = looks.at(-1)
  const survivors = survivorsOf(targets, last)
  const unproved = targets.filter(target => last?.unknown.includes(target.id)).map(unprovedOf)
  const ended = targets.filter(target => last?.gone.includes(target.id)).map(target => endedOf(target, looks, endedAt))
  const clean = survivors.length === 0 && isSettled(looks)
  return {
    ...facts,
    troubles: [...facts.troubles],
    outcome: clean ? (unproved.length === 0 ? 'all-ended' : 'unproved') : 'survivors',
    endedAfterMs: Math.max(0, ...ended.map(one => one.afterMs)),
    verifiedAfterMs: last?.atMs ?? 0,
    looks: looks.length,
    ended,
    survivors,
    unproved,
  }
}

function survivorsOf(targets: readonly Target[], last: Look | undefined): SurvivingTarget[] {
  if (!last) return targets.map(target => ({ ...named(target), why: 'Nobody could look.' }))
  return last.alive.map(({ pid, name, of }) => ({
    kind: of?.kind ?? 'process',
    name: of === null || of.pid === pid ? (of?.name ?? name) : `${name} in ${of.name}`,
    pid,
    why: 'It was still there when Gatehouse looked again.',
  }))
}

function unprovedOf(target: Target): SurvivingTarget {
  return {
    ...named(target),
    why: unprovedWords[target.kind] ?? 'Its first process is not known here and the engine did not answer.',
  }
}

const unprovedWords: Partial<Record<Target['kind'], string>> = {
  remote: 'It runs on another machine. Its stream was ended; whether it obeyed cannot be seen from here.',
  terminal: 'Its stream was ended, but the sandbox it runs in did not provably end.',
}

function endedOf(target: Target, looks: readonly Look[], endedAt: ReadonlyMap<string, number>): EndedTarget {
  return { ...named(target), afterMs: endedAt.get(target.id) ?? looks.at(-1)?.atMs ?? 0 }
}

function named({ kind, name, pid }: Target): Pick<SurvivingTarget, 'kind' | 'name' | 'pid'> {
  return { kind, name, pid }
}
