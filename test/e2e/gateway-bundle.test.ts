import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bundleReach, forbiddenIn } from '../kit/bundle.ts'
import { describeWhere } from '../kit/needs.ts'
import { ROOT } from '../run/job.ts'

const OUT = join(ROOT, 'out', 'main')
const notBuilt = existsSync(join(OUT, 'gateway.js')) ? null : 'needs the build: npm run build'

/** Whoever holds one of these holds the key, or is root through Docker. */
const FORBIDDEN = ['keytar', '@napi-rs/keyring', 'dockerode', 'docker-modem', 'electron', 'electron-store']

describeWhere(notBuilt)('the built gateway', () => {
  const reach = notBuilt === null ? bundleReach(OUT, 'gateway.js') : { files: [], outside: [], sources: [] }

  it('can load neither the keychain nor Docker, in no chunk it reaches', () => {
    expect(reach.sources).toContain('src-main/gateway/entry.ts') // else we looked at nothing
    expect(forbiddenIn(reach, FORBIDDEN)).toEqual([])
  })

  it('holds the effects of no other room', () => {
    const effects = reach.sources.filter(path => /^src-main\/(?!gateway|kit)[^/]+\/(node|electron)\//.test(path))
    expect(effects).toEqual([])
  })
})
