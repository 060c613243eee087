import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { endChild, startChild, until } from '../kit/child.ts'
import { describeWhere } from '../kit/needs.ts'
import { aHome } from '../kit/temp-home.ts'

/** In a user namespace of its own, where the kernel gives no inotify instance at all. */
const NONE_LEFT = ['-Ur', 'sh', '-c', 'echo 0 > /proc/sys/user/max_inotify_instances && exec "$@"', 'sh']
const cannot =
  spawnSync('unshare', [...NONE_LEFT, 'true']).status === 0
    ? null
    : 'needs Linux and user namespaces, to take the watches of the system away'

const source = (path: string): string => JSON.stringify(resolve(import.meta.dirname, '../../src-main', path))

/** What the Keeper does at its start, with the real clock, in a process without watches. */
const program = (home: string): string => `
  import { watchFiles } from ${source('config/node/open-config.ts')}
  import { watchSentinel } from ${source('incident/node/sentinel.ts')}
  import { systemClock } from ${source('kit/node/system-clock.ts')}
  const path = ${JSON.stringify(`${home}/config.yaml`)}
  watchFiles(${JSON.stringify(home)}, [{ path, reload: async () => console.log('reloaded') }])
  watchSentinel(${JSON.stringify(home)}, systemClock, () => console.log('STOP seen'))
  setTimeout(() => console.log('watching'), 300)
`

describeWhere(cannot)('where the system has no more watches to give', () => {
  it('a change of the settings and the STOP file are seen all the same', async () => {
    await using home = aHome()
    const config = home.path('config.yaml')
    writeFileSync(config, 'a: 1\n')
    const node = [process.execPath, '--input-type=module', '-e', program(home.root)]
    const child = startChild('unshare', [...NONE_LEFT, ...node])
    const count = (word: string): number => child.output().split(word).length - 1
    try {
      await until('the watch', () => count('watching') === 1, 10_000)
      const before = count('reloaded')
      writeFileSync(config, 'a: 2, and longer\n')
      await until('the change', () => count('reloaded') > before, 10_000)
      writeFileSync(home.path('STOP'), '')
      await until('the STOP file', () => count('STOP seen') === 1, 10_000)
    } finally {
      await endChild(child)
    }
    expect(child.output()).not.toContain('EMFILE')
  })
})
