import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { judgeProbe, probes } from '../../../src-main/sandbox/core/probes.ts'

/** Programs that change a machine; here they only note that they were called. */
const LEVERS = ['mount', 'umount', 'busybox', 'mknod', 'touch', 'rm', 'kill', 'chroot', 'unshare', 'mkdir', 'mktemp']
/** These two make nothing that outlives the `true` they are given. */
const HARMLESS = /^(busybox )?(unshare -[Um] true|chroot \/ \/bin\/true)$/

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gh-probes-'))
  for (const name of LEVERS) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> '${folder}/called'\nexit 1\n`)
    chmodSync(join(folder, name), 0o755)
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const world = {
  dataFolder: '/nowhere/data',
  homeFolder: '/nowhere/home',
  canary: 'canary0',
  canaryFile: '/nowhere/data/canary-file',
  servers: [],
  strangerSeconds: 987_654,
}

/** Runs a script as on a machine without walls: process 1 is not our agent. `kill` is a shell's own word, so it is named anew. */
function runWithoutWalls(script: string): { stdout: string; called: string[] } {
  const env = { PATH: `${folder}:${process.env['PATH']}` }
  const stdout = execFileSync('sh', ['-c', `kill() { command "${folder}/kill" "$@"; }\n${script}\n:`], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const log = join(folder, 'called')
  const called = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
  return { stdout, called }
}

// All but the one that walks the whole file system looking for a name: it writes nothing, and takes long.
describe.each(probes(world).filter(probe => probe.id !== 'data-folder'))(
  'the probe $id where there is no wall',
  probe => {
    it('writes, mounts and signals nothing', () => {
      expect(runWithoutWalls(probe.script).called.filter(line => !HARMLESS.test(line))).toEqual([])
    })
  },
)

it('does not call a wall whole that it could not try', () => {
  const tried = probes(world).filter(probe => /kill|mount|mknod|touch/.test(probe.script))
  expect(tried.map(probe => probe.id)).toEqual(['root-files', 'namespaces', 'devices', 'init'])
  for (const probe of tried) {
    const { stdout } = runWithoutWalls(probe.script)
    expect(judgeProbe({ ended: true, stdout }), probe.id).toMatchObject({ verdict: 'open' })
  }
})
