import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { isAlive } from '../kit/child.ts'

/** A process that outlived the run that started it. */
export interface Leftover {
  readonly pid: number
  readonly command: string
}

/** The processes there are now, each with its start time: a number alone may be given to another one later. */
export function processesNow(): Set<string> {
  return new Set(pids().map(identity))
}

/**
 * The processes that were not there before and that this run started: they carry its mark in their environment, or
 * speak of a folder that is its alone. Others on the machine start and end things too, and are not ours.
 */
export function leftovers(before: ReadonlySet<string>, mark: string, folders: readonly string[]): Leftover[] {
  const family = ancestors()
  return pids()
    .filter(pid => !before.has(identity(pid)) && !family.has(pid) && isAlive(pid) && isOurs(pid, mark, folders))
    .map(pid => ({ pid, command: commandLine(pid).slice(0, 160) }))
}

function isOurs(pid: number, mark: string, folders: readonly string[]): boolean {
  if (read(pid, 'environ').split('\0').includes(`GATEHOUSE_TEST_RUN=${mark}`)) return true
  const words = commandLine(pid)
  const place = workingFolder(pid)
  return folders.some(folder => words.includes(folder) || place.startsWith(folder))
}

function pids(): number[] {
  return process.platform === 'linux'
    ? readdirSync('/proc')
        .filter(name => /^\d+$/.test(name))
        .map(Number)
    : []
}

/** This process, and the npm and shell above it. */
function ancestors(): Set<number> {
  const found = new Set<number>()
  for (
    let pid = process.pid;
    pid > 0 && !found.has(pid);
    pid = Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0)
  ) {
    found.add(pid)
  }
  return found
}

function identity(pid: number): string {
  const afterName = read(pid, 'stat').split(') ').at(-1) ?? ''
  return `${pid}@${afterName.split(' ')[19]}`
}

/** What a process was started as. */
export function commandLine(pid: number): string {
  return read(pid, 'cmdline').replaceAll('\0', ' ').trim()
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return '' // ended, or not ours to see
  }
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return '' // ended, or not ours to see
  }
}
